// `npm run zip`: what the machine and node_modules lack, then zip.ts on Node 24.

import { printFailure } from './setup/failure.mjs';
import { handOver } from './setup/hand-over.mjs';
import { checkNode } from './setup/machine.mjs';
import { installNodePackages } from './setup/packages.mjs';

try {
	checkNode();
	await installNodePackages();
	process.exitCode = await handOver(['tools/zip.ts', ...process.argv.slice(2)]);
} catch (error) {
	printFailure(error);
	process.exitCode = 1;
}
