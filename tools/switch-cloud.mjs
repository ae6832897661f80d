// `npm run cloud`: takes the cloud of the running start down, or brings it back, to see what the plugin makes of it.

import { runningPid } from './running.mjs';
import { printFailure, SetupFailure } from './setup/failure.mjs';

try {
	const pid = runningPid();
	if (pid === undefined) {
		throw new SetupFailure('Nothing is running in this folder.', 'npm start');
	}
	process.kill(pid, 'SIGUSR2');
	console.log('See where npm start runs.');
} catch (error) {
	printFailure(error);
	process.exitCode = 1;
}
