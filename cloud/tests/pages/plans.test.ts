// The service's pages, as a browser without scripts walks them: from "View Plans" to a connected site.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from '../../src/http/schemas.ts';
import { assertProblem, pkce, startCloud } from '../support/cloud.ts';
import { Browser } from '../support/browser.ts';

const cloud = await startCloud({ worker: true });
const { db } = cloud.services;

interface Visit {
	browser: Browser;
	home: string;
	email: string;
	verifier: string;
	state: string;
	plans: string;
}

function visit(home = `http://${randomUUID()}.localhost:8888`, email = `${randomUUID()}@example.com`): Visit {
	const { verifier, challenge } = pkce();
	const state = randomUUID();
	const query = new URLSearchParams({
		home,
		site_name: 'Example <b>&amp;</b>',
		return_url: `${home}/wp-admin/admin.php?page=seo-rank-genius`,
		state,
		challenge,
	});
	return { browser: new Browser(cloud.url), home, email, verifier, state, plans: `/plans?${query.toString()}` };
}

const site = (home: string): string => home.replace('http://', '');

/** From the email's page, through the mailed code. */
async function signIn({ browser, email }: Visit): Promise<void> {
	await browser.submit('Mail me a code', { email });
	assert.match(browser.text, /Enter the code/);
	await browser.submit('Continue', { code: await cloud.mailedCode(email) });
}

/** Buys a plan up to the page that offers the connection. */
async function buy(visitor: Visit, plan: string): Promise<void> {
	const { browser } = visitor;
	await browser.open(visitor.plans);
	await browser.follow(`Choose ${plan}`);
	await signIn(visitor);
	await payAtPolar(browser);
}

async function payAtPolar(browser: Browser): Promise<void> {
	const polar_page = browser.refresh_to ?? '';
	assert.ok(polar_page.startsWith(cloud.polar.url), `on to Polar, not to ${polar_page}`);
	const paid = await fetch(polar_page, {
		method: 'POST',
		redirect: 'manual',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: 'action=pay&country=US',
	});
	const back = new URL(paid.headers.get('location') ?? '');
	assert.equal(back.origin, 'http://cloud.localhost');
	await browser.open(back.pathname + back.search);
	while (browser.text.includes('Waiting for the payment')) {
		await delay(50);
		await browser.open(back.pathname + back.search);
	}
}

/** Presses "Connect …" and exchanges the code as WordPress does. */
async function connect({ browser, home, verifier, state }: Visit): Promise<Connection> {
	await browser.submit(`Connect ${site(home)}`);
	const back = new URL(browser.refresh_to ?? '');
	assert.equal(back.origin + back.pathname, `${home}/wp-admin/admin.php`);
	assert.equal(back.searchParams.get('page'), 'seo-rank-genius');
	assert.equal(back.searchParams.get('connect_state'), state);
	const answer = await cloud.request<Connection>('POST', '/v1/connections/code', {
		body: { connect_code: back.searchParams.get('connect_code'), verifier, home, site_name: 'Example' },
	});
	assert.equal(answer.status, 200, JSON.stringify(answer.body));
	return answer.body;
}

describe('the plans page', () => {
	it('shows the catalog\'s plans for the site, escaped, under a strict policy, without a script', async () => {
		const { browser, plans, home } = visit();
		await browser.open(plans);
		assert.equal(browser.status, 200);
		for (const words of [`Plans for ${site(home)}`, '$0', '$12 per month', '$49 per month', '1,000 AI credits included', '5,000 AI credits', 'Up to 25 websites', 'Test mode: no money moves']) {
			assert.ok(browser.text.includes(words), words);
		}
		assert.ok(!/<script|\son\w+=|style=/i.test(browser.html));
		const policy = browser.headers.get('content-security-policy') ?? '';
		for (const rule of ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) {
			assert.ok(policy.includes(rule), policy);
		}
		assert.equal(browser.headers.get('referrer-policy'), 'no-referrer');
		const styles = await fetch(cloud.url + (/href="(\/pages\/[^"]+\.css)"/.exec(browser.html)?.[1] ?? ''));
		assert.deepEqual([styles.status, styles.headers.get('content-type')], [200, 'text/css; charset=utf-8']);
		for (const cookie of browser.set_cookies) {
			assert.match(cookie, /HttpOnly/);
			assert.match(cookie, /SameSite=Lax/);
		}
	});

	it('says no test mode where payments are live, and its cookies are of this host alone', async () => {
		const live = await startCloud({
			configure: (config) => {
				config.polar.sandbox = false;
				config.public_url = 'https://cloud.example.com';
			},
		});
		const browser = new Browser(live.url);
		await browser.open(visit('https://shop.example').plans);
		assert.ok(!browser.text.includes('Test mode'));
		assert.match(browser.set_cookies[0] ?? '', /^__Host-srg_visit=.*Secure/);
		await live.stop();
	});

	it('refuses to lead back to another host, or with parts missing, and says what to do', async () => {
		const { browser, plans } = visit();
		const query = new URLSearchParams(plans.slice(plans.indexOf('?')));
		for (const [name, value] of [
			['return_url', 'https://evil.example/wp-admin/'],
			['return_url', 'javascript:alert(1)'],
			['return_url', `http://${site(query.get('home') ?? '')}@evil.example/`],
			['home', 'file:///etc/passwd'],
			['challenge', 'short'],
			['state', ''],
		] as const) {
			const bad = new URLSearchParams(query);
			bad.set(name, value);
			await browser.open(`/plans?${bad.toString()}`);
			assert.equal(browser.status, 400, `${name}=${value}`);
			assert.match(browser.text, /Open the plans from your WordPress/);
			assert.ok(!browser.html.includes('evil.example'));
		}
		await browser.open('/plans');
		assert.equal(browser.status, 400);
	});
});

