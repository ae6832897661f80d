// Checks the ledger's invariants over a whole database: what the numbered list in docs/LEDGER.md says, as queries that find faults.
import assert from 'node:assert/strict';
import type { Queryable } from '../../src/db/database.ts';

const FAULTS: Record<string, string> = {
	'a pool adds up': 'SELECT * FROM pools WHERE credited <> available + held + spent + removed',
	'nothing is negative': 'SELECT * FROM pools WHERE least(available, held, credited, spent, removed, owed) < 0',
	'nothing is owed while something is available': 'SELECT * FROM pools WHERE owed > 0 AND available > 0',
	'the entries of a pool are its available + held': `SELECT p.pool_id, p.available, p.held, sum(e.amount) FROM pools p
		LEFT JOIN entries e USING (account_id, pool_id)
		GROUP BY p.account_id, p.pool_id HAVING coalesce(sum(e.amount), 0) <> p.available + p.held`,
	'what is held is the sum of the open holds': `SELECT p.pool_id, p.held FROM pools p WHERE p.held <> coalesce((
		SELECT sum(CASE p.kind WHEN 'shared' THEN h.from_shared ELSE h.from_domain END) FROM holds h
		WHERE h.account_id = p.account_id AND h.state = 'held'
			AND CASE p.kind WHEN 'shared' THEN h.license_id ELSE h.site_id END = p.pool_id), 0)`,
	'what is spent is the sum of the captured holds': `SELECT p.pool_id, p.spent FROM pools p WHERE p.spent <> coalesce((
		SELECT sum(CASE p.kind WHEN 'shared' THEN h.from_shared ELSE h.from_domain END) FROM holds h
		WHERE h.account_id = p.account_id AND h.state = 'captured'
			AND CASE p.kind WHEN 'shared' THEN h.license_id ELSE h.site_id END = p.pool_id), 0)`,
	'a captured hold is entered as it was split, any other not at all': `SELECT h.action_id FROM holds h WHERE
		coalesce((SELECT -sum(e.amount) FROM entries e WHERE e.account_id = h.account_id AND e.pool_id = h.site_id AND e.action_id = h.action_id), 0)
			<> CASE h.state WHEN 'captured' THEN h.from_domain ELSE 0 END
		OR coalesce((SELECT -sum(e.amount) FROM entries e WHERE e.account_id = h.account_id AND e.pool_id = h.license_id
			AND e.site_id = h.site_id AND e.action_id = h.action_id), 0) <> CASE h.state WHEN 'captured' THEN h.from_shared ELSE 0 END`,
	'only what was captured has a result': `SELECT r.action_id FROM results r JOIN holds h USING (account_id, site_id, action_id)
		WHERE h.state <> 'captured'`,
	"a month's use is that of its holds": `SELECT m.* FROM site_months m WHERE
		m.held <> coalesce((SELECT sum(from_shared) FROM holds h WHERE h.account_id = m.account_id AND h.site_id = m.site_id
			AND h.cap_month = m.month AND h.state = 'held'), 0)
		OR m.spent <> coalesce((SELECT sum(from_shared) FROM holds h WHERE h.account_id = m.account_id AND h.site_id = m.site_id
			AND h.cap_month = m.month AND h.state = 'captured'), 0)`,
};

/** Fails with the name of the first invariant that does not hold, and the rows that break it. */
export async function assertInvariants(db: Queryable): Promise<void> {
	for (const [name, sql] of Object.entries(FAULTS)) {
		const found = await db.query(sql);
		assert.deepEqual(found.rows, [], `Broken: ${name}`);
	}
}
