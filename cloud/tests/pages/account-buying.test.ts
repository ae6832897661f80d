// Money on the account's pages: packs for any pool, plans, purchases, and the ways on to Polar.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { startCloud } from '../support/cloud.ts';
import { agencyAccount, signInToAccount } from '../support/owner.ts';
import { payAtPolar, visit } from '../support/visit.ts';
import type { Browser } from '../support/browser.ts';

const cloud = await startCloud({ worker: true });
const { db } = cloud.services;

/** Pays where the page leads to, and waits for what it says then. */
const pay = (browser: Browser): Promise<void> => payAtPolar({ ...visit(cloud), browser });

/** Looks at a page again and again, as its reader does, until it says so. */
async function untilShown(browser: Browser, path: string, words: RegExp): Promise<void> {
	do {
		await browser.open(path);
	} while (!words.test(browser.text));
}

/** An owner who bought a plan on these pages: a license with a subscription at Polar. */
async function subscriber(plan: string): Promise<{ owner: Browser; email: string; account_id: string; license_id: string }> {
	const email = `${randomUUID()}@example.com`;
	const owner = await signInToAccount(cloud, email);
	await owner.open('/account/plans');
	await owner.submit(`Choose ${plan}`);
	await pay(owner);
	assert.match(owner.text, new RegExp(`You have ${plan}`));
	const account_id = await cloud.accountOf(email);
	const license = await db.query<{ license_id: string }>('SELECT license_id FROM licenses WHERE account_id = $1', [account_id]);
	return { owner, email, account_id, license_id: license.rows[0]?.license_id ?? '' };
}

describe('buying a pack', () => {
	it('for Shared names account and websites before paying, and says afterwards what is there', async () => {
		const { owner, email, license_id, sites } = await agencyAccount(cloud);
		await owner.open('/account');
		await owner.follow('Buy credits');
		for (const words of ['For all websites of the license , account', email, 'Plus tax where due', '5,000 credits $20 $0.0040 per credit', 'First-time offer, first purchase only', 'another pack uses that up']) {
			assert.ok(owner.text.includes(words), words);
		}
		await owner.submit('Continue to payment', { sku: 'shared_5000' });
		const at_polar = await (await fetch(owner.refresh_to ?? '')).text();
		assert.ok(at_polar.includes(email), 'Polar names the account');
		await pay(owner);
		assert.match(owner.text, /\+5,000 Shared Credits They are there for every website of the license/);
		assert.equal((await cloud.state(sites[0])).balance.license.shared, 5500);
		await owner.follow('Your account');
		assert.match(owner.text, /Shared Credits 5,500/);
		await owner.open(`/account/buy?pool=${license_id}`);
		assert.ok(!owner.text.includes('First-time offer'), 'the offer is gone');
	});

	it('for one site goes to that site alone', async () => {
		const { owner, sites } = await agencyAccount(cloud);
		const site = sites[1] ?? assert.fail();
		const host = site.home.replace('http://', '');
		await owner.open(`/account/buy?pool=${site.site_id}`);
		assert.ok(owner.text.includes(`Domain Credits for ${host}`) && owner.text.includes(`For ${host} , account`), owner.text);
		await owner.submit('Continue to payment', { sku: 'domain_1000' });
		await pay(owner);
		assert.match(owner.text, new RegExp(`\\+1,000 Domain Credits They are there for ${host}`));
		assert.equal((await cloud.state(site)).balance.site.domain, 1000);
		assert.equal((await cloud.state(sites[0])).balance.site.domain, 0);
	});

	it('sent twice from one form is one checkout', async () => {
		const { owner, account_id } = await agencyAccount(cloud, 1);
		await owner.open('/account/buy');
		const form = owner.html;
		await owner.submit('Continue to payment', { sku: 'shared_1000' });
		const first = owner.refresh_to;
		owner.show(form);
		await owner.submit('Continue to payment', { sku: 'shared_1000' });
		assert.equal(owner.refresh_to, first);
		owner.show(form);
		await owner.submit('Continue to payment', { sku: 'shared_15000' });
		assert.notEqual(owner.refresh_to, first);
		const rows = await db.query('SELECT 1 FROM checkouts WHERE account_id = $1', [account_id]);
		assert.equal(rows.rowCount, 2);
	});

	it('refuses a pack of another pool, a pool of another account, and no pack, and keeps the choice', async () => {
		const { owner, sites } = await agencyAccount(cloud);
		const stranger = await agencyAccount(cloud, 1);
		await owner.open(`/account/buy?pool=${sites[0].site_id}`);
		const form = owner.html;
		for (const sku of ['shared_1000', 'nothing', undefined]) {
			owner.show(form);
			await owner.submit('Continue to payment', { sku });
			assert.deepEqual([owner.status, /Choose a pack/.test(owner.text)], [400, true], sku);
		}
		for (const pool of [stranger.license_id, stranger.sites[0].site_id, randomUUID()]) {
			owner.show(form);
			await owner.submit('Continue to payment', { pool });
			assert.equal(owner.status, 404);
			await owner.open(`/account/buy?pool=${pool}`);
			assert.equal(owner.status, 404);
		}
	});

	it('is not offered without a plan in force, and says why', async () => {
		const { owner, account_id } = await agencyAccount(cloud, 1);
		await owner.open('/account/buy');
		const form = owner.html;
		await db.query('UPDATE licenses SET paid_until = $2, trial_ends_at = NULL WHERE account_id = $1', [account_id, new Date('2020-01-01')]);
		await owner.open('/account/buy');
		assert.match(owner.text, /start one first\. Your credits are kept/);
		owner.show(form);
		await owner.submit('Continue to payment', { sku: 'shared_1000' });
		assert.equal(owner.status, 403);
		assert.match(owner.text, /start one first/);
	});

	it('in a trial says until when it can be spent without a plan', async () => {
		const site = await cloud.trialSite();
		const owner = await signInToAccount(cloud, site.email);
		await owner.open('/account/buy');
		assert.match(owner.text, /After \d+ \w+ \d{4} you need a paid plan to spend these/);
	});
});