describe('a plan bought on the page', () => {
	it('connects the site without a key being typed, with its credits', async () => {
		const visitor = visit();
		await buy(visitor, 'Pro');
		assert.match(visitor.browser.text, /You have Pro/);
		const { state, site_token } = await connect(visitor);
		assert.deepEqual(
			[state.license.plan_name, state.license.status, state.balance.license.shared, state.balance.site.domain],
			['Pro', 'active', 1000, 0],
		);
		assert.ok(state.license.renews_at !== null);
		assert.equal(state.site.home, visitor.home);
		assert.equal((await cloud.state({ ...visitor, site_token } as never)).license.status, 'active');
	});

	it('gives a key that is shown once, connects another site, and is nowhere else', async () => {
		const visitor = visit();
		await buy(visitor, 'Agency');
		const { browser } = visitor;
		await browser.submit('Create key');
		const key = /SRG-[0-9A-Z-]+/.exec(browser.text)?.[0] ?? '';
		assert.match(key, /^SRG-(\w{6}-){6}\w+$/);
		await browser.follow(`Continue to connect ${site(visitor.home)}`);
		assert.ok(!browser.html.includes(key));
		const other = await cloud.request<Connection>('POST', '/v1/connections/key', {
			body: { license_key: key, home: 'https://other.example.com', site_name: '' },
		});
		assert.equal(other.status, 200);
		assert.deepEqual([other.body.state.license.plan, other.body.state.balance.license.shared], ['agency', 5000]);
	});

	it('during a trial keeps license, site and pools, and adds its credits', async () => {
		const trial = await cloud.trialSite(`http://${randomUUID()}.localhost:8888`);
		const visitor = visit(trial.home, trial.email);
		await buy(visitor, 'Pro');
		const { state } = await connect(visitor);
		assert.deepEqual(
			[state.license.id, state.site.id, state.license.status, state.balance.license.shared, state.license.sites_used],
			[trial.license_id, trial.site_id, 'active', 1500, 1],
		);
	});

	it('is not sold a second time: the owner is led to connect instead', async () => {
		const visitor = visit();
		await buy(visitor, 'Pro');
		const again = visit(visitor.home, visitor.email);
		await connect(visitor);
		await again.browser.open(again.plans);
		await again.browser.follow('Sign in');
		await signIn(again);
		assert.match(again.browser.text, /Your Pro license Active · 1 of 1 site connected/);
		assert.ok(!again.browser.text.includes('Choose'));
		const { state } = await connect(again);
		assert.equal(state.license.sites_used, 1);
	});

	it('asked for in two tabs is one checkout', async () => {
		const visitor = visit();
		const { browser, plans } = visitor;
		await browser.open(plans);
		await browser.follow('Choose Pro');
		await signIn(visitor);
		const first = browser.refresh_to;
		await browser.open(plans);
		await browser.submit('Choose Pro');
		assert.equal(browser.refresh_to, first);
	});

	it('for another site than the license has seats for needs a license of its own', async () => {
		const visitor = visit();
		await buy(visitor, 'Pro');
		const { state } = await connect(visitor);
		const second = visit(undefined, visitor.email);
		await second.browser.open(second.plans);
		await second.browser.follow('Sign in');
		await signIn(second);
		assert.match(second.browser.text, /All its sites are connected/);
		await second.browser.submit('Choose Pro');
		await payAtPolar(second.browser);
		const other = await connect(second);
		assert.notEqual(other.state.license.id, state.license.id);
		assert.equal(other.state.balance.license.shared, 1000);
	});

	it('cannot be paid for while Polar is away: nothing is lost, and it goes on afterwards', async () => {
		const visitor = visit();
		const { browser, plans } = visitor;
		await browser.open(plans);
		await browser.follow('Choose Pro');
		await browser.submit('Mail me a code', { email: visitor.email });
		cloud.polar.faults.add({ effect: 'status', status: 503, method: 'POST', path: '/v1/checkouts' });
		await browser.submit('Continue', { code: await cloud.mailedCode(visitor.email) });
		assert.equal(browser.status, 503);
		assert.match(browser.text, /Nothing was changed or charged/);
		await browser.open(plans);
		await browser.submit('Choose Pro');
		await payAtPolar(browser);
		assert.equal((await connect(visitor)).state.license.status, 'active');
	});
});

