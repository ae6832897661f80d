// Makes a WordPress site in a folder, with the plugin in it, and serves it with PHP's built-in server.
//
// A site's folder holds: public/ (what is served), database/ (SQLite, out of the server's reach), logs/, salts.json
// and site.json, which is written last: without it the installation is unfinished and is made again.

import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, wordpressTools } from '../paths.ts';
import { startProcess, waitUntilAnswers, type RunningProcess } from '../processes.ts';
import { runCommand } from '../setup/command.mjs';
import { SetupFailure } from '../setup/failure.mjs';
import { step } from '../setup/progress.mjs';
import { wordpressConfig } from './config.ts';
import { handbookFolder, sqliteFolder, wordpressFolder, type WordPressVersion } from './download.ts';

/** A MySQL or MariaDB database. */
export interface MysqlDatabase {
	host: string;
	port: number;
	user: string;
	password: string;
	name: string;
}

export interface SiteOptions {
	/** The site's folder, absolute. Made if it is not there. */
	directory: string;
	version: WordPressVersion;
	/** The port that the site is, or will be, served on: a part of its address. */
	port: number;
	/** "tree" links the working tree's plugin, so that a change is seen at once; `zip` unpacks one as users get it. */
	plugin: 'tree' | { zip: string } | 'none';
	database: 'sqlite' | MysqlDatabase;
	/** What is in it: nothing of ours but core's first post; two dozen photographs and some posts; or these and a book in four languages. */
	content: 'none' | 'photographs' | 'real';
	/** Becomes SEO_RANK_GENIUS_CLOUD_URL. */
	cloudUrl?: string;
	/** Mail that WordPress sends goes to this port on the loopback address. */
	smtpPort?: number;
	/** A network of sites in subdirectories, with the plugin active on all of them. Only a new site can be made one. */
	network?: boolean;
}

export interface Site {
	readonly directory: string;
	/** The folder that is served, ABSPATH in PHP. */
	readonly publicFolder: string;
	/** The address without a slash at its end. */
	readonly url: string;
	readonly port: number;
	readonly version: WordPressVersion;
	readonly user: string;
	readonly password: string;
	/** PHP's own warnings and errors. */
	readonly debugLog: string;
}

export interface RunningSite extends Site {
	stop(): Promise<void>;
}

const pluginFolder = 'seo-rank-genius';
const pluginParts = ['plugin.php', 'uninstall.php', 'readme.txt', 'php', 'build'];
const login = { user: 'admin', password: 'password' };
const phpSettings = ['memory_limit=256M', 'upload_max_filesize=64M', 'post_max_size=64M'].flatMap((setting) => ['-d', setting]);

/**
 * Installs a site, or brings one that is there in line with the options: its address, its configuration, its plugin.
 *
 * @throws SetupFailure When the site that is there has another version or another kind of database.
 */
export async function installSite(options: SiteOptions): Promise<Site> {
	const { directory, version, port } = options;
	const site: Site = {
		directory,
		publicFolder: join(directory, 'public'),
		url: `http://localhost:${port}`,
		port,
		version,
		...login,
		debugLog: join(directory, 'logs', 'debug.log'),
	};
	const record = join(directory, 'site.json');
	const kind = { version, database: options.database === 'sqlite' ? 'sqlite' : 'mysql', content: options.content };
	const isInstalled = existsSync(record);
	if (isInstalled) {
		const found = JSON.parse(readFileSync(record, 'utf8')) as typeof kind;
		if (found.version !== version || found.database !== kind.database) {
			throw new SetupFailure(
				`The site in ${directory} is WordPress ${found.version} on ${found.database}; WordPress ${version} on ${kind.database} was asked for.`,
				'npm run reset',
			);
		}
		if (options.content === 'real' && found.content !== 'real') {
			throw new SetupFailure(`The site in ${directory} was made without real content.`, 'npm run reset');
		}
	} else {
		rmSync(directory, { recursive: true, force: true });
		await copyCore(site, options);
	}
	const isNetwork = isInstalled && options.network === true;
	writeFileSync(join(site.publicFolder, 'wp-config.php'), wordpressConfig(options, readSalts(directory), { isNetwork }), { mode: 0o600 });
	const plugin = await putPlugin(site, options.plugin);
	// In a network it is activated once that is there.
	const input = { site: site.publicFolder, url: site.url, plugin: options.network ? null : plugin };
	if (isInstalled) {
		await runPhp('activate.php', input, 'WordPress cannot be started.');
	} else {
		const title = 'Field Notes';
		const handbook = options.content === 'real' ? await handbookFolder() : null;
		await runPhp(
			'install.php',
			{ ...input, ...login, title, email: 'admin@example.com', content: options.content, handbook },
			'WordPress could not be installed.',
		);
		if (options.network) {
			await makeNetwork(site, options, plugin);
		}
		writeFileSync(record, JSON.stringify(kind));
	}
	return site;
}

/**
 * Serves an installed site until it is stopped.
 *
 * @param output.onLine Called with each line that the server itself writes.
 */
