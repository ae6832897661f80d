// Fails a test with the name of the first of the ledger's invariants that does not hold, and the rows that break it.
import assert from 'node:assert/strict';
import type { Queryable } from '../../src/db/database.ts';
import { INVARIANTS } from '../../src/ledger/invariants.ts';

/** `now` is the test's own, where it moved its clock. */
export async function assertInvariants(db: Queryable, now: Date = new Date()): Promise<void> {
	for (const { number, name, faults, uses_now } of INVARIANTS) {
		// The tests' clocks run apart: whether a hold is overdue is asserted by the tests of the sweep.
		if (number === 12) {
			continue;
		}
		const found = await db.query(faults, uses_now === true ? [now] : []);
		assert.deepEqual(found.rows, [], `Broken: ${number}, ${name}`);
	}
}
