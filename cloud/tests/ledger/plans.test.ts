// The verbs of charging reach every row by its key, also with plans that were made while the tables were empty.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { callTogether } from '../../src/ledger/call.ts';
import { CAPTURE } from '../../src/ledger/capture.ts';
import { RELEASE } from '../../src/ledger/release.ts';
import { RESERVE, reserveCall } from '../../src/ledger/reserve.ts';
import { settleCall } from '../../src/ledger/settle.ts';
import { freshDatabase } from '../support/database.ts';
import { NOW, openLicense, openSite, reservation } from '../support/ledger.ts';

it('no verb of charging scans a table', async () => {
	// One connection: its own plans, and its own counts of what they did.
	const db = await freshDatabase({ max_connections: 1 });
	const site = await openLicense(db, { domain: 10, shared: 100 });
	const sites = [site, await openSite(db, site)];
	// PostgreSQL takes a table that it knows to be empty for one that is scanned at no cost, until it looks again.
	await db.query('ANALYZE');
	const scans = async (): Promise<unknown> => {
		await db.query('SELECT pg_stat_force_next_flush()');
		return (await db.query('SELECT relname, seq_scan FROM pg_stat_user_tables ORDER BY relname')).rows;
	};
	const before = await scans();
	for (const verb of [CAPTURE, RELEASE]) {
		const calls = sites.map((of) => reserveCall(of, [reservation(6), reservation(6)]));
		const reserved = await callTogether(db, RESERVE, calls, NOW);
		assert.deepEqual(reserved.flatMap(({ actions }) => actions.map(({ state }) => state)), Array(4).fill('reserved'));
		const endings = calls.map(({ site: of, action_ids }) => settleCall(of, action_ids.map((action_id) => ({ action_id, result: {} }))));
		await callTogether(db, verb, endings, NOW);
	}
	assert.deepEqual(await scans(), before);
});
