// Connect codes: how the plans page hands a license to the WordPress that opened it, without a key being typed.
//
// Invariants: a code is good for 10 minutes and one use, only for the home it was made for, and only for who holds the
// verifier of its challenge (PKCE, RFC 7636, S256).
import type { Queryable } from '../db/database.ts';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import { connectSite, type ConnectedToken } from './connect-site.ts';
import { canonicalHome, homeIdentity } from './home.ts';
import { challengeOf, mintSecret, sha256 } from './tokens.ts';

const LIFETIME_MS = 600_000;

interface CodeRow {
	account_id: string;
	license_id: string;
	home: string;
	challenge: string;
	is_open: boolean;
}

export async function mintConnectCode(
	db: Queryable,
	grant: { account_id: string; license_id: string; home: string; challenge: string },
	now: Date,
): Promise<string> {
	const { secret, hash } = mintSecret();
	await db.query(
		`INSERT INTO connect_codes (code_hash, account_id, license_id, home, challenge, created_at, expires_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		[hash, grant.account_id, grant.license_id, canonicalHome(grant.home), grant.challenge, now, new Date(now.getTime() + LIFETIME_MS)],
	);
	return secret;
}

/**
 * A failed try leaves the code as it is: who only stole it cannot use it up.
 * @throws Problem `code_expired` (too old, used or unknown), `forbidden` (another home or verifier), `site_limit_reached`
 */
export async function connectWithCode(
	services: Services,
	asked: { connect_code: string; verifier: string; home: string; site_name: string },
): Promise<ConnectedToken> {
	const { db, catalog, clock } = services;
	const now = clock();
	const home = canonicalHome(asked.home);
	const code_hash = sha256(asked.connect_code);
	return db.transaction(async (tx) => {
		const found = await tx.query<CodeRow>(
			`SELECT account_id, license_id, home, challenge, used_at IS NULL AND expires_at > $2 AS is_open
				FROM connect_codes WHERE code_hash = $1 FOR UPDATE`,
			[code_hash, now],
		);
		const code = found.rows[0];
		if (code === undefined || !code.is_open) {
			throw new Problem('code_expired', 'The connect code is too old or was used: open the plans page again.');
		}
		if (homeIdentity(code.home) !== homeIdentity(home) || code.challenge !== challengeOf(asked.verifier)) {
			throw new Problem('forbidden', 'The connect code was made for another site or session.');
		}
		await tx.query('UPDATE connect_codes SET used_at = $2 WHERE code_hash = $1', [code_hash, now]);
		const { account_id, license_id } = code;
		return connectSite(tx, catalog, { account_id, license_id, home, site_name: asked.site_name }, now);
	});
}
