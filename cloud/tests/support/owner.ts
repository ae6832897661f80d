// The owner of an account on its own pages: signed in, with licenses and sites to look at.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Connection } from '../../src/http/schemas.ts';
import { createLicenseKey } from '../../src/licensing/license-keys.ts';
import { Browser } from './browser.ts';
import { asSite, type Cloud, type ConnectedTestSite } from './cloud.ts';

/** Signs in on the account's pages with a mailed code. */
export async function signInToAccount(cloud: Cloud, email: string): Promise<Browser> {
	const browser = new Browser(cloud.url);
	await browser.open('/account');
	await browser.submit('Mail me a code', { email });
	await browser.submit('Continue', { code: await cloud.mailedCode(email) });
	assert.match(browser.text, /Your account/);
	return browser;
}

export interface TestAccount {
	owner: Browser;
	email: string;
	account_id: string;
	license_id: string;
	sites: [ConnectedTestSite, ...ConnectedTestSite[]];
}

/** An agency in force until next month: one license, `count` sites, 500 Shared Credits. */
export async function agencyAccount(cloud: Cloud, count = 2): Promise<TestAccount> {
	const { db, clock } = cloud.services;
	const first = await cloud.trialSite();
	const { account_id, license_id, email } = first;
	await db.query("UPDATE licenses SET plan = 'agency', paid_until = $2 WHERE account_id = $1", [account_id, new Date(clock().getTime() + 30 * 86_400_000)]);
	const license_key = await db.transaction((tx) => createLicenseKey(tx, account_id, license_id, clock()));
	const sites: TestAccount['sites'] = [first];
	while (sites.length < count) {
		const home = `http://${randomUUID()}.localhost`;
		const answer = await cloud.request<Connection>('POST', '/v1/connections/key', { body: { license_key, home, site_name: 'Another' } });
		assert.equal(answer.status, 200);
		sites.push(asSite(answer.body, home, email, account_id));
	}
	return { owner: await signInToAccount(cloud, email), email, account_id, license_id, sites };
}
