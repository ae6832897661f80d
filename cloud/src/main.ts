// The service's entry: reads the settings, starts, and stops cleanly on SIGTERM and SIGINT.
import { readConfig } from './config.ts';
import { startService } from './service.ts';

try {
	const config = readConfig(process.env);
	const service = await startService(config);
	let is_stopping = false;
	const stop = (): void => {
		if (is_stopping) {
			return;
		}
		is_stopping = true;
		void service.close().then(() => process.exit(0));
	};
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
} catch (error) {
	const is_known = error instanceof Error && (error.name === 'ConfigError' || 'code' in error);
	process.stderr.write(`The cloud did not start: ${error instanceof Error ? error.message : String(error)}\n`);
	if (!is_known && error instanceof Error) {
		process.stderr.write(`${error.stack ?? ''}\n`);
	}
	process.exit(1);
}
