// Looks up what became of actions of one site, without changing anything.
import type { Database } from '../db/database.ts';
import type { HoldAnswer, HoldsAnswer, SiteKey } from './hold.ts';

/** Ids that are not this site's are left out. */
export async function findHolds(
	db: Database,
	site: SiteKey,
	ids: readonly string[],
): Promise<HoldsAnswer> {
	const found = await db.query<HoldAnswer>({
		name: 'find-holds',
		text: `SELECT h.action_id AS id, h.state, h.code, h.cost, h.from_domain, h.from_shared, r.result
			FROM holds h LEFT JOIN results r USING (account_id, site_id, action_id)
			WHERE h.account_id = $1 AND h.site_id = $2 AND h.action_id = ANY ($3::uuid[]) ORDER BY array_position($3::uuid[], h.action_id)`,
		values: [site.account_id, site.site_id, ids],
	});
	return { actions: found.rows };
}
