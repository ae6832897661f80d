// Verb: moves a disconnected site's Domain Credits to another site of the same license. docs/LEDGER.md, "Transfer".
import type { Database } from '../db/database.ts';
import { Problem } from '../problems.ts';

export interface Transfer {
	account_id: string;
	/** Minted by the caller: a repeat moves nothing and answers what was moved. */
	transfer_id: string;
	from_site_id: string;
	to_site_id: string;
}

const REFUSALS: Record<string, () => Problem> = {
	not_found: () => new Problem('not_found', 'There are no two such sites on one license.'),
	connected: () => new Problem('forbidden', 'The site is still connected: disconnect it first.'),
	owed: () => new Problem('forbidden', 'Credits of a refunded order are owed first.'),
	empty: () => new Problem('invalid_request', 'The site has no Domain Credits to move.'),
};

/** Credits moved: all that is available there. @throws Problem `not_found`, `forbidden` (connected, or owed), `invalid_request` (none). */
export async function transfer(db: Database, wanted: Transfer, now: Date): Promise<number> {
	const [answered] = await db.verb<{ moved: number; refusal: string | null }>({
		name: 'transfer',
		text: 'SELECT moved, refusal FROM transfer_credits($1, $2, $3, $4, $5)',
		values: [wanted.account_id, wanted.transfer_id, wanted.from_site_id, wanted.to_site_id, now],
	});
	const refusal = answered?.refusal ?? null;
	if (answered === undefined || refusal !== null) {
		throw REFUSALS[refusal ?? '']?.() ?? new Error(`The ledger answered ${refusal}.`);
	}
	return answered.moved;
}
