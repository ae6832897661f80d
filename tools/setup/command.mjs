// Runs one command to its end and keeps what it said, so that a failure can be told with its reason.

import { spawn } from 'node:child_process';
import { SetupFailure } from './failure.mjs';

/**
 * @typedef {Object} CommandOptions
 * @property {string} [cwd] Folder to run in.
 * @property {NodeJS.ProcessEnv} [env] The whole environment; default this process's own.
 * @property {string} [input] What the command reads from its standard input.
 * @property {boolean} [show] Pass output on to the terminal as well as it comes.
 */

/**
 * @param {string} command
 * @param {string[]} args
 * @param {CommandOptions} [options]
 * @return {Promise<{ code: number, stdout: string, stderr: string }>} The command's end; code 127 when it does not exist.
 */
export function tryCommand(command, args, options = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd: options.cwd,
			env: options.env ?? process.env,
			stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
		});
		let stdout = '';
		let stderr = '';
		child.stdout?.setEncoding('utf8').on('data', (chunk) => {
			stdout += chunk;
			if (options.show) {
				process.stdout.write(chunk);
			}
		});
		child.stderr?.setEncoding('utf8').on('data', (chunk) => {
			stderr += chunk;
			if (options.show) {
				process.stderr.write(chunk);
			}
		});
		child.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
			if (error.code === 'ENOENT') {
				resolve({ code: 127, stdout, stderr: `${command}: not found` });
			} else {
				reject(error);
			}
		});
		// A process that a signal ends says nothing itself.
		child.on('close', (code, signal) => resolve({ code: code ?? 1, stdout, stderr: signal === null ? stderr : `${stderr}\n${command} was ended by ${signal}.\n` }));
		child.stdin?.on('error', () => {}).end(options.input);
	});
}

/**
 * Like tryCommand, for a command that has to succeed.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {CommandOptions & { failure?: string, remedy?: string }} [options] The sentence and the remedy to fail with.
 * @return {Promise<string>} What it wrote to standard output.
 * @throws {SetupFailure} With the last lines the command wrote.
 */
export async function runCommand(command, args, options = {}) {
	const { code, stdout, stderr } = await tryCommand(command, args, options);
	if (code !== 0) {
		const said = lastLines(`${stdout}\n${stderr}`, 20);
		const failure = options.failure ?? `\`${[command, ...args].join(' ')}\` failed.`;
		throw new SetupFailure(options.show || said === '' ? failure : `${failure}\n${said}`, options.remedy);
	}
	return stdout;
}

/**
 * @param {string} text
 * @param {number} count
 * @return {string} The last non-empty lines.
 */
export function lastLines(text, count) {
	return text
		.split('\n')
		.filter((line) => line.trim() !== '')
		.slice(-count)
		.join('\n');
}
