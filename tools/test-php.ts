// `npm run test:php`: PHPUnit in a real WordPress of each supported version, each with a database of its own; the tests of
// the group `multisite` in a network of sites of the current version.
//
// WORDPRESS_VERSION chooses one version, WORDPRESS_DB=mariadb the other kind of database; what stands after `--` goes
// to PHPUnit. The network is left out then, unless it is what was asked for: `-- --group multisite`.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, root } from './paths.ts';
import { startMariadb } from './mariadb.ts';
import { tryCommand } from './setup/command.mjs';
import { printFailure } from './setup/failure.mjs';
import { checkMachine } from './setup/machine.mjs';
import { installComposerPackages } from './setup/packages.mjs';
import { parseWordPressVersion, suites, type WordPressVersion } from './wordpress/download.ts';
import { installSite, type SiteOptions } from './wordpress/site.ts';

const networkGroup = 'multisite';

async function testOn(version: WordPressVersion, network: boolean, args: string[]): Promise<boolean> {
	const work = mkdtempSync(join(dataFolder, 'test', `php-${version}-${network ? 'network-' : ''}`));
	// Runs also when this is interrupted.
	process.on('exit', () => rmSync(work, { recursive: true, force: true }));
	const mariadb = process.env.WORDPRESS_DB === 'mariadb' ? await startMariadb(join(work, 'mariadb')) : undefined;
	// The site is never served, so its address can be the same for everybody.
	const port = 8888;
	try {
		const database: SiteOptions['database'] = mariadb?.database ?? 'sqlite';
		const site = await installSite({ directory: join(work, 'site'), version, port, plugin: 'tree', database, content: 'none', network });
		const group = [network ? '--group' : '--exclude-group', networkGroup];
		const started = performance.now();
		const result = await tryCommand('php', ['-d', 'memory_limit=512M', 'vendor/bin/phpunit', '--colors=never', ...group, ...args], {
			cwd: root,
			env: { ...process.env, WORDPRESS_DIRECTORY: site.directory },
		});
		console.log(`\nWordPress ${version}${network ? ', a network of sites,' : ''} on ${mariadb ? 'MariaDB' : 'SQLite'}, ${((performance.now() - started) / 1000).toFixed(1)} s`);
		console.log(`${result.stdout}${result.stderr}`.trim());
		return result.code === 0;
	} finally {
		await mariadb?.stop();
	}
}

try {
	await checkMachine(process.env.WORDPRESS_DB === 'mariadb' ? ['php', 'composer', 'mariadb'] : ['php', 'composer']);
	await installComposerPackages();
	process.on('SIGINT', () => process.exit(130));
	process.on('SIGTERM', () => process.exit(143));
	mkdirSync(join(dataFolder, 'test'), { recursive: true });
	const asked = process.env.WORDPRESS_VERSION;
	const versions = asked ? [parseWordPressVersion(asked)] : (Object.keys(suites) as WordPressVersion[]);
	const args = process.argv.slice(2);
	const isNetworkAsked = args.includes(networkGroup);
	const results = await Promise.all([
		...(isNetworkAsked ? [] : versions.map((version) => testOn(version, false, args))),
		// One version is enough: what differs between a site and a network is the same in all.
		...(isNetworkAsked || args.length === 0 ? versions.slice(0, 1).map((version) => testOn(version, true, args)) : []),
	]);
	process.exitCode = results.every(Boolean) ? 0 : 1;
} catch (error) {
	printFailure(error);
	process.exitCode = 1;
}
