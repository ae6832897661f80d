// Downloads packages of another Debian suite with apt, without root and without touching the machine's own apt.

import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, tryCommand } from '../setup/command.mjs';
import { SetupFailure } from '../setup/failure.mjs';

const defaultMirror = 'http://deb.debian.org/debian';
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * @return The Debian mirror that this machine's own apt uses, else Debian's.
 */
export async function debianMirror(): Promise<string> {
	const { code, stdout } = await tryCommand('apt-get', ['indextargets', '--format', '$(SITE)', 'Created-By: Packages']);
	if (code !== 0) {
		return defaultMirror;
	}
	const sites = stdout.split('\n').map((site) => site.trim().replace(/\/$/, ''));
	return sites.find((site) => /^https?:\/\/.*\/debian$/.test(site)) ?? defaultMirror;
}

/**
 * @param suite Such as "sid".
 * @param folder Where apt may keep its lists, and where the packages land.
 * @param what What they are, for saying that it could not be fetched.
 * @return The .deb files.
 */
export async function downloadDebianPackages(mirror: string, suite: string, packages: string[], folder: string, what: string): Promise<string[]> {
	const remedy = 'run this on Debian, where its mirror can be reached';
	if ((await tryCommand('apt-get', ['--version'])).code !== 0) {
		throw new SetupFailure(`${what} cannot be fetched: this machine has no apt to fetch it from Debian with.`, remedy);
	}
	if (!existsSync(keyring)) {
		throw new SetupFailure(`${what} cannot be fetched from Debian: its keys are missing.`, 'sudo apt-get install -y debian-archive-keyring');
	}
	const apt = join(folder, 'apt');
	const debs = join(folder, 'debs');
	for (const part of [join(apt, 'lists', 'partial'), join(apt, 'cache', 'archives', 'partial'), debs]) {
		mkdirSync(part, { recursive: true });
	}
	const configuration = join(apt, 'apt.conf');
	writeFileSync(join(apt, 'sources.list'), `deb [signed-by=${keyring}] ${mirror} ${suite} main\n`);
	writeFileSync(join(apt, 'status'), '');
	writeFileSync(configuration, aptConfiguration(apt));
	const failure = `${what} could not be fetched: Debian's mirror (${mirror}) did not answer.`;
	await runCommand('apt-get', ['-c', configuration, 'update'], { failure, remedy });
	await runCommand('apt-get', ['-c', configuration, 'download', ...packages], { cwd: debs, failure, remedy });
	return readdirSync(debs).map((file) => join(debs, file));
}

function aptConfiguration(apt: string): string {
	return [
		`Dir::Etc::sourcelist "${apt}/sources.list";`,
		'Dir::Etc::sourceparts "/dev/null";',
		`Dir::State::lists "${apt}/lists";`,
		`Dir::State::status "${apt}/status";`,
		`Dir::Cache "${apt}/cache";`,
		'Acquire::Languages "none";',
		'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";',
		'APT::Sandbox::User "";',
		'#clear APT::Update::Post-Invoke;',
		'#clear APT::Update::Post-Invoke-Success;',
		'',
	].join('\n');
}
