// Takes a guard out of one source file as it is loaded: `--import` it with PATCHED_GUARD set to the guard's name.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { SOURCES } from './guard-fragments.ts';

const guard = SOURCES.find(({ name }) => name === process.env['PATCHED_GUARD']);
if (guard !== undefined) {
	const url = new URL(`../../src/${guard.file}`, import.meta.url).href;
	const parts = readFileSync(fileURLToPath(url), 'utf8').split(guard.fragment);
	if (parts.length !== 2) {
		throw new Error(`${guard.name}: the fragment stands ${parts.length - 1} times in ${guard.file}.`);
	}
	registerHooks({
		load(address, context, nextLoad) {
			return address === url ? { format: 'module-typescript', source: parts.join(guard.instead), shortCircuit: true } : nextLoad(address, context);
		},
	});
}
