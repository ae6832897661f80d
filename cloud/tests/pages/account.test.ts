// The account's pages of licenses and sites: what they show, what their forms change, and what is said of a mistake.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { clawBack } from '../../src/ledger/claw-back.ts';
import { grant } from '../../src/ledger/grant.ts';
import type { OwnedSite } from '../../src/licensing/owner-licenses.ts';
import { Browser } from '../support/browser.ts';
import { assertProblem, startCloud, type ConnectedTestSite } from '../support/cloud.ts';
import { assertInvariants } from '../support/invariants.ts';
import { agencyAccount, signInToAccount } from '../support/owner.ts';

const cloud = await startCloud();
const { db, clock } = cloud.services;

const give = (site: ConnectedTestSite, amount: number): Promise<boolean> =>
	grant(db, { account_id: site.account_id, pool_id: site.site_id, kind: 'purchase', amount, source: `order:${randomUUID()}` }, clock());
const hostOf = (site: ConnectedTestSite): string => site.home.replace('http://', '');
const pageOf = (site: ConnectedTestSite, form = ''): string => `/account/sites/${site.site_id}${form}`;
const inDays = (days: number): Date => new Date(clock().getTime() + days * 86_400_000);

async function siteRow(site: ConnectedTestSite): Promise<OwnedSite> {
	const found = await db.query<OwnedSite>('SELECT * FROM sites WHERE site_id = $1', [site.site_id]);
	return found.rows[0] ?? assert.fail();
}

describe('the way into the account', () => {
	it('leads through a mailed code to the page that was asked for', async () => {
		const site = await cloud.trialSite();
		const browser = new Browser(cloud.url);
		await browser.open('/account/usage?outcome=failed');
		assert.match(browser.text, /Mail me a code/);
		assert.ok(!browser.text.includes('Back to the plans'));
		await browser.submit('Mail me a code', { email: site.email });
		const code = await cloud.mailedCode(site.email);
		const mails = await (await fetch(`${cloud.mailbox.url}/api/mails?to=${encodeURIComponent(site.email)}`)).text();
		assert.match(mails, /is your code to sign in to your account\./);
		await browser.submit('Continue', { code });
		assert.match(browser.text, /Nothing matches/);
		await browser.open('/');
		assert.match(browser.text, /Your account/);
	});

	it('follows no other address', async () => {
		const browser = new Browser(cloud.url);
		for (const next of ['https://evil.example/', '//evil.example', '/accounts', '/account/..//evil.example', '/account?x=<script>', '']) {
			await browser.open(`/sign-in?next=${encodeURIComponent(next)}`);
			assert.equal(browser.status, 400, next);
			assert.ok(!browser.html.includes('evil'), next);
		}
	});

	it('of an email without an account shows the way to a first license', async () => {
		const browser = await signInToAccount(cloud, `${randomUUID()}@example.com`);
		assert.match(browser.text, /This account has no license yet/);
		await browser.follow('View Plans');
		assert.match(browser.text, /Choose Pro/);
		await browser.open('/account/buy');
		assert.match(browser.text, /this account has none yet/);
	});
});

