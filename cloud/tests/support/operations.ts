// Counts what the ledger did, from its own rows, and has the audit follow: the long forms print both.
import type { TestContext } from 'node:test';
import type { Queryable } from '../../src/db/database.ts';
import { INVARIANTS } from '../../src/ledger/invariants.ts';
import { assertInvariants } from './invariants.ts';

/** What long.ts adds up. */
export const OPERATIONS_LINE = /(\d+) ledger operations, then an audit of (\d+) invariants: no violation/g;

/**
 * Fails where an invariant does not hold; else says how much was done. An operation is a reservation, an end of one, or a
 * correction that changed a row: repeats, refusals and reads are not counted.
 */
export async function audit(t: TestContext, db: Queryable, now: Date = new Date()): Promise<void> {
	await assertInvariants(db, now);
	const counted = await db.query<{ operations: number }>(
		`SELECT (SELECT count(*) + count(settled_at) FROM holds) + (SELECT count(*) FROM claw_backs)
			+ (SELECT count(*) FROM entries WHERE kind IN ('starter', 'plan', 'purchase') OR (kind = 'transfer' AND amount > 0)) AS operations`,
	);
	t.diagnostic(`${counted.rows[0]?.operations} ledger operations, then an audit of ${INVARIANTS.length} invariants: no violation`);
}
