// Packs the plugin as users install it: what runs, and the sources it was built from. Nothing of the cloud, the tools
// or this machine. The address of the cloud is set in the copy.
//
//   CLOUD_URL=https://cloud.example.com npm run zip [-- --allow-http]     makes dist/seo-rank-genius.zip
//
// --allow-http takes an address without https, for a test against a cloud on this machine.

import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { buildWhenStale, forgetBuild } from './build.ts';
import { root } from './paths.ts';
import { printFailure, SetupFailure } from './setup/failure.mjs';

export interface ZipOptions {
	/** The cloud that the plugin will talk to. */
	cloudUrl: string;
	/** Where the zip goes. */
	output: string;
	/** Take an address without https, and one on this machine. */
	allowHttp?: boolean;
}

const folder = 'seo-rank-genius';
const files = ['plugin.php', 'uninstall.php', 'readme.txt', 'LICENSE', 'webpack.config.js', 'tsconfig.json'];
const folders = ['php', 'build', 'src'];
const cloudUrlFile = 'php/Cloud/CloudUrl.php';
const buildTools = /^(@wordpress\/|@tanstack\/|@types\/react|react$|react-dom$|typescript$)/;
// The same for everybody, so that the same sources make the same zip.
const date = new Date(1980, 0, 1);

/**
 * Builds the screens if they are stale, and writes the zip.
 *
 * @return The paths in it, sorted.
 * @throws SetupFailure For a bad address, a missing file, versions that differ, or a trace of this machine.
 */
export async function makeZip(options: ZipOptions): Promise<string[]> {
	const cloudUrl = checkedUrl(options.cloudUrl, options.allowHttp === true);
	await buildWhenStale();
	checkVersions();
	const contents = new Map<string, Buffer>();
	for (const path of [...files, ...folders.flatMap(filesIn)].sort()) {
		if (!existsSync(join(root, path))) {
			throw new SetupFailure(`${path} is missing; the zip cannot do without it.`);
		}
		contents.set(path, readFileSync(join(root, path)));
	}
	contents.set(cloudUrlFile, withCloudUrl(contents.get(cloudUrlFile), cloudUrl));
	contents.set('package.json', reducedPackage());
	if (options.allowHttp !== true) {
		checkTraces(contents);
	}
	const paths = [...contents.keys()].sort();
	const zip = new ZipFile();
	for (const path of paths) {
		zip.addBuffer(contents.get(path) as Buffer, `${folder}/${path}`, { mtime: date, mode: 0o100644, forceDosTimestamp: true });
	}
	zip.end();
	mkdirSync(dirname(options.output), { recursive: true });
	await pipeline(zip.outputStream, createWriteStream(options.output));
	return paths;
}

function checkedUrl(text: string, allowHttp: boolean): string {
	const url = URL.canParse(text) ? new URL(text) : undefined;
	const isPlain = url !== undefined && url.username === '' && url.search === '' && url.hash === '';
	if (!url || !isPlain || (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:'))) {
		throw new SetupFailure(
			`The zip needs the address of the cloud, with https${text ? `; "${text}" is none` : ''}.`,
			'CLOUD_URL=https://cloud.example.com npm run zip',
		);
	}
	return url.href.replace(/\/+$/, '');
}

function filesIn(name: string): string[] {
	return readdirSync(join(root, name), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !entry.name.endsWith('.map'))
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

function withCloudUrl(source: Buffer | undefined, cloudUrl: string): Buffer {
	const constant = /(\bconst DEFAULT_URL = )'[^']*';/g;
	const text = source?.toString('utf8') ?? '';
	const found = text.match(constant)?.length ?? 0;
	if (found !== 1) {
		throw new SetupFailure(`${cloudUrlFile} has to set DEFAULT_URL once; it does so ${found} times.`);
	}
	// URL.href has neither a quote nor a backslash in it.
	return Buffer.from(text.replace(constant, (_match, start: string) => `${start}'${cloudUrl}';`));
}

/**
 * @return A package.json with which the screens can be built from the zip: npm install, npm run build.
 */
function reducedPackage(): Buffer {
	const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, Record<string, string> | string>;
	const tools = Object.entries(own.devDependencies as Record<string, string>).filter(([name]) => buildTools.test(name));
	const reduced = {
		name: own.name,
		version: own.version,
		private: true,
		description: 'Builds the screens in build/ from src/: npm install, npm run build.',
		license: own.license,
		type: own.type,
		scripts: { build: 'wp-scripts build' },
		dependencies: own.dependencies,
		devDependencies: Object.fromEntries(tools),
	};
	return Buffer.from(`${JSON.stringify(reduced, null, '\t')}\n`);
}

function checkVersions(): void {
	const read = (path: string, pattern: RegExp) => pattern.exec(readFileSync(join(root, path), 'utf8'))?.[1] ?? 'none';
	const versions = {
		'package.json': read('package.json', /"version": "([^"]+)"/),
		'plugin.php': read('plugin.php', /^[\s*]*Version:\s*(\S+)/m),
		'readme.txt': read('readme.txt', /^Stable tag:\s*(\S+)/m),
	};
	if (new Set(Object.values(versions)).size > 1) {
		throw new SetupFailure(
			`The versions differ: ${Object.entries(versions)
				.map(([path, version]) => `${path} says ${version}`)
				.join(', ')}.`,
		);
	}
}

function checkTraces(contents: Map<string, Buffer>): void {
	const traces = [...contents].filter(([, content]) => /(?:localhost|127\.0\.0\.1):\d/.test(content.toString('latin1')) || content.includes(root));
	if (traces.length > 0) {
		throw new SetupFailure(`These files still name this machine: ${traces.map(([path]) => path).join(', ')}.`);
	}
}

if (import.meta.main) {
	try {
		forgetBuild();
		const output = join(root, 'dist', `${folder}.zip`);
		const paths = await makeZip({ cloudUrl: process.env.CLOUD_URL ?? '', output, allowHttp: process.argv.includes('--allow-http') });
		console.log(`dist/${folder}.zip: ${paths.length} files.`);
	} catch (error) {
		printFailure(error);
		process.exitCode = 1;
	}
}
