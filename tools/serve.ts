// The system while it runs: builds what is stale, starts the cloud, its sandboxes and WordPress, says where they are,
// passes on their warnings, and ends them all. Started by start.mjs; `--dev` watches, `--verbose` passes on everything,
// `--content=real` makes a new site with hundreds of posts in four languages.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWhenStale, forgetBuild } from './build.ts';
import { startCloud, startSandboxes, type CloudOptions } from './cloud.ts';
import { startMariadb, type RunningMariadb } from './mariadb.ts';
import { createReporter } from './output.ts';
import { dataFolder, root } from './paths.ts';
import { freePortFrom } from './ports.ts';
import { startProcess, type RunningProcess } from './processes.ts';
import { claimRunning, releaseRunning, runningPid } from './running.mjs';
import { defaultPorts, readSettings, type Ports, type Settings } from './settings.ts';
import { printFailure, SetupFailure } from './setup/failure.mjs';
import { step } from './setup/progress.mjs';
import { installSite, serveSite, type Site } from './wordpress/site.ts';

const logs = join(dataFolder, 'logs');
const flags = process.argv.slice(2);
const dev = flags.includes('--dev');
const report = createReporter(flags.includes('--verbose'));
const settings = readSettingsOrExit();

const portNames: Record<keyof Ports, string> = {
	wordpress: 'WordPress',
	cloud: 'the cloud',
	polar: 'the payments sandbox',
	model: 'the AI sandbox',
	mailbox: 'the mailbox',
	smtp: "the mailbox's SMTP",
};

/** What has been started, in the order in which it is to be ended. */
const started: { stop(): Promise<void> }[] = [];
let stopping: Promise<never> | undefined;

process.on('message', (message) => {
	if (typeof message === 'object' && message !== null && 'stop' in message) {
		void stop();
	}
});
// Without start.mjs nobody could end this any more.
process.on('disconnect', () => void stop());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => void stop());
}
// A terminal that is gone must not keep the end from being a clean one.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

try {
	await start();
} catch (error) {
	if (stopping === undefined) {
		printFailure(error);
		await stop(1);
	}
}

async function start(): Promise<void> {
	const running = runningPid();
	if (running !== undefined) {
		throw new SetupFailure(`It is running already in this folder (process ${running}).`, `Ctrl-C where it runs, or kill ${running}`);
	}
	claimRunning();
	const ports = await choosePorts();
	if (dev) {
		await watchScreens();
	} else {
		await buildWhenStale();
	}
	const [site] = await Promise.all([startWordPress(ports), startService(ports)]);
	console.log(readyText(site, ports));
	report.begin();
}

async function startWordPress(ports: Ports): Promise<Site> {
	let mariadb: RunningMariadb | undefined;
	if (settings.wordpressDatabase === 'mariadb') {
		mariadb = await step('Starting MariaDB', () => startMariadb(join(dataFolder, 'mariadb')));
		started.push(mariadb);
	}
	const site = await step('Preparing WordPress', () =>
		installSite({
			directory: join(dataFolder, 'wordpress'),
			version: settings.wordpressVersion,
			port: ports.wordpress,
			plugin: 'tree',
			database: mariadb?.database ?? 'sqlite',
			content: flags.includes('--content=real') ? 'real' : 'photographs',
			cloudUrl: `http://localhost:${ports.cloud}`,
			...(settings.sandbox.mail ? { smtpPort: ports.smtp } : {}),
		}),
	);
	report.follow('WordPress', site.debugLog);
	const running = await serveSite(site, { onLine: (line) => report.line('WordPress', line) });
	started.unshift(running);
	return site;
}