describe('the overview', () => {
	it('shows plan, renewal, pools and sites, under a strict policy, without a script', async () => {
		const { owner, sites } = await agencyAccount(cloud);
		await give(sites[1] ?? assert.fail(), 1234);
		await owner.open('/account');
		for (const words of ['Agency license Active', 'Renews on ', '2 of 25 sites connected', 'Shared Credits 500', hostOf(sites[0]), 'Domain Credits 1,234', 'Shared this month 0']) {
			assert.ok(owner.text.includes(words), `${words} in ${owner.text}`);
		}
		assert.ok(!/<script|\son\w+=|style=/i.test(owner.html));
		assert.match(owner.headers.get('content-security-policy') ?? '', /default-src 'none'/);
		assert.equal(owner.headers.get('cache-control'), 'no-store');
		assert.equal(owner.html.match(/button is-primary/g)?.length, 1, 'one filled button');
	});

	it('writes counts as the reader does', async () => {
		const { owner, sites } = await agencyAccount(cloud, 1);
		await give(sites[0], 12_345);
		owner.language = 'de-DE,de;q=0.9,en;q=0.5';
		await owner.open('/account');
		assert.match(owner.text, /Domain Credits 12\.345/);
		owner.language = 'x"<b>';
		await owner.open('/account');
		assert.match(owner.text, /Domain Credits 12,345/);
	});

	it('says what is due in each state of a license', async () => {
		const { owner, account_id } = await agencyAccount(cloud);
		const states: [string, Date | null, Date | null, Date | null, RegExp][] = [
			['agency', null, inDays(-2), null, /Payment due .*The payment for your Agency plan is due|is due.*Payment due/],
			['agency', null, inDays(10), inDays(10), /Ending Cancelled: works until/],
			['agency', null, inDays(-10), inDays(-10), /Your 500 credits are kept\. Start a plan to use them\./],
			['agency', inDays(3), null, null, /Your trial ends on/],
			['pro', null, inDays(10), null, /2 of 1 site are connected to your Pro license\. All of them go on working\. Choose which to disconnect \(1\)/],
		];
		for (const [plan, trial_ends_at, paid_until, ends_at, words] of states) {
			await db.query('UPDATE licenses SET plan = $2, trial_ends_at = $3, paid_until = $4, ends_at = $5 WHERE account_id = $1', [account_id, plan, trial_ends_at, paid_until, ends_at]);
			await owner.open('/account');
			assert.match(owner.text, words);
		}
	});

	it('shows what is owed, never as a negative balance', async () => {
		const { owner, account_id, license_id } = await agencyAccount(cloud, 1);
		await clawBack(db, { account_id, pool_id: license_id, amount: 570, source: 'refund:1' }, clock());
		await owner.open('/account');
		assert.match(owner.text, /Shared Credits 0/);
		assert.match(owner.text, /70 credits of a refunded order had been spent\. They are owed/);
	});

	it('escapes what a site calls itself', async () => {
		const { owner, sites } = await agencyAccount(cloud, 1);
		await db.query('UPDATE sites SET name = $2 WHERE site_id = $1', [sites[0].site_id, '<img src=x onerror=alert(1)>']);
		for (const path of ['/account', pageOf(sites[0]), '/account/buy', '/account/usage']) {
			await owner.open(path);
			assert.ok(!owner.html.includes('<img'), path);
		}
	});
});

