// `npm start` and `npm run dev`: what the machine and node_modules lack, then the whole system on Node 24.

import { printFailure } from './setup/failure.mjs';
import { handOver } from './setup/hand-over.mjs';
import { checkMachine, checkNode, checkSpace } from './setup/machine.mjs';
import { installNodePackages, root } from './setup/packages.mjs';

try {
	checkNode();
	checkSpace(root, 300);
	await checkMachine(process.env.WORDPRESS_DB === 'mariadb' ? ['php', 'mariadb'] : ['php']);
	await installNodePackages();
	process.exitCode = await handOver(['tools/serve.ts', ...process.argv.slice(2)]);
} catch (error) {
	printFailure(error);
	process.exitCode = 1;
}