describe('a plan', () => {
	it('is bought without a site, changed, cancelled and kept', async () => {
		const { owner, license_id } = await subscriber('Pro');
		await owner.follow('Plan and key');
		assert.match(owner.text, /Pro license Active/);
		await owner.follow('Change to Agency');
		assert.match(owner.text, /Agency costs \$49 per month, plus tax where due\. It begins at once/);
		assert.match(owner.text, /4,000 more Shared Credits/);
		await owner.submit('Change to Agency');
		assert.match(owner.text, /The change of plan is under way/);
		await untilShown(owner, `/account/licenses/${license_id}`, /Agency license Active/);
		await untilShown(owner, '/account', /Shared Credits 5,000/);
		await owner.open(`/account/licenses/${license_id}`);
		await owner.follow('Cancel Agency');
		assert.match(owner.text, /Agency stays until .* which is paid/);
		await owner.submit('Cancel Agency');
		await untilShown(owner, `/account/licenses/${license_id}`, /Ending Cancelled: works until/);
		await owner.submit('Keep Agency');
		await untilShown(owner, `/account/licenses/${license_id}`, /Agency license Active Renews on/);
	});

	it('cannot be changed to what is not sold, nor where there is none in force', async () => {
		const { owner, license_id } = await subscriber('Pro');
		for (const plan of ['free', 'gold', 'pro']) {
			await owner.open(`/account/licenses/${license_id}/change?plan=${plan}`);
			assert.equal(owner.status, 404, plan);
		}
		const trial = await cloud.trialSite();
		const other = await signInToAccount(cloud, trial.email);
		await other.open(`/account/licenses/${trial.license_id}/change?plan=agency`);
		assert.equal(other.status, 404);
		await other.open(`/account/licenses/${trial.license_id}`);
		assert.match(other.text, /Choose Pro .*Choose Agency/);
		assert.ok(!other.text.includes('Cancel'));
	});

	it('after a trial or a lapse keeps license, sites and credits', async () => {
		const trial = await cloud.trialSite();
		const owner = await signInToAccount(cloud, trial.email);
		await db.query('UPDATE licenses SET trial_ends_at = $2 WHERE account_id = $1', [trial.account_id, new Date('2026-01-01')]);
		await owner.open('/account');
		await owner.follow('View Plans');
		await owner.submit('Choose Pro');
		await pay(owner);
		assert.match(owner.text, /You have Pro/);
		const state = await cloud.state(trial);
		assert.deepEqual([state.license.id, state.license.status, state.balance.license.shared], [trial.license_id, 'active', 1500]);
	});
});

