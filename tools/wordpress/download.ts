// Fetches WordPress and the SQLite drop-in once into the cache: from wordpress.org, else from Debian's packages.

import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cacheFolder } from '../paths.ts';
import { runCommand } from '../setup/command.mjs';
import { SetupFailure } from '../setup/failure.mjs';
import { checkSpace } from '../setup/machine.mjs';
import { step } from '../setup/progress.mjs';
import { debianMirror, downloadDebianPackages } from './debian.ts';

/** The versions that the plugin is tested on, and the Debian suite whose `wordpress` package is that version. */
export const suites = { '7.1': 'sid', '6.8': 'trixie' } as const;

export type WordPressVersion = keyof typeof suites;

const debianPackages = [
	'wordpress',
	'wordpress-theme-twentytwentyfive',
	'libphp-phpmailer',
	'php-getid3',
	'libjs-underscore',
	'libjs-lodash',
	'libjs-jquery-ui',
	'libjs-cropper',
];

// Of the book's languages those that tools/wordpress/real-content.php makes posts of.
const handbookLanguages = ['en-US', 'de-DE', 'ja-JP', 'ar-MA'];

// The npm package that carries the drop-in, pinned by what its download must hash to.
const sqlitePackage = {
	name: '@wp-playground/cli',
	version: '3.1.56',
	integrity: 'sha512-JTxl6djPEM2YRYz/w+BUoyoCvhSGHIjqMi4fMV1b8o1UPNvZatLaS7opo57UsrVElXrfdZwvi6IuyS4LswUx9Q==',
};

/**
 * @param asked As an environment variable gives it.
 * @throws SetupFailure For a version that is not supported here.
 */
export function parseWordPressVersion(asked: string): WordPressVersion {
	if (Object.hasOwn(suites, asked)) {
		return asked as WordPressVersion;
	}
	throw new SetupFailure(`WORDPRESS_VERSION=${asked} is not known.`, `WORDPRESS_VERSION=${Object.keys(suites).join(' or ')}`);
}

/**
 * @return The folder of a pristine WordPress of that version, with Twenty Twenty-Five and no configuration.
 */
export async function wordpressFolder(version: WordPressVersion): Promise<string> {
	return cached(`wordpress-${version}`, `Fetching WordPress ${version}`, async (work) => {
		checkSpace(cacheFolder, 500);
		const made = (await fromWordPressOrg(version, work)) ?? (await fromDebian(version, work));
		rmSync(join(made, 'wp-config.php'), { force: true });
		const found = /\$wp_version = '([^']+)'/.exec(readFileSync(join(made, 'wp-includes', 'version.php'), 'utf8'))?.[1] ?? 'unknown';
		if (found !== version && !found.startsWith(`${version}.`)) {
			throw new SetupFailure(`What was fetched as WordPress ${version} is ${found}.`);
		}
		return made;
	});
}

/**
 * @return The folder of the SQLite drop-in's plugin.
 */
export async function sqliteFolder(): Promise<string> {
	const { name, version, integrity } = sqlitePackage;
	return cached(`sqlite-${version}`, 'Fetching the SQLite drop-in', async (work) => {
		const failure = `The npm package ${name}, which carries the SQLite drop-in, could not be fetched.`;
		await runCommand('npm', ['pack', '--silent', '--pack-destination', work, `${name}@${version}`], { cwd: work, failure });
		const archive = readdirSync(work).find((file) => file.endsWith('.tgz'));
		if (archive === undefined) {
			throw new SetupFailure(failure);
		}
		const digest = createHash('sha512')
			.update(readFileSync(join(work, archive)))
			.digest('base64');
		if (`sha512-${digest}` !== integrity) {
			throw new SetupFailure(`The download of ${name} ${version} is not what it should be (sha512-${digest}).`);
		}
		await runCommand('tar', ['xzf', archive, 'package/sqlite-database-integration.zip'], { cwd: work });
		const unzip = '$zip = new ZipArchive(); exit( true === $zip->open( $argv[1] ) && $zip->extractTo( $argv[2] ) ? 0 : 1 );';
		await runCommand('php', ['-r', unzip, '--', 'package/sqlite-database-integration.zip', 'unzipped'], { cwd: work });
		return join(work, 'unzipped', 'plugin-sqlite-database-integration');
	});
}

