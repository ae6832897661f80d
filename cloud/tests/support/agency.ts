// An agency: a site on the plan that has 25 of them, and more sites of the same license.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Connection } from '../../src/http/schemas.ts';
import { createLicenseKey } from '../../src/licensing/license-keys.ts';
import { setManager } from '../../src/licensing/site-settings.ts';
import { asSite, type Cloud, type ConnectedTestSite } from './cloud.ts';

/** A site with a trial's 500 Shared Credits, then on the Agency plan; the owner made it a manager. */
export async function managerSite(cloud: Cloud): Promise<ConnectedTestSite> {
	const site = await cloud.trialSite();
	const { db } = cloud.services;
	await db.query("UPDATE licenses SET plan = 'agency', paid_until = now() + interval '20 days' WHERE account_id = $1", [site.account_id]);
	await setManager(db, site.account_id, site.site_id, true);
	return site;
}

/** One more site of that license, connected with a key. */
export async function sisterSite(cloud: Cloud, of: ConnectedTestSite, site_name = 'A sister'): Promise<ConnectedTestSite> {
	const { db, clock } = cloud.services;
	const home = `https://${randomUUID()}.example.com`;
	const license_key = await db.transaction((tx) => createLicenseKey(tx, of.account_id, of.license_id, clock()));
	const answer = await cloud.request<Connection>('POST', '/v1/connections/key', { body: { license_key, home, site_name } });
	assert.equal(answer.status, 200, JSON.stringify(answer.body));
	return asSite(answer.body, home, of.email, of.account_id);
}
