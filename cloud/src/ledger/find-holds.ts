// Looks up what became of actions of one site, without changing anything.
import type { Database } from '../db/database.ts';
import { holdsAnswer, type HoldsAnswer, type HoldsRow } from './hold.ts';

/** Ids that are not this site's are left out. */
export async function findHolds(
	db: Database,
	site: { account_id: string; site_id: string },
	ids: readonly string[],
): Promise<HoldsAnswer> {
	const found = await db.query<HoldsRow>({
		name: 'find-holds',
		text: `SELECT coalesce((
				SELECT jsonb_agg(describe_hold(h) ORDER BY array_position($3::uuid[], h.action_id))
				FROM holds h WHERE h.account_id = $1 AND h.site_id = $2 AND h.action_id = ANY ($3::uuid[])
			), '[]') AS actions`,
		values: [site.account_id, site.site_id, ids],
	});
	return holdsAnswer(found.rows[0]);
}
