// Finds a connected site by what its token says of itself.
import type { Queryable } from '../db/database.ts';

export interface SiteRow {
	account_id: string;
	site_id: string;
	license_id: string;
	home: string;
	token_hash: Buffer | null;
}

/** The site's row, with the hash that its token must have; null there while it is disconnected. */
export async function findSiteByToken(db: Queryable, account_id: string, site_id: string): Promise<SiteRow | undefined> {
	const found = await db.query<SiteRow>({
		name: 'find-site-by-token',
		text: 'SELECT account_id, site_id, license_id, home, token_hash FROM sites WHERE account_id = $1 AND site_id = $2',
		values: [account_id, site_id],
	});
	return found.rows[0];
}