describe('the free plan', () => {
	it('needs no payment, and gives no credits', async () => {
		const visitor = visit();
		await visitor.browser.open(visitor.plans);
		await visitor.browser.follow('Choose Free');
		await signIn(visitor);
		const { state } = await connect(visitor);
		assert.deepEqual([state.license.plan, state.license.status, state.balance.license.shared], ['free', 'free', 0]);
		assert.ok(state.catalog.packs.every((pack) => !pack.available && pack.unavailable_reason === 'plan_has_no_credits'));
	});

	it('is the license that a later trial of the same site begins on', async () => {
		const visitor = visit();
		await visitor.browser.open(visitor.plans);
		await visitor.browser.follow('Choose Free');
		await signIn(visitor);
		const { state } = await connect(visitor);
		const trial = await cloud.trialSite(visitor.home, visitor.email);
		assert.deepEqual([trial.license_id, trial.site_id, trial.state.balance.license.shared], [state.license.id, state.site.id, 500]);
	});
});

describe('a catalog of one license per account', () => {
	it('leads an owner whose license is paid for to that license, from whichever site', async () => {
		const one = await startCloud({ worker: true, catalog: 'rankframe' });
		const first = visit();
		first.browser = new Browser(one.url);
		await first.browser.open(first.plans);
		await first.browser.follow('Choose Agency');
		await first.browser.submit('Mail me a code', { email: first.email });
		await first.browser.submit('Continue', { code: await one.mailedCode(first.email) });
		const paid = await fetch(first.browser.refresh_to ?? '', {
			method: 'POST',
			redirect: 'manual',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: 'action=pay&country=US',
		});
		assert.equal(paid.status, 303);
		while ((await one.services.db.query('SELECT 1 FROM orders')).rowCount === 0) {
			await delay(20);
		}
		const second = visit(undefined, first.email);
		await first.browser.open(second.plans);
		await first.browser.submit('Choose Pro');
		assert.match(first.browser.text, /You have Agency/);
		const licenses = await one.services.db.query('SELECT plan FROM licenses');
		assert.deepEqual(licenses.rows, [{ plan: 'agency' }]);
		await one.stop();
	});
});

describe('signing in', () => {
	it('refuses a wrong code beside its field and then takes the right one, once', async () => {
		const visitor = visit();
		const { browser, email, plans } = visitor;
		await browser.open(plans);
		await browser.follow('Sign in');
		await browser.submit('Mail me a code', { email: 'nobody' });
		assert.match(browser.text, /Enter an email address/);
		await browser.submit('Mail me a code', { email: '"><script>alert(1)</script>' });
		assert.equal(browser.status, 400);
		assert.ok(!browser.html.includes('<script'));
		await browser.submit('Mail me a code', { email: ` ${email.toUpperCase()} ` });
		const code = await cloud.mailedCode(email);
		await browser.submit('Continue', { code: code === '000000' ? '000001' : '000000' });
		assert.equal(browser.status, 403);
		assert.match(browser.text, /not the code that we mailed/);
		const form = browser.html;
		await browser.submit('Continue', { code: `${code.slice(0, 3)} ${code.slice(3)}` });
		assert.match(browser.text, new RegExp(`Signed in as ${email}`));
		browser.show(form);
		await browser.submit('Continue', { code });
		assert.equal(browser.status, 410);
		assert.match(browser.text, /no longer works/);
	});

	it('keeps sessions as hashes, ends them on signing out, and after 12 hours', async () => {
		const visitor = visit();
		const { browser, plans } = visitor;
		await browser.open(plans);
		await browser.follow('Sign in');
		await signIn(visitor);
		const session = browser.cookies.get('srg_session') ?? '';
		const stored = await db.query('SELECT * FROM sessions');
		assert.ok(session.length >= 43 && !JSON.stringify(stored.rows).includes(session));
		cloud.ahead_ms = 12 * 3_600_000 + 1000;
		await browser.open(plans);
		cloud.ahead_ms = 0;
		assert.ok(!browser.text.includes('Signed in as'));
		await browser.open(plans);
		await browser.submit('Sign out');
		assert.ok(!browser.text.includes('Signed in as'));
		browser.cookies.set('srg_session', session);
		await browser.open(plans);
		assert.ok(!browser.text.includes('Signed in as'));
	});
});

