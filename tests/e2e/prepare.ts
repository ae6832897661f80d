// Before the browser tests: what all of them need, once, so that two workers do not make it twice.

import { buildWhenStale } from '../../tools/build.ts';
import { checkMachine } from '../../tools/setup/machine.mjs';
import { sqliteFolder, wordpressFolder } from '../../tools/wordpress/download.ts';

export default async function prepare(): Promise<void> {
	await checkMachine(['php', 'browser']);
	await buildWhenStale();
	await Promise.all([wordpressFolder('7.1'), wordpressFolder('6.8'), sqliteFolder()]);
}
