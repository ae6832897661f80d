// `npm test`: installs what is missing and runs everything, up to the first step that fails. `-- --verbose` shows what
// every step says, else only the one that failed, or that needed a second attempt.

import { spawn } from 'node:child_process';
import { printFailure } from './setup/failure.mjs';
import { checkMachine, checkNode, checkSpace } from './setup/machine.mjs';
import { installComposerPackages, installNodePackages, root } from './setup/packages.mjs';

// Two cores are enough for two lanes: the tests of the cloud take as long as all that is in the other. The browser has
// the machine alone.
const stages = [[['test:cloud'], ['lint:js', 'lint:php', 'typecheck', 'test:php', 'test:js']], [['test:runs']], [['test:e2e']]];

/** By which Jest and Playwright say that a test has passed only when it was repeated. */
const REPEATED = /LOGGING ERRORS FOR RETRY|^\s+\d+ flaky$/m;

const verbose = process.argv.includes('--verbose');
const started = performance.now();

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
/** @type {string | undefined} The step that failed first. */
let failed;
let total = 0;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
	process.on(signal, () => {
		stopRunning();
		process.exit(130);
	});
}

/**
 * Each step runs in a process group of its own, so that all of it can be ended.
 */
function stopRunning() {
	for (const child of running) {
		try {
			process.kill(-(/** @type {number} */ (child.pid)), 'SIGINT');
		} catch {
			// It has just ended by itself.
		}
	}
}

/**
 * Runs an npm script, and says how it went.
 *
 * @param {string} name
 * @return {Promise<void>}
 */
function runScript(name) {
	const begun = performance.now();
	return new Promise((resolve, reject) => {
		const child = spawn('npm', ['run', '--silent', name], {
			cwd: root,
			detached: true,
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, CI: '1', NO_COLOR: '1' },
		});
		running.add(child);
		let said = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (chunk) => (said += chunk));
		}
		child.on('error', reject);
		child.on('close', (code) => {
			running.delete(child);
			resolve();
			if (failed !== undefined) {
				return;
			}
			const tests = countTests(said);
			total += tests;
			const seconds = ((performance.now() - begun) / 1000).toFixed(1);
			const again = code === 0 && REPEATED.test(said);
			console.log(`== ${name}: ${code === 0 ? 'ok' : 'FAILED'}, ${seconds} s${tests > 0 ? `, ${tests} tests` : ''}${again ? ', not all of them at once' : ''}`);
			if (code !== 0 || again || verbose) {
				console.log(`${said.trimEnd()}\n`);
			}
			if (code !== 0) {
				failed = name;
				stopRunning();
			}
		});
	});
}

/**
 * @param {string[]} lane Scripts to run one after the other, until any step fails.
 */
async function runLane(lane) {
	for (const name of lane) {
		if (failed === undefined) {
			await runScript(name);
		}
	}
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
		/^\s+(\d+) (?:passed \(|flaky$)/gm,
	];
	return patterns.flatMap((pattern) => [...said.matchAll(pattern)]).reduce((sum, match) => sum + Number(match[1]), 0);
}

async function main() {
	checkNode();
	checkSpace(root, 500);
	await checkMachine(['php', 'composer', 'browser']);
	await installNodePackages();
	await installComposerPackages();
	for (const lanes of stages) {
		await Promise.all(lanes.map(runLane));
	}
	if (failed === undefined) {
		console.log(`All passed: ${total} tests, ${Math.round((performance.now() - started) / 1000)} s.`);
	} else {
		console.error(`Failed: ${failed}. Run it alone with:  npm run ${failed}`);
		process.exitCode = 1;
	}
}

main().catch((error) => {
	printFailure(error);
	process.exitCode = 1;
});
