// Builds the plugin's scripts when what is in build/ was made from other sources.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, root } from './paths.ts';
import { runCommand } from './setup/command.mjs';
import { printFailure } from './setup/failure.mjs';
import { step } from './setup/progress.mjs';

const record = join(cacheFolder, 'build-made-from');

/**
 * Runs `npm run build` unless build/ is current.
 */
export async function buildWhenStale(): Promise<void> {
	const sources = hashOfSources();
	const isBuilt = readdirSync(join(root, 'build')).some((file) => file.endsWith('.asset.php'));
	if (isBuilt && existsSync(record) && readFileSync(record, 'utf8') === sources) {
		return;
	}
	await step("Building the plugin's screens", () =>
		runCommand('npm', ['run', 'build', '--silent'], { cwd: root, failure: 'The build failed.', remedy: 'npm run build' }),
	);
	mkdirSync(cacheFolder, { recursive: true });
	writeFileSync(record, sources);
}

/**
 * Makes the next `buildWhenStale` build, whatever is in build/.
 */
export function forgetBuild(): void {
	rmSync(record, { force: true });
}

function hashOfSources(): string {
	const hash = createHash('sha256');
	const files = ['src', 'schema'].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name)),
	);
	for (const name of ['package-lock.json', 'webpack.config.js', 'tsconfig.json']) {
		files.push(join(root, name));
	}
	for (const file of files.sort()) {
		hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
	}
	return hash.digest('hex');
}

if (import.meta.main) {
	try {
		await buildWhenStale();
	} catch (error) {
		printFailure(error);
		process.exitCode = 1;
	}
}
