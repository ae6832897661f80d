// `npm run reset`: empties .data/, so that the next start begins afresh. Downloads and packages stay.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { runningPid } from './running.mjs';
import { printFailure, SetupFailure } from './setup/failure.mjs';
import { root } from './setup/packages.mjs';
import { removeReachable } from './setup/reachable.mjs';

try {
	const pid = runningPid();
	if (pid !== undefined) {
		throw new SetupFailure(`npm start is running (process ${pid}).`, `Ctrl-C where it runs, or kill ${pid}`);
	}
	const data = join(root, '.data');
	removeReachable(join(data, 'cloud'));
	rmSync(data, { recursive: true, force: true });
	console.log('Emptied. npm start begins afresh.');
} catch (error) {
	printFailure(error);
	process.exitCode = 1;
}
