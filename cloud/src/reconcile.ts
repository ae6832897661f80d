// `npm run reconcile -w cloud`: prints every difference between Polar's books and the ledger; `-- --mend` mends what can be.
// Exit code: 0 without a difference (or with all mended), 1 with some left, 2 where it could not compare.
import { parseArgs } from 'node:util';
import { createPayments } from './billing/payments.ts';
import { reconcile } from './billing/reconcile.ts';
import { loadCatalog } from './catalog/catalog.ts';
import { readPolarConfig } from './config.ts';
import { openDatabase } from './db/database.ts';
import { createLog } from './service.ts';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
	const { values } = parseArgs({ options: { mend: { type: 'boolean', default: false } } });
	const url = process.env['DATABASE_URL'];
	if (!url) {
		throw new Error('Set DATABASE_URL to the database to be compared. Of the embedded one, `npm run database-url -w cloud` prints it.');
	}
	const log = createLog(process.env['LOG_LEVEL'] ?? 'silent');
	const catalog = loadCatalog(process.env['CATALOG'] ?? 'rank-genius');
	const payments = await createPayments({ polar: readPolarConfig(process.env), catalog, log });
	const db = openDatabase({ url, max_connections: 2, statement_timeout_ms: 0 });
	try {
		const result = await reconcile(
			{ db, catalog, clock: () => new Date(), log, payments },
			{
				mend: values.mend,
				onDifference: ({ what, id, detail }, state) => {
					if (state !== 'found') {
						say(`${state === 'mended' ? 'mended ' : 'DIFFERS'}  ${what} ${id}: ${detail}`);
					}
				},
			},
		);
		say(`${result.orders} orders and ${result.subscriptions} subscriptions compared: ${result.differences.length} differences, ${result.left.length} left.`);
		return result.left.length === 0 ? 0 : 1;
	} finally {
		await db.end();
	}
}

try {
	process.exitCode = await main();
} catch (error) {
	process.stderr.write(`Could not compare: ${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 2;
}
