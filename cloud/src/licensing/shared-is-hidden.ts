// Says whether the owner keeps the Shared pool's figures and buying from the people of a site.
import type { Queryable } from '../db/database.ts';

/** True also where there is no such site: nothing is shown by mistake. */
export async function sharedIsHidden(db: Queryable, site: { account_id: string; site_id: string }): Promise<boolean> {
	const found = await db.query<{ hide_shared: boolean }>('SELECT hide_shared FROM sites WHERE account_id = $1 AND site_id = $2', [
		site.account_id,
		site.site_id,
	]);
	return found.rows[0]?.hide_shared !== false;
}
