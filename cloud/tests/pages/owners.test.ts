// Who may do what on the pages: signing in, forms of this visitor alone, licenses of this owner alone, and the way back from Polar.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { Browser } from '../support/browser.ts';
import { startCloud } from '../support/cloud.ts';
import { buy, signIn, siteOf, visit } from '../support/visit.ts';

const cloud = await startCloud({ worker: true });
const { db } = cloud.services;

describe('signing in', () => {
	it('refuses a wrong code beside its field and then takes the right one, once', async () => {
		const visitor = visit(cloud);
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
		const visitor = visit(cloud);
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
		const form = browser.html;
		await browser.submit('Sign out');
		assert.ok(!browser.text.includes('Signed in as'));
		browser.cookies.set('srg_session', session);
		await browser.post(`/sign-out`, { form_token: /name="form_token" value="([^"]+)"/.exec(form)?.[1] ?? '' });
		assert.match(browser.text, /Signed out/);
		browser.cookies.set('srg_session', session);
		await browser.open(plans);
		assert.ok(!browser.text.includes('Signed in as'));
	});
});

describe('a form', () => {
	it('without the token of this visitor changes nothing', async () => {
		const visitor = visit(cloud);
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
		const [one, two] = [visit(cloud), visit(cloud)];
		await buy(one, 'Pro');
		await buy(two, 'Pro');
		const theirs = await db.query<{ license_id: string }>('SELECT license_id FROM licenses WHERE account_id = $1', [await cloud.accountOf(one.email)]);
		const license_id = theirs.rows[0]?.license_id ?? '';
		for (const button of [`Connect ${siteOf(two)}`, 'Create key']) {
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
		assert.equal(browser.refresh_to, `${done}&again=1`);
		const next = browser.open(browser.refresh_to);
		await cloud.pay(checkout);
		await next;
		assert.match(browser.text, /\+1,000 Domain Credits/);
		assert.match(browser.text, /go back to your site/);
	});

	it('shows nothing of a checkout that is not there, nor a key or a connection to who is not its owner', async () => {
		const visitor = visit(cloud);
		await buy(visitor, 'Pro');
		const account_id = await cloud.accountOf(visitor.email);
		const row = await db.query<{ checkout_id: string }>('SELECT checkout_id FROM checkouts WHERE account_id = $1', [account_id]);
		const checkout_id = row.rows[0]?.checkout_id ?? '';
		const stranger = new Browser(cloud.url);
		await stranger.open(`/checkout/done?account=${account_id}&checkout=${checkout_id}`);
		assert.match(stranger.text, /Mail me a code/);
		await stranger.open(`/checkout/done?account=${randomUUID()}&checkout=${checkout_id}`);
		assert.equal(stranger.status, 404);
	});
});
