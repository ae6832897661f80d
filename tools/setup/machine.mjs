// What the machine itself must have (Node, PHP, Composer, a browser, space), and how it comes by it.

import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { runCommand, tryCommand } from './command.mjs';
import { SetupFailure } from './failure.mjs';
import { step } from './progress.mjs';

/**
 * What a command needs beyond Node: php to run WordPress, composer and browser to run the tests, mariadb on request.
 *
 * @typedef {'php' | 'composer' | 'browser' | 'mariadb'} Need
 */

const extensions = {
	curl: 'php-curl',
	dom: 'php-xml',
	exif: 'php-cli',
	gd: 'php-gd',
	intl: 'php-intl',
	mbstring: 'php-mbstring',
	mysqli: 'php-mysql',
	openssl: 'php-cli',
	pdo_sqlite: 'php-sqlite3',
	sodium: 'php-cli',
	sqlite3: 'php-sqlite3',
	zip: 'php-zip',
};

const browsers = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Throws unless this Node is new enough to take the first step.
 */
export function checkNode() {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	if (major < 20 || (major === 20 && minor < 19)) {
		throw new SetupFailure(
			`Node ${process.versions.node} is too old: 20.19 or later is needed.`,
			'install Node from https://nodejs.org, or with your package manager',
		);
	}
	if (process.platform === 'win32') {
		throw new SetupFailure('Windows is supported through WSL only.', 'wsl --install');
	}
}

/**
 * Throws when there is too little room to go on.
 *
 * @param {string} folder Where the room is needed.
 * @param {number} needed_mb In mebibytes.
 */
export function checkSpace(folder, needed_mb) {
	const { bavail, bsize } = statfsSync(folder);
	const free_mb = Math.floor((bavail * bsize) / 1024 / 1024);
	if (free_mb < needed_mb) {
		throw new SetupFailure(
			`The disk is nearly full: ${free_mb} MB are free, ${needed_mb} MB are needed in ${folder}.`,
			'free some space, then run the same command again',
		);
	}
}

/**
 * @return {string | undefined} The Chromium or Chrome to drive: CHROMIUM, or the first known place that has one.
 */
export function browserPath() {
	return process.env.CHROMIUM ?? browsers.find((path) => existsSync(path));
}

/**
 * Sees to it that the machine has what is needed: as root on Debian by installing it, else by saying how.
 *
 * @param {Need[]} needs
 */
export async function checkMachine(needs) {
	let lacking = await missing(needs);
	if (lacking.packages.length > 0 && isDebian() && userInfo().uid === 0) {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		const wanted = lacking.packages.join(' ');
		await step(`Installing ${wanted}`, async () => {
			// One unreachable source of many makes it fail; the installation tells whether that matters.
			await tryCommand('apt-get', ['update', '-q'], { env });
			await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...lacking.packages], {
				env,
				failure: `${wanted} could not be installed.`,
				remedy: remedy(lacking.packages),
			});
		});
		lacking = await missing(needs);
	}
	if (lacking.words.length > 0) {
		throw new SetupFailure(`Missing on this machine: ${lacking.words.join(', ')}.`, remedy(lacking.packages));
	}
}

/**
 * @param {Need[]} needs
 * @return {Promise<{ words: string[], packages: string[] }>} What is lacking, in words and as Debian packages.
 */
async function missing(needs) {
	const words = [];
	const packages = new Set();
	const php = await tryCommand('php', ['-r', 'echo PHP_VERSION_ID, " ", implode(",", array_map("strtolower", get_loaded_extensions()));']);
	const [versionId = '0', loaded = ''] = php.stdout.trim().split('\n').at(-1)?.split(' ') ?? [];
	if (php.code !== 0 || Number(versionId) < 80100) {
		words.push(php.code === 0 ? 'PHP 8.1 or later' : 'PHP 8.1 or later with its extensions');
		packages.add('php-cli');
	}
	for (const [extension, debianPackage] of Object.entries(extensions)) {
		if (!loaded.split(',').includes(extension)) {
			words.push(php.code === 0 ? `PHP's ${extension}` : extension);
			packages.add(debianPackage);
		}
	}
	if (needs.includes('composer') && (await tryCommand('composer', ['--version'])).code !== 0) {
		words.push('Composer');
		packages.add('composer');
	}
	const browser = browserPath();
	if (needs.includes('browser') && (browser === undefined || !existsSync(browser))) {
		words.push(process.env.CHROMIUM ? `the browser that CHROMIUM names (${process.env.CHROMIUM})` : 'Chromium');
		packages.add('chromium');
	}
	if (needs.includes('mariadb') && (await tryCommand('mariadbd', ['--version'], { env: withSbin() })).code !== 0) {
		words.push('MariaDB');
		packages.add('mariadb-server');
	}
	return { words, packages: [...packages] };
}

/**
 * @return {NodeJS.ProcessEnv} The environment with the folders where Debian keeps its servers.
 */
export function withSbin() {
	return { ...process.env, PATH: `${process.env.PATH}:/usr/local/sbin:/usr/sbin:/sbin` };
}

/**
 * @param {string[]} packages Debian's names.
 * @return {string} The one command for this machine.
 */
function remedy(packages) {
	if (isDebian()) {
		return `sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
	}
	if (process.platform === 'darwin') {
		const formulas = new Set(packages.map((name) => (name.startsWith('php') ? 'php' : name.replace('-server', ''))));
		return `brew install ${[...formulas].join(' ')}`;
	}
	return `your package manager (Debian's names: ${packages.join(' ')})`;
}

/**
 * @return {boolean} Whether this machine installs its software with apt.
 */
function isDebian() {
	try {
		return /^(ID|ID_LIKE)=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
	} catch {
		return false;
	}
}
