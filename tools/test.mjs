// `npm test`: installs what is missing and runs everything; what stands after `--` is not passed on. `--verbose` shows
// what every step says, else only what failed.

import { spawn } from 'node:child_process';
import { printFailure } from './setup/failure.mjs';
import { checkMachine, checkNode, checkSpace } from './setup/machine.mjs';
import { installComposerPackages, installNodePackages, root } from './setup/packages.mjs';

// Steps of one stage run at the same time: two cores are enough for two of them. The browser has the machine alone.
const stages = [['lint:js', 'lint:php'], ['typecheck', 'test:php'], ['test:js', 'test:cloud'], ['test:e2e']];

const verbose = process.argv.includes('--verbose');

/**
 * @param {string} name An npm script.
 * @return {Promise<{ name: string, code: number, said: string, seconds: number }>}
 */
function runScript(name) {
	const started = performance.now();
	return new Promise((resolve, reject) => {
		const child = spawn('npm', ['run', '--silent', name], {
			cwd: root,
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, CI: '1', NO_COLOR: '1' },
		});
		let said = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (chunk) => (said += chunk));
		}
		child.on('error', reject);
		child.on('close', (code) => resolve({ name, code: code ?? 1, said, seconds: (performance.now() - started) / 1000 }));
	});
}

/**
 * @param {string} said What a test runner wrote.
 * @return {number} How many tests passed, by the words of Jest, node:test, PHPUnit and Playwright; 0 for anything else.
 */
function countTests(said) {
	const patterns = [
		/^Tests:.*?(\d+) passed/gm,
		/^(?:ℹ|#) pass (\d+)/gm,
		/^OK \((\d+) tests?,/gm,
		/^Tests: (\d+), Assertions: /gm,
		/^\s+(\d+) passed \(/gm,
	];
	return patterns.flatMap((pattern) => [...said.matchAll(pattern)]).reduce((sum, match) => sum + Number(match[1]), 0);
}

async function main() {
	const started = performance.now();
	checkNode();
	checkSpace(root, 500);
	await checkMachine(['php', 'composer', 'browser']);
	await installNodePackages();
	await installComposerPackages();
	let total = 0;
	for (const stage of stages) {
		const results = await Promise.all(
			stage.map(async (name) => {
				const result = await runScript(name);
				const tests = countTests(result.said);
				total += tests;
				console.log(`== ${name}: ${result.code === 0 ? 'ok' : 'FAILED'}, ${result.seconds.toFixed(1)} s${tests > 0 ? `, ${tests} tests` : ''}`);
				if (result.code !== 0 || verbose) {
					console.log(`${result.said.trimEnd()}\n`);
				}
				return result;
			}),
		);
		const failed = results.filter((result) => result.code !== 0).map((result) => result.name);
		if (failed.length > 0) {
			console.error(`Failed: ${failed.join(', ')}. Run alone with:  ${failed.map((name) => `npm run ${name}`).join(' && ')}`);
			process.exitCode = 1;
			return;
		}
	}
	console.log(`All passed: ${total} tests, ${Math.round((performance.now() - started) / 1000)} s.`);
}

main().catch((error) => {
	printFailure(error);
	process.exitCode = 1;
});
