// Two transactions that meet: the second begins while the first is open, and is seen to wait for it.
import type { Database, Queryable } from '../../src/db/database.ts';

/** A transaction as the verbs want it: their statement runs inside it, and commits with it. */
export function inside(tx: Queryable): Database {
	return {
		query: tx.query.bind(tx),
		verb: async (statement) => (await tx.query(statement)).rows as never[],
		transaction: (work) => work(tx),
		end: async () => undefined,
	};
}

export interface Meeting<T> {
	/** The second was seen waiting for a lock that the first had. */
	waited: boolean;
	answer: T;
}

/** Does `first`, begins `second` while the first is not committed, then `meanwhile` in the first once the second waits, and commits. */
export async function meet<T>(
	db: Database,
	first: (first: Database) => Promise<unknown>,
	second: () => Promise<T>,
	meanwhile: (first: Database) => Promise<unknown> = async () => undefined,
): Promise<Meeting<T>> {
	const met = await db.transaction(async (tx) => {
		const verbs = inside(tx);
		await first(verbs);
		const state = { ended: false };
		const begun = second().finally(() => {
			state.ended = true;
		});
		// Its failure is for whoever awaits it below, after the commit.
		begun.catch(() => undefined);
		const waited = await isBlocked(db, verbs, state);
		await meanwhile(verbs);
		return { waited, begun };
	});
	return { waited: met.waited, answer: await met.begun };
}

/** True once somebody waits for the first's locks; false where the second ended without waiting. */
async function isBlocked(db: Database, first: Database, second: { ended: boolean }): Promise<boolean> {
	const own = await first.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
	while (!second.ended) {
		const waiting = await db.query('SELECT 1 FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))', [own.rows[0]?.pid]);
		if (waiting.rowCount !== 0) {
			return true;
		}
	}
	return false;
}
