// Finds connected sites by what their tokens say of themselves.
import type { Queryable } from '../db/database.ts';
import type { SiteKey } from '../ledger/hold.ts';

export interface SiteRow {
	account_id: string;
	site_id: string;
	license_id: string;
	home: string;
	token_hash: Buffer | null;
	/** Of the token that its last move replaced, until the new one is used. */
	moved_token_hash: Buffer | null;
}

/** The rows of these sites, or undefined, with the hash that each one's token must have; null there while it is disconnected. */
export async function findSites(db: Queryable, keys: readonly SiteKey[]): Promise<(SiteRow | undefined)[]> {
	const found = await db.query<SiteRow & { n: number }>({
		name: 'find-sites',
		text: `SELECT a.n, s.account_id, s.site_id, s.license_id, s.home, s.token_hash, s.moved_token_hash
			FROM unnest((SELECT $1::uuid[]), (SELECT $2::uuid[])) WITH ORDINALITY a (account_id, site_id, n)
			JOIN sites s ON s.account_id = a.account_id AND s.site_id = a.site_id`,
		values: [keys.map(({ account_id }) => account_id), keys.map(({ site_id }) => site_id)],
	});
	const by_n = new Map(found.rows.map((row) => [row.n, row]));
	return keys.map((_, index) => by_n.get(index + 1));
}

/** The site has its new token: the one that its move replaced is worth nothing from now on. */
export async function endMove(db: Queryable, { account_id, site_id, token_hash }: SiteRow): Promise<void> {
	await db.query('UPDATE sites SET moved_token_hash = NULL WHERE account_id = $1 AND site_id = $2 AND token_hash = $3', [account_id, site_id, token_hash]);
}
