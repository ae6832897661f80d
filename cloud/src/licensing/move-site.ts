// Moves a connected site to another home, as the owner of a site that was moved or cloned chooses.
//
// Invariants: a move keeps the site's id, Domain pool, seat, cap and history; the token that asked is dead once the move is
// made, so that of two copies that hold it one stays connected; only the same move may be asked with it again, until the new
// token is used: its answer may have been lost; a move never joins two sites of a license into one.
import { randomUUID } from 'node:crypto';
import type { Database, Queryable } from '../db/database.ts';
import { Problem } from '../problems.ts';
import { storedName, type ConnectedToken } from './connect-site.ts';
import { canonicalHome, homeIdentity } from './home.ts';
import { mintSiteToken } from './tokens.ts';

interface Move {
	account_id: string;
	license_id: string;
	site_id: string;
	/** Of the token that asked. */
	token_hash: Buffer;
	home: string;
	site_name: string;
}

/**
 * The site's new token, at its new home, under a new epoch. The same home again only renews the token.
 * @throws Problem `forbidden` (the home is another site's of this license), `unauthenticated` (another request was faster)
 */
export async function moveSite(db: Database, move: Move, now: Date): Promise<ConnectedToken> {
	const { account_id, license_id, site_id } = move;
	return db.transaction(async (tx) => {
		// As connecting does: what takes a home of this license follows one another.
		await tx.query('SELECT 1 FROM licenses WHERE account_id = $1 AND license_id = $2 FOR UPDATE', [account_id, license_id]);
		await refuseTakenHome(tx, move);
		const { token, hash } = mintSiteToken(account_id, site_id);
		const moved = await tx.query(
			`UPDATE sites SET home = $4, name = $5, token_hash = $6, moved_token_hash = $3, epoch = $7, connected_at = $8
				WHERE account_id = $1 AND site_id = $2
					AND (token_hash = $3 OR (moved_token_hash = $3 AND home_identity = $9))`,
			[account_id, site_id, move.token_hash, canonicalHome(move.home), storedName(move.site_name), hash, randomUUID(), now, homeIdentity(move.home)],
		);
		if (moved.rowCount !== 1) {
			throw new Problem('unauthenticated', 'This token was replaced or revoked meanwhile.');
		}
		return { account_id, site_id, site_token: token };
	});
}

async function refuseTakenHome(tx: Queryable, { account_id, license_id, site_id, home }: Move): Promise<void> {
	const taken = await tx.query<{ is_connected: boolean }>(
		`SELECT disconnected_at IS NULL AS is_connected FROM sites
			WHERE account_id = $1 AND license_id = $2 AND home_identity = $3 AND site_id <> $4`,
		[account_id, license_id, homeIdentity(home), site_id],
	);
	const other = taken.rows[0];
	if (other !== undefined) {
		throw new Problem(
			'forbidden',
			other.is_connected
				? 'Another connected site of this license has this home: disconnect it first, or treat this as a copy.'
				: 'Another site of this license was connected at this home: connect again with the license key to take its place.',
		);
	}
}
