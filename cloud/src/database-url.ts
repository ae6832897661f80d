// `npm run database-url -w cloud`: prints the connection string of the embedded PostgreSQL while the service runs. It holds a password.
import { resolve } from 'node:path';
import { runningDatabaseUrl } from './db/embedded.ts';

// npm runs the script in the workspace's folder; the data folder is meant from where the command was typed.
const data_dir = resolve(process.env['INIT_CWD'] ?? '.', process.env['DATA_DIR'] ?? '.data/cloud');
const url = await runningDatabaseUrl(data_dir);
if (url === undefined) {
	process.stderr.write(`No embedded PostgreSQL runs in ${data_dir}. Start the service, or set DATA_DIR to its data folder.\n`);
	process.exitCode = 1;
} else {
	process.stdout.write(`${url}\n`);
}
