// License keys: made once per license at a time, shown once, kept as a hash, and used to connect sites.
import type { Queryable } from '../db/database.ts';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import { connectSite, type ConnectedToken } from './connect-site.ts';
import { canonicalHome } from './home.ts';
import { hashLicenseKey, mintLicenseKey } from './tokens.ts';

/** A new key for the license; a former one no longer connects sites, those connected stay so. Runs in the caller's transaction. */
export async function createLicenseKey(tx: Queryable, account_id: string, license_id: string, now: Date): Promise<string> {
	const { key, hash } = mintLicenseKey(account_id);
	await tx.query('SELECT 1 FROM licenses WHERE account_id = $1 AND license_id = $2 FOR UPDATE', [account_id, license_id]);
	await tx.query('UPDATE license_keys SET revoked_at = $3 WHERE account_id = $1 AND license_id = $2 AND revoked_at IS NULL', [
		account_id,
		license_id,
		now,
	]);
	await tx.query('INSERT INTO license_keys (key_hash, account_id, license_id, created_at) VALUES ($1, $2, $3, $4)', [
		hash,
		account_id,
		license_id,
		now,
	]);
	return key;
}

/** @throws Problem `not_found` (no such key, or replaced), `site_limit_reached` */
export async function connectWithKey(
	services: Services,
	asked: { license_key: string; home: string; site_name: string },
): Promise<ConnectedToken> {
	const { db, catalog, clock } = services;
	const home = canonicalHome(asked.home);
	const found = await db.query<{ account_id: string; license_id: string }>(
		'SELECT account_id, license_id FROM license_keys WHERE key_hash = $1 AND revoked_at IS NULL',
		[hashLicenseKey(asked.license_key)],
	);
	const license = found.rows[0];
	if (license === undefined) {
		throw new Problem('not_found', 'There is no license with this key.');
	}
	return db.transaction((tx) => connectSite(tx, catalog, { ...license, home, site_name: asked.site_name }, clock()));
}
