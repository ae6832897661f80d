// The plans page and what is bought on it, as a browser without scripts walks it, to a connected site.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from '../../src/http/schemas.ts';
import { Browser } from '../support/browser.ts';
import { startCloud } from '../support/cloud.ts';
import { buy, connect, payAtPolar, signIn, siteOf, visit } from '../support/visit.ts';

const cloud = await startCloud({ worker: true });

describe('the plans page', () => {
	it('shows the catalog\'s plans for the site, escaped, under a strict policy, without a script', async () => {
		const visitor = visit(cloud);
		const { browser, plans } = visitor;
		await browser.open(plans);
		assert.equal(browser.status, 200);
		for (const words of [`Plans for ${siteOf(visitor)}`, '$0', '$12 per month', '$49 per month', '1,000 AI credits included', '5,000 AI credits', 'Up to 25 websites', 'Test mode: no money moves']) {
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
		await browser.open(visit(cloud, 'https://shop.example').plans);
		assert.ok(!browser.text.includes('Test mode'));
		assert.match(browser.set_cookies[0] ?? '', /^__Host-srg_visit=.*Secure/);
		await live.stop();
	});

	it('refuses to lead back to another host, or with parts missing, and says what to do', async () => {
		const { browser, plans } = visit(cloud);
		const query = new URLSearchParams(plans.slice(plans.indexOf('?')));
		for (const [name, value] of [
			['return_url', 'https://evil.example/wp-admin/'],
			['return_url', 'javascript:alert(1)'],
			['return_url', `${query.get('home') ?? ''}@evil.example/`],
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
		const visitor = visit(cloud);
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
		const visitor = visit(cloud);
		await buy(visitor, 'Agency');
		const { browser } = visitor;
		await browser.submit('Create key');
		const key = /SRG-[0-9A-Z-]+/.exec(browser.text)?.[0] ?? '';
		assert.match(key, /^SRG-(\w{6}-){6}\w+$/);
		await browser.follow(`Continue to connect ${siteOf(visitor)}`);
		assert.ok(!browser.html.includes(key));
		const other = await cloud.request<Connection>('POST', '/v1/connections/key', {
			body: { license_key: key, home: 'https://other.example.com', site_name: '' },
		});
		assert.equal(other.status, 200);
		assert.deepEqual([other.body.state.license.plan, other.body.state.balance.license.shared], ['agency', 5000]);
	});

	it('during a trial keeps license, site and pools, and adds its credits', async () => {
		const trial = await cloud.trialSite(`http://${randomUUID()}.localhost:8888`);
		const visitor = visit(cloud, trial.home, trial.email);
		await buy(visitor, 'Pro');
		const { state } = await connect(visitor);
		assert.deepEqual(
			[state.license.id, state.site.id, state.license.status, state.balance.license.shared, state.license.sites_used],
			[trial.license_id, trial.site_id, 'active', 1500, 1],
		);
	});

	it('is not sold a second time: the owner is led to connect instead', async () => {
		const visitor = visit(cloud);
		await buy(visitor, 'Pro');
		const again = visit(cloud, visitor.home, visitor.email);
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
		const visitor = visit(cloud);
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
		const visitor = visit(cloud);
		await buy(visitor, 'Pro');
		const { state } = await connect(visitor);
		const second = visit(cloud, undefined, visitor.email);
		await second.browser.open(second.plans);
		await second.browser.follow('Sign in');
		await signIn(second);
		assert.match(second.browser.text, /All its sites are connected/);
		await second.browser.submit('Choose Pro');
		await payAtPolar(second);
		const other = await connect(second);
		assert.notEqual(other.state.license.id, state.license.id);
		assert.equal(other.state.balance.license.shared, 1000);
	});

	it('cannot be paid for while Polar is away: nothing is lost, and it goes on afterwards', async () => {
		const visitor = visit(cloud);
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
		await payAtPolar(visitor);
		assert.equal((await connect(visitor)).state.license.status, 'active');
	});
});

describe('the free plan', () => {
	it('needs no payment, and gives no credits', async () => {
		const visitor = visit(cloud);
		await visitor.browser.open(visitor.plans);
		await visitor.browser.follow('Choose Free');
		await signIn(visitor);
		const { state } = await connect(visitor);
		assert.deepEqual([state.license.plan, state.license.status, state.balance.license.shared], ['free', 'free', 0]);
		assert.ok(state.catalog.packs.every((pack) => !pack.available && pack.unavailable_reason === 'plan_has_no_credits'));
	});

	it('is the license that a later trial of the same site begins on', async () => {
		const visitor = visit(cloud);
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
		const first = visit(one);
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
		const second = visit(one, undefined, first.email);
		await first.browser.open(second.plans);
		await first.browser.submit('Choose Pro');
		assert.match(first.browser.text, /You have Agency/);
		const licenses = await one.services.db.query('SELECT plan FROM licenses');
		assert.deepEqual(licenses.rows, [{ plan: 'agency' }]);
		await one.stop();
	});
});
