// Verb: sets the most that a site may take from Shared in a UTC month; null lifts it, 0 bars it. docs/LEDGER.md, "Caps".
import type { Database } from '../db/database.ts';
import { Problem } from '../problems.ts';

/** @throws Problem `not_found` where the account has no such site. */
export async function setCap(db: Database, account_id: string, site_id: string, cap: number | null): Promise<void> {
	const [answered] = await db.verb<{ found: boolean }>({
		name: 'set-cap',
		text: 'SELECT set_site_cap($1, $2, $3) AS found',
		values: [account_id, site_id, cap],
	});
	if (answered?.found !== true) {
		throw new Problem('not_found', 'The account has no such site.');
	}
}