describe('a form', () => {
	it('without the token of this visitor changes nothing', async () => {
		const visitor = visit();
		await buy(visitor, 'Pro');
		const { browser, plans } = visitor;
		const license = await db.query<{ license_id: string }>('SELECT license_id FROM licenses WHERE account_id = $1', [await cloud.accountOf(visitor.email)]);
		const license_id = license.rows[0]?.license_id ?? '';
		const query = plans.slice('/plans'.length);
		const stranger = new Browser(cloud.url);
		await stranger.open(plans);
		for (const form_token of ['', 'x', /name="form_token" value="([^"]+)"/.exec(stranger.html)?.[1] ?? 'none']) {
			for (const path of ['/connect', '/licenses/key', '/plans/choose', '/sign-out', '/sign-in', '/sign-in/code']) {
				await browser.post(path + query, { form_token, license_id, plan: 'pro', email: visitor.email, code_id: randomUUID(), code: '123456' });
				assert.equal(browser.status, 403, path);
			}
		}
		const made = await db.query('SELECT 1 FROM connect_codes WHERE license_id = $1', [license_id]);
		const keys = await db.query('SELECT 1 FROM license_keys WHERE license_id = $1', [license_id]);
		assert.deepEqual([made.rowCount, keys.rowCount], [0, 0]);
	});

	it('of one owner reaches no license of another', async () => {
		const [one, two] = [visit(), visit()];
		await buy(one, 'Pro');
		await buy(two, 'Pro');
		const theirs = await db.query<{ license_id: string }>('SELECT license_id FROM licenses WHERE account_id = $1', [await cloud.accountOf(one.email)]);
		const license_id = theirs.rows[0]?.license_id ?? '';
		for (const button of [`Connect ${site(two.home)}`, 'Create key']) {
			const before = two.browser.html;
			await two.browser.submit(button, { license_id });
			assert.equal(two.browser.status, 404, button);
			two.browser.show(before);
		}
	});
});

describe('where Polar leads back to', () => {
	it('tells the buyer of a pack that the site shows it by itself', async () => {
		const trial = await cloud.trialSite();
		const checkout = await cloud.checkout(trial, 'domain_1000');
		const browser = new Browser(cloud.url);
		const done = `/checkout/done?account=${trial.account_id}&checkout=${checkout.id}`;
		await browser.open(done);
		assert.match(browser.text, /Waiting for the payment/);
		assert.match(browser.html, /http-equiv="refresh" content="2;url=/);
		await cloud.pay(checkout);
		while (browser.text.includes('Waiting for the payment')) {
			await delay(50);
			await browser.open(done);
		}
		assert.match(browser.text, /\+1,000 Domain Credits/);
		assert.match(browser.text, /go back to your site/);
	});

	it('shows nothing of a checkout that is not there, nor a key or a connection to who is not its owner', async () => {
		const visitor = visit();
		await buy(visitor, 'Pro');
		const row = await db.query<{ account_id: string; checkout_id: string }>('SELECT account_id, checkout_id FROM checkouts WHERE account_id = $1', [
			await cloud.accountOf(visitor.email),
		]);
		const { account_id, checkout_id } = row.rows[0] ?? { account_id: '', checkout_id: '' };
		const stranger = new Browser(cloud.url);
		await stranger.open(`/checkout/done?account=${account_id}&checkout=${checkout_id}`);
		assert.match(stranger.text, /Mail me a code/);
		await stranger.open(`/checkout/done?account=${randomUUID()}&checkout=${checkout_id}`);
		assert.equal(stranger.status, 404);
		assertProblem(await cloud.request('GET', '/nothing-here'), 404, 'not_found');
	});
});