describe('deleting the account of a subscriber', () => {
	it('ends the subscription at Polar', async () => {
		const { owner, email, account_id } = await subscriber('Pro');
		const subscription = await db.query<{ subscription_id: string }>('SELECT subscription_id FROM subscriptions WHERE account_id = $1', [account_id]);
		await owner.open('/account/delete');
		assert.match(owner.text, /Your plans end at once/);
		await owner.submit('Delete the account', { email });
		assert.match(owner.text, /Your account is deleted/);
		const statusAtPolar = async (): Promise<string> => {
			const answer = await fetch(`${cloud.polar.url}/v1/subscriptions/${subscription.rows[0]?.subscription_id ?? ''}`, {
				headers: { authorization: `Bearer ${cloud.services.config.polar.access_token}` },
			});
			return ((await answer.json()) as { status: string }).status;
		};
		while ((await statusAtPolar()) !== 'canceled') {
			// The billing worker carries it out within a second.
		}
		const license = await db.query<{ email: string | null }>('SELECT email FROM accounts WHERE account_id = $1', [account_id]);
		assert.equal(license.rows[0]?.email, null);
	});
});

describe('a catalog of one license per account and no Domain pools', () => {
	it('shows and sells what it has', async () => {
		const one = await startCloud({ catalog: 'rankframe' });
		const site = await one.trialSite();
		const owner = await signInToAccount(one, site.email);
		assert.ok(!owner.text.includes('Domain Credits') && !owner.text.includes('another license'), owner.text);
		await owner.follow('Buy credits');
		assert.ok(owner.text.includes('30,000 credits $49') && owner.text.includes('30,000 credits $100') && !owner.text.includes('Domain'), owner.text);
		await owner.open(`/account/sites/${site.site_id}`);
		assert.ok(!owner.text.includes('Buy Domain Credits'));
		await owner.open(`/account/buy?pool=${site.site_id}`);
		assert.equal(owner.status, 404);
		await one.stop();
	});
});

describe('the purchases', () => {
	it('list what was bought, where it went and what was taken back, and lead to Polar', async () => {
		const { owner, account_id } = await subscriber('Pro');
		await owner.open('/account/buy');
		await owner.submit('Continue to payment', { sku: 'shared_1000' });
		await pay(owner);
		await owner.open('/account/purchases');
		assert.match(owner.text, /1,000 credits Shared \$5 Paid/);
		assert.match(owner.text, /Pro plan, 1,000 credits Shared \$12 Paid/);
		await owner.follow('Receipt');
		assert.ok(owner.refresh_to?.startsWith(cloud.polar.url), owner.text);
		await owner.open('/account/purchases');
		await owner.submit('Invoices and payment method');
		assert.ok(owner.refresh_to?.startsWith(cloud.polar.url), owner.text);
		const order = await db.query<{ order_id: string }>("SELECT order_id FROM orders WHERE account_id = $1 AND sku = 'shared_1000'", [account_id]);
		await fetch(`${cloud.polar.url}/_sandbox/refunds`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ order_id: order.rows[0]?.order_id }),
		});
		await untilShown(owner, '/account/purchases', /\$5 refunded\. 1,000 credits taken back\..*Refunded/);
		const stranger = await agencyAccount(cloud, 1);
		await stranger.owner.open(`/account/receipts/${order.rows[0]?.order_id ?? ''}`);
		assert.equal(stranger.owner.status, 404);
	});

	it('of an account that never bought has no invoices, and says so', async () => {
		const { owner } = await agencyAccount(cloud, 1);
		await owner.open('/account/purchases');
		assert.match(owner.text, /Nothing was bought yet/);
		await owner.submit('Invoices and payment method');
		assert.match(owner.text, /There are no invoices yet/);
	});

	it('say that Polar is away, and change nothing', async () => {
		const { owner } = await subscriber('Pro');
		await owner.open('/account/purchases');
		cloud.polar.faults.add({ effect: 'status', status: 503, method: 'POST', path: '/v1/customer-sessions' });
		await owner.submit('Invoices and payment method');
		assert.equal(owner.status, 503);
		assert.match(owner.text, /Try again in a minute/);
	});
});