async function startService(ports: Ports): Promise<void> {
	const options: CloudOptions = {
		ports,
		sandbox: settings.sandbox,
		folder: dataFolder,
		logs,
		watch: dev,
		onLine: (program, line) => report.line(program, line),
	};
	const sandboxes = await startSandboxes(options);
	if (sandboxes) {
		started.push(sandboxes);
		void endsAlone(sandboxes);
	}
	let cloud: RunningProcess | undefined = await step('Starting the cloud', () => startCloud(options));
	void endsAlone(cloud);
	started.unshift({ stop: async () => cloud?.stop() });

	// `npm run cloud` takes the cloud down and brings it back, to see what the plugin makes of it.
	let switching = Promise.resolve();
	const toggle = async () => {
		if (cloud) {
			const last = cloud;
			cloud = undefined;
			await last.stop();
			console.log('The cloud is stopped. Start it again with:  npm run cloud');
		} else {
			cloud = await startCloud(options);
			void endsAlone(cloud);
			console.log('The cloud is running again.');
		}
	};
	process.on('SIGUSR2', () => {
		switching = switching.then(toggle).catch(printFailure);
	});

	async function endsAlone(program: RunningProcess): Promise<void> {
		const how = await program.ended;
		if (stopping !== undefined || (program.name === 'cloud' && program !== cloud)) {
			return;
		}
		console.error(`\nThe ${program.name} ended by itself (${how}). Its log: ${join(logs, `${program.name}.log`)}\n${program.lastLines()}`);
		if (program === cloud) {
			cloud = undefined;
			console.error('Start the cloud again with:  npm run cloud');
		}
	}
}

/**
 * Builds, and goes on building as the sources change.
 */
async function watchScreens(): Promise<void> {
	// What it leaves in build/ is made for a developer, not for a user.
	forgetBuild();
	const wpScripts = join(root, 'node_modules', '@wordpress', 'scripts', 'bin', 'wp-scripts.js');
	let built: () => void;
	const firstBuild = new Promise<void>((resolve) => (built = resolve));
	const watcher = await startProcess({
		name: 'build',
		command: process.execPath,
		args: [wpScripts, 'start'],
		cwd: root,
		env: process.env,
		logFile: join(logs, 'build.log'),
		onLine: (line) => {
			report.line('build', line);
			if (/compiled (successfully|with)/.test(line)) {
				built();
			}
		},
	});
	started.push(watcher);
	await step("Building the plugin's screens", () =>
		Promise.race([
			firstBuild,
			watcher.ended.then(() => {
				throw new SetupFailure(`The build ended.\n${watcher.lastLines()}`, 'npm run build');
			}),
		]),
	);
}

/**
 * The ports asked for, else those of the last start, else the usual ones; the next free one where one is taken.
 */
async function choosePorts(): Promise<Ports> {
	const file = join(dataFolder, 'ports.json');
	const last = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Ports>) : {};
	const wanted = { ...defaultPorts, ...last, ...settings.ports };
	const chosen = { ...wanted };
	const promised = new Set(Object.values(wanted));
	for (const name of Object.keys(defaultPorts) as (keyof Ports)[]) {
		promised.delete(wanted[name]);
		chosen[name] = await freePortFrom(wanted[name], promised);
		promised.add(chosen[name]);
		if (chosen[name] !== wanted[name]) {
			console.log(`Port ${wanted[name]} is taken: ${portNames[name]} is on ${chosen[name]}.`);
		}
	}
	mkdirSync(dataFolder, { recursive: true });
	writeFileSync(file, JSON.stringify(chosen));
	return chosen;
}

function readyText(site: Site, ports: Ports): string {
	const { payments, ai, mail } = settings.sandbox;
	const { env } = process;
	const host = (address: string | undefined) => (address ? new URL(address).host : '');
	const width = `${site.url}/wp-admin`.length + 2;
	return [
		'Ready.',
		`WordPress  ${`${site.url}/wp-admin`.padEnd(width)}${site.user} / ${site.password}`,
		...(mail ? [`Mailbox    ${`http://localhost:${ports.mailbox}`.padEnd(width)}codes arrive here`] : []),
		payments ? 'Payments   test mode, no money moves' : `Payments   ${host(env.POLAR_BASE_URL) || 'Polar'}`,
		ai ? 'AI         sandbox (a real one: AI_BASE_URL)' : `AI         ${env.AI_MODEL} at ${host(env.AI_BASE_URL)}`,
		'Next: Account › Start a trial › Image SEO › Generate Alt Text',
		'Ctrl-C stops. npm run reset empties.',
	].join('\n');
}

function readSettingsOrExit(): Settings {
	try {
		return readSettings(process.env);
	} catch (error) {
		printFailure(error);
		process.exit(1);
	}
}

function stop(code = 0): Promise<never> {
	return (stopping ??= (async () => {
		report.end();
		// WordPress first, so that nobody asks a cloud that is going; what the cloud stands on last.
		for (const program of started) {
			await program.stop();
		}
		if (runningPid() === process.pid) {
			releaseRunning();
		}
		process.exit(code);
	})());
}
