// Verb: opens a license's Shared pool or a site's Domain pool, empty. Opening it again changes nothing.
import type { Queryable } from '../db/database.ts';

export async function openPool(
	db: Queryable,
	pool: { account_id: string; license_id: string; pool_id: string },
): Promise<void> {
	await db.query(
		`INSERT INTO pools (account_id, pool_id, license_id, kind)
			VALUES ($1, $2::uuid, $3::uuid, CASE WHEN $2::uuid = $3::uuid THEN 'shared'::pool_kind ELSE 'domain' END)
			ON CONFLICT (account_id, pool_id) DO NOTHING`,
		[pool.account_id, pool.pool_id, pool.license_id],
	);
}
