// Runs the benches of the plugin one after the other: of its screens (plugin.ts) and of runs (runs.ts).
//
// npm run bench [-- plugin|runs] [--pairs=5]. What else each takes is in its own file.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const benches = ['plugin', 'runs'];
const [first = '', ...rest] = process.argv.slice(2);
const isNamed = benches.includes(first);

for (const name of isNamed ? [first] : benches) {
	const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`), ...(isNamed ? rest : process.argv.slice(2))], { stdio: 'inherit' });
	process.exitCode ||= status ?? 1;
}
