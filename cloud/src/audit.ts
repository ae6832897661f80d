// `npm run audit -w cloud`: checks every invariant of the ledger over the database in DATABASE_URL and prints what it found.
import { openDatabase } from './db/database.ts';
import { INVARIANTS } from './ledger/invariants.ts';

const SHOWN_ROWS = 10;

const url = process.env['DATABASE_URL'];
if (!url) {
	process.stderr.write('Set DATABASE_URL to the database to be audited. Of the embedded one, `npm run database-url -w cloud` prints it.\n');
	process.exit(2);
}
const db = openDatabase({ url, max_connections: 1, statement_timeout_ms: 0 });
try {
	const counts = await db.query<{ pools: number; holds: number; entries: number }>(
		'SELECT (SELECT count(*) FROM pools) AS pools, (SELECT count(*) FROM holds) AS holds, (SELECT count(*) FROM entries) AS entries',
	);
	const size = counts.rows[0];
	process.stdout.write(`Auditing ${size?.pools} pools, ${size?.holds} holds, ${size?.entries} entries.\n`);
	let broken = 0;
	for (const { number, name, faults, uses_now } of INVARIANTS) {
		const found = await db.query(faults, uses_now === true ? [new Date()] : []);
		process.stdout.write(`${found.rows.length === 0 ? 'holds ' : 'BROKEN'}  ${String(number).padStart(2)}  ${name}\n`);
		for (const row of found.rows.slice(0, SHOWN_ROWS)) {
			process.stdout.write(`            ${JSON.stringify(row)}\n`);
		}
		if (found.rows.length > SHOWN_ROWS) {
			process.stdout.write(`            and ${found.rows.length - SHOWN_ROWS} more\n`);
		}
		broken += found.rows.length;
	}
	process.stdout.write(`${broken} violations.\n`);
	process.exitCode = broken === 0 ? 0 : 1;
} finally {
	await db.end();
}