/**
 * @return The folder of the Debian Administrator's Handbook: one folder of XHTML for each of some languages.
 */
export async function handbookFolder(): Promise<string> {
	return cached('handbook', "Fetching the Debian Administrator's Handbook", async (work) => {
		checkSpace(cacheFolder, 300);
		const [file] = await downloadDebianPackages(await debianMirror(), suites['6.8'], ['debian-handbook'], work, "The Debian Administrator's Handbook");
		if (file === undefined) {
			throw new SetupFailure('Debian has no debian-handbook.');
		}
		const unpacked = join(work, 'unpacked');
		await runCommand('dpkg-deb', ['-x', file, unpacked]);
		const made = join(work, 'handbook');
		mkdirSync(made);
		for (const language of handbookLanguages) {
			renameSync(join(unpacked, 'usr', 'share', 'doc', 'debian-handbook', 'html', language), join(made, language));
		}
		return made;
	});
}

/**
 * Makes something in a folder of its own and moves it into the cache whole, so that what is there is complete.
 *
 * @param make Gets the folder to work in, and returns the folder in it to keep.
 */
async function cached(name: string, title: string, make: (work: string) => Promise<string>): Promise<string> {
	const target = join(cacheFolder, name);
	if (existsSync(target)) {
		return target;
	}
	mkdirSync(cacheFolder, { recursive: true });
	const work = mkdtempSync(join(cacheFolder, 'work-'));
	try {
		const made = await step(title, () => make(work));
		if (!existsSync(target)) {
			renameSync(made, target);
		}
	} finally {
		rmSync(work, { recursive: true, force: true });
	}
	return target;
}

async function fromWordPressOrg(version: WordPressVersion, work: string): Promise<string | undefined> {
	const archive = join(work, 'wordpress.tar.gz');
	try {
		const latest = await latestPatch(version);
		const answer = await fetch(`https://wordpress.org/wordpress-${latest}.tar.gz`, { signal: AbortSignal.timeout(120_000) });
		if (!answer.ok || !answer.body) {
			return undefined;
		}
		await pipeline(Readable.fromWeb(answer.body), createWriteStream(archive));
	} catch {
		return undefined;
	}
	await runCommand('tar', ['xzf', archive], { cwd: work, failure: 'The download from wordpress.org cannot be unpacked.' });
	return join(work, 'wordpress');
}

/**
 * @return The newest release of a branch: "6.8.3" for "6.8".
 */
async function latestPatch(version: WordPressVersion): Promise<string> {
	const answer = await fetch(`https://api.wordpress.org/core/version-check/1.7/?version=${version}`, { signal: AbortSignal.timeout(4000) });
	const { offers } = (await answer.json()) as { offers: { version: string }[] };
	return offers.map((offer) => offer.version).find((offered) => offered === version || offered.startsWith(`${version}.`)) ?? version;
}

async function fromDebian(version: WordPressVersion, work: string): Promise<string> {
	const suite = suites[version];
	const mirror = await debianMirror();
	const packages = await downloadDebianPackages(mirror, suite, debianPackages, work, 'WordPress (wordpress.org did not answer either)');
	const unpacked = join(work, 'unpacked');
	for (const file of packages) {
		await runCommand('dpkg-deb', ['-x', file, unpacked]);
	}
	const shipped = join(unpacked, 'usr', 'share', 'wordpress');
	const made = join(work, 'wordpress');
	// The packages link to each other with links that hold inside `unpacked`, and to /etc with ones that may not.
	await runCommand('find', [shipped, '-xtype', 'l', '-delete']);
	await runCommand('cp', ['-rL', shipped, made]);
	writeFileSync(join(made, 'wp-content', 'index.php'), '<?php\n// Silence is golden.\n');
	return made;
}
