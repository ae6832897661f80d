// What an owner sets for one site: whether it may manage the license's other sites, and whether it shows the Shared pool.
import type { Queryable } from '../db/database.ts';
import { Problem } from '../problems.ts';

/** A manager site sees every site of its license and sets their caps. @throws Problem `not_found` where the account has no such site */
export function setManager(db: Queryable, account_id: string, site_id: string, is_manager: boolean): Promise<void> {
	return set(db, 'UPDATE sites SET is_manager = $3 WHERE account_id = $1 AND site_id = $2', account_id, site_id, is_manager);
}

/** A site that hides Shared shows its users neither the pool's figures nor what could be bought. @throws Problem `not_found` */
export function setHideShared(db: Queryable, account_id: string, site_id: string, hide_shared: boolean): Promise<void> {
	return set(db, 'UPDATE sites SET hide_shared = $3 WHERE account_id = $1 AND site_id = $2', account_id, site_id, hide_shared);
}

async function set(db: Queryable, statement: string, account_id: string, site_id: string, value: boolean): Promise<void> {
	const updated = await db.query(statement, [account_id, site_id, value]);
	if (updated.rowCount !== 1) {
		throw new Problem('not_found', 'The account has no such site.');
	}
}