export async function serveSite(site: Site, output: { onLine?: (line: string) => void; workers?: number } = {}): Promise<RunningSite> {
	const server: RunningProcess = await startProcess({
		name: 'WordPress',
		command: 'php',
		args: [...phpSettings, '-q', '-S', `127.0.0.1:${site.port}`, '-t', site.publicFolder, join(wordpressTools, 'router.php')],
		cwd: site.publicFolder,
		env: { ...process.env, PHP_CLI_SERVER_WORKERS: String(output.workers ?? 4) },
		logFile: join(site.directory, 'logs', 'server.log'),
		...(output.onLine ? { onLine: output.onLine } : {}),
		// On SIGTERM PHP's workers stay behind; on SIGINT each ends after the request that it is serving.
		stopWith: { signal: 'SIGINT', to: 'group' },
		grace_ms: 5000,
	});
	try {
		await waitUntilAnswers(`${site.url}/wp-login.php`, server);
	} catch (error) {
		await server.stop();
		throw error;
	}
	return { ...site, stop: () => server.stop() };
}

/**
 * Makes a network of a site that was just installed. WordPress reads at its start whether it is one: so the tables are
 * made first, then the configuration says it, then the plugin is activated for all sites.
 */
async function makeNetwork(site: Site, options: SiteOptions, plugin: string | null): Promise<void> {
	const input = { site: site.publicFolder, url: site.url, plugin, email: 'admin@example.com' };
	await runPhp('network.php', { ...input, plugin: null }, 'The network could not be made.');
	writeFileSync(join(site.publicFolder, 'wp-config.php'), wordpressConfig(options, readSalts(site.directory), { isNetwork: true }), { mode: 0o600 });
	await runPhp('network.php', input, 'The network could not be started.');
}

async function copyCore(site: Site, options: SiteOptions): Promise<void> {
	// The folder itself, should the cache be a link: copying a link would make the site a part of the cache.
	const core = realpathSync(await wordpressFolder(options.version));
	const dropIn = options.database === 'sqlite' ? await sqliteFolder() : undefined;
	await step(`Copying WordPress ${options.version}`, async () => cpSync(core, site.publicFolder, { recursive: true }));
	const muPlugins = join(site.publicFolder, 'wp-content', 'mu-plugins');
	mkdirSync(muPlugins);
	mkdirSync(join(site.directory, 'logs'));
	cpSync(join(wordpressTools, 'development.php'), join(muPlugins, 'development.php'));
	if (dropIn !== undefined) {
		const implementation = join(muPlugins, 'sqlite-database-integration');
		cpSync(dropIn, implementation, { recursive: true });
		mkdirSync(join(site.directory, 'database'), { mode: 0o700 });
		const dbPhp = readFileSync(join(dropIn, 'db.copy'), 'utf8')
			.replaceAll("'{SQLITE_IMPLEMENTATION_FOLDER_PATH}'", "__DIR__ . '/mu-plugins/sqlite-database-integration'")
			.replaceAll('{SQLITE_PLUGIN}', 'sqlite-database-integration/load.php');
		writeFileSync(join(site.publicFolder, 'wp-content', 'db.php'), dbPhp);
	}
}

/**
 * @return The plugin's name to WordPress, or null for none.
 */
async function putPlugin(site: Site, plugin: SiteOptions['plugin']): Promise<string | null> {
	const plugins = join(site.publicFolder, 'wp-content', 'plugins');
	const folder = join(plugins, pluginFolder);
	rmSync(folder, { recursive: true, force: true });
	if (plugin === 'none') {
		return null;
	}
	if (plugin === 'tree') {
		mkdirSync(folder);
		for (const part of pluginParts) {
			if (part === 'plugin.php') {
				// WordPress makes the plugin's address from the real path of this file.
				cpSync(join(root, part), join(folder, part));
			} else {
				symlinkSync(join(root, part), join(folder, part));
			}
		}
	} else {
		const unzip = '$zip = new ZipArchive(); exit( true === $zip->open( $argv[1] ) && $zip->extractTo( $argv[2] ) ? 0 : 1 );';
		await runCommand('php', ['-r', unzip, '--', plugin.zip, plugins], { failure: `${plugin.zip} cannot be unpacked.`, remedy: 'npm run zip' });
	}
	return `${pluginFolder}/plugin.php`;
}

async function runPhp(script: string, input: object, failure: string): Promise<void> {
	await runCommand('php', [...phpSettings, '-d', 'display_errors=stderr', join(wordpressTools, script)], { input: JSON.stringify(input), failure });
}

/**
 * WordPress's secret keys: made once for a site, because what they encrypt must stay readable.
 */
function readSalts(directory: string): Record<string, string> {
	const file = join(directory, 'salts.json');
	if (!existsSync(file)) {
		const names = ['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'].flatMap((name) => [`${name}_KEY`, `${name}_SALT`]);
		const salts = Object.fromEntries(names.map((name) => [name, randomBytes(48).toString('base64')]));
		writeFileSync(file, JSON.stringify(salts), { mode: 0o600 });
	}
	return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}
