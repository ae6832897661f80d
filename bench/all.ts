// Runs the benches of the plugin one after the other: of its screens (plugin.ts), of runs (runs.ts), of meta titles in
// bulk (meta-titles.ts), of links (links.ts), of the list of contents (contents.ts) and of Usage with many lines (usage.ts).
//
// npm run bench [-- plugin|runs|meta-titles|links|contents|usage] [--pairs=5]. What else each takes is in its own file.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const benches = ['plugin', 'runs', 'meta-titles', 'links', 'contents', 'usage'];
const [first = '', ...rest] = process.argv.slice(2);
const isNamed = benches.includes(first);

for (const name of isNamed ? [first] : benches) {
	const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`), ...(isNamed ? rest : process.argv.slice(2))], { stdio: 'inherit' });
	process.exitCode ||= status ?? 1;
}
