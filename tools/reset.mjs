// `npm run reset`: empties .data/, so that the next start begins afresh. Downloads and packages stay.

import { existsSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runningPid } from './running.mjs';
import { printFailure, SetupFailure } from './setup/failure.mjs';
import { root } from './setup/packages.mjs';

try {
	const pid = runningPid();
	if (pid !== undefined) {
		throw new SetupFailure(`npm start is running (process ${pid}).`, `Ctrl-C where it runs, or kill ${pid}`);
	}
	const data = join(root, '.data');
	const cloud = join(data, 'cloud');
	if (existsSync(cloud)) {
		// As root it may lie elsewhere: see setup/reachable.mjs.
		rmSync(realpathSync(cloud), { recursive: true, force: true });
	}
	rmSync(data, { recursive: true, force: true });
	console.log('Emptied. npm start begins afresh.');
} catch (error) {
	printFailure(error);
	process.exitCode = 1;
}