describe('a site', () => {
	it('gets a cap, another and none, and is told of a mistake with what was typed', async () => {
		const { owner, sites } = await agencyAccount(cloud, 1);
		await owner.open(pageOf(sites[0]));
		for (const [typed, cap] of [['500', 500], [' 1,500 ', 1500], ['2.000', 2000], ['0', 0], ['', null]] as const) {
			await owner.submit('Save cap', { cap: typed });
			assert.match(owner.text, /The cap was saved/);
			assert.equal((await siteRow(sites[0])).cap, cap, typed);
			assert.equal((await cloud.state(sites[0])).balance.site.cap, cap);
		}
		for (const typed of ['1.5', '-1', '"><b>many', '1e9', '99999999999', '1,5']) {
			await owner.submit('Save cap', { cap: typed });
			assert.equal(owner.status, 400, typed);
			assert.match(owner.text, /Type a whole number from 0 to/);
			assert.ok(!owner.html.includes('<b>many'));
			assert.equal(owner.field('cap'), typed);
			assert.equal((await siteRow(sites[0])).cap, null);
		}
	});

	it('is made a manager, and hides Shared, as ticked', async () => {
		const { owner, sites } = await agencyAccount(cloud, 1);
		await owner.open(pageOf(sites[0]));
		await owner.submit('Save', { is_manager: '1', hide_shared: '1' });
		let { is_manager, hide_shared } = (await cloud.state(sites[0])).site;
		assert.deepEqual([is_manager, hide_shared], [true, true]);
		await owner.submit('Save', { is_manager: undefined });
		({ is_manager, hide_shared } = (await cloud.state(sites[0])).site);
		assert.deepEqual([is_manager, hide_shared], [false, true]);
	});

	it('is disconnected after a question, and its credits are moved on, once, as said', async () => {
		const { owner, sites } = await agencyAccount(cloud);
		const [from, to] = [sites[0], sites[1] ?? assert.fail()];
		await give(from, 1240);
		await owner.open(pageOf(from, '/transfer'));
		assert.match(owner.text, /This site is connected/);
		await owner.open(pageOf(from));
		await owner.follow(`Disconnect ${hostOf(from)}`);
		assert.match(owner.text, /Its 1,240 Domain Credits are kept/);
		await owner.submit('Disconnect');
		assert.match(owner.text, /The site was disconnected/);
		assertProblem(await cloud.request('GET', '/v1/site', { site: from }), 401, 'unauthenticated');
		await owner.follow('Move its credits to another site');
		assert.match(owner.text, new RegExp(`All 1,240 Domain Credits of ${hostOf(from)} move`));
		const asked = owner.html;
		await owner.submit('Move 1,240 credits', { to: undefined });
		assert.equal(owner.status, 400);
		assert.match(owner.text, /Choose the site that gets the credits/);
		owner.show(asked);
		await owner.submit('Move 1,240 credits', { to: to.site_id });
		assert.match(owner.text, /The credits were moved/);
		owner.show(asked);
		await owner.submit('Move 1,240 credits', { to: to.site_id });
		assert.equal((await cloud.state(to)).balance.site.domain, 1240);
		await assertInvariants(db);
		await owner.open(pageOf(from, '/transfer'));
		assert.match(owner.text, /There are no Domain Credits to move/);
	});

	it('moves no other amount than it said', async () => {
		const { owner, sites } = await agencyAccount(cloud);
		const [from, to] = [sites[0], sites[1] ?? assert.fail()];
		await give(from, 100);
		await cloud.request('DELETE', '/v1/site', { site: from });
		await owner.open(pageOf(from, '/transfer'));
		await give(from, 50);
		await owner.submit('Move 100 credits', { to: to.site_id });
		assert.equal(owner.status, 400);
		assert.match(owner.text, /The balance has changed meanwhile/);
		assert.equal((await cloud.state(to)).balance.site.domain, 0);
		await owner.submit('Move 150 credits', { to: to.site_id });
		assert.equal((await cloud.state(to)).balance.site.domain, 150);
	});

	it('moves nothing to a site of another license, nor while credits are owed', async () => {
		const { owner, sites, account_id, license_id } = await agencyAccount(cloud);
		const [from, to] = [sites[0], sites[1] ?? assert.fail()];
		const stranger = await agencyAccount(cloud, 1);
		await give(from, 100);
		await cloud.request('DELETE', '/v1/site', { site: from });
		await owner.open(pageOf(from, '/transfer'));
		const form = owner.html;
		await owner.submit('Move 100 credits', { to: stranger.sites[0].site_id });
		assert.equal(owner.status, 404);
		await clawBack(db, { account_id, pool_id: license_id, amount: 507, source: 'refund:1' }, clock());
		owner.show(form);
		await owner.submit('Move 100 credits', { to: to.site_id });
		assert.equal(owner.status, 400);
		assert.match(owner.text, /owed first/);
	});
});

describe('a license key', () => {
	it('is shown once; a new one replaces it and leaves the sites connected', async () => {
		const { owner, license_id, sites } = await agencyAccount(cloud, 1);
		const withKey = (license_key: string): Promise<{ status: number }> =>
			cloud.request('POST', '/v1/connections/key', { body: { license_key, home: `http://${randomUUID()}.localhost`, site_name: '' } });
		const keys: string[] = [];
		for (let time = 0; time < 2; time++) {
			await owner.open(`/account/licenses/${license_id}`);
			await owner.submit('Create a new key');
			keys.push(/SRG-[0-9A-Z-]+/.exec(owner.text)?.[0] ?? assert.fail());
			await owner.follow('I have kept it');
			assert.ok(!owner.html.includes('SRG-'));
		}
		assert.deepEqual([(await withKey(keys[0] ?? '')).status, (await withKey(keys[1] ?? '')).status], [404, 200]);
		assert.equal((await cloud.request('GET', '/v1/site', { site: sites[0] })).status, 200);
	});
});
