// Brings node_modules and vendor in line with their lock files, and only when they are not.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, tryCommand } from './command.mjs';
import { SetupFailure } from './failure.mjs';
import { checkSpace } from './machine.mjs';
import { step } from './progress.mjs';
import { makePostgresReachable } from './reachable.mjs';

/** The repository's root. */
export const root = join(import.meta.dirname, '..', '..');

/** Node 24, as the npm package `node` brings it. */
export const node24 = join(root, 'node_modules', 'node', 'bin', 'node');

/**
 * @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage
 */

/**
 * Runs `npm ci` when node_modules is missing or is not what package-lock.json says.
 */
export async function installNodePackages() {
	if (packagesAreCurrent() && (await node24Runs())) {
		makePostgresReachable(root);
		return;
	}
	checkSpace(root, 2000);
	await step('Installing npm packages', () =>
		runCommand('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
			cwd: root,
			failure: 'npm could not install the packages.',
			remedy: 'npm ci',
		}),
	);
	if (!(await node24Runs())) {
		throw new SetupFailure('The npm package `node` (24) was installed, but its program does not run here.', 'npm rebuild node');
	}
	makePostgresReachable(root);
}

/**
 * Compares what npm recorded as installed with the lock file; packages for other platforms may be absent.
 *
 * @return {boolean}
 */
function packagesAreCurrent() {
	const installed = readLock(join(root, 'node_modules', '.package-lock.json'));
	const locked = readLock(join(root, 'package-lock.json'));
	return Object.entries(locked).every(([path, wanted]) => {
		if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) {
			return true;
		}
		const found = installed[path];
		return found === undefined ? wanted.optional === true : found.version === wanted.version;
	});
}

/**
 * @param {string} file
 * @return {Record<string, LockedPackage>} The lock file's packages by path; none when there is no such file.
 */
function readLock(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8')).packages;
	} catch {
		return {};
	}
}

async function node24Runs() {
	const { code, stdout } = existsSync(node24) ? await tryCommand(node24, ['--version']) : { code: 127, stdout: '' };
	return code === 0 && Number(stdout.slice(1).split('.')[0]) >= 24;
}

/**
 * Runs `composer update` when vendor/ is missing or was made from another composer.json.
 */
export async function installComposerPackages() {
	const wanted = createHash('sha256')
		.update(readFileSync(join(root, 'composer.json')))
		.digest('hex');
	const marker = join(root, 'vendor', '.made-from');
	if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) {
		return;
	}
	await step('Installing the PHP tools', () =>
		// WP-CLI runs on every PHP of today; what it asks for ends with 7.
		runCommand('composer', ['update', '--no-interaction', '--no-progress', '--quiet', '--ignore-platform-req=php'], {
			cwd: root,
			env: { ...process.env, COMPOSER_ALLOW_SUPERUSER: '1' },
			failure: 'Composer could not install the PHP tools.',
			remedy: 'composer update',
		}),
	);
	writeFileSync(marker, wanted);
}
