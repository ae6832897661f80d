// Who may do what on the account's pages: every page and form needs its owner and a token of this visitor, and reaches no
// other account; sessions end; an account is deleted by its owner alone, wholly.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { grant } from '../../src/ledger/grant.ts';
import { reserve } from '../../src/ledger/reserve.ts';
import { mintConnectCode } from '../../src/licensing/connect-codes.ts';
import { connectSite } from '../../src/licensing/connect-site.ts';
import { deleteAccount } from '../../src/licensing/delete-account.ts';
import { createLicenseKey } from '../../src/licensing/license-keys.ts';
import { Browser } from '../support/browser.ts';
import { assertProblem, pkce, startCloud } from '../support/cloud.ts';
import { assertInvariants } from '../support/invariants.ts';
import { reservation } from '../support/ledger.ts';
import { agencyAccount, signInToAccount, type TestAccount } from '../support/owner.ts';

const cloud = await startCloud();
const { db, clock } = cloud.services;

const tokenOf = (html: string): string => /name="form_token" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** Every page that a link leads to from the overview, and every form on them. */
async function crawl(owner: Browser): Promise<{ pages: Set<string>; forms: Map<string, Record<string, string>> }> {
	const pages = new Set(['/account']);
	const forms = new Map<string, Record<string, string>>();
	for (const path of pages) {
		await owner.open(path);
		assert.equal(owner.status, 200, path);
		for (const [, to = ''] of owner.html.matchAll(/<a [^>]*href="(\/account[^"#]*)"/g)) {
			pages.add(to.replace(/&amp;/g, '&'));
		}
		for (const [, action = '', inner = ''] of owner.html.matchAll(/<form method="post" action="(\/account[^"]*)">([\s\S]*?)<\/form>/g)) {
			const fields = [...inner.matchAll(/<input [^>]*name="([^"]*)"[^>]*?(?: value="([^"]*)")?[^>]*>/g)].map(([, name = '', value = '']) => [name, value]);
			forms.set(action, Object.fromEntries(fields) as Record<string, string>);
		}
	}
	return { pages, forms };
}

/** All that a form of an owner could change. */
async function everything({ account_id }: TestAccount): Promise<unknown> {
	const read = async (statement: string): Promise<unknown> => (await db.query(statement, [account_id])).rows;
	return [
		await read('SELECT * FROM accounts WHERE account_id = $1'),
		await read('SELECT * FROM sites WHERE account_id = $1 ORDER BY site_id'),
		await read('SELECT * FROM license_keys WHERE account_id = $1 ORDER BY key_hash'),
		await read('SELECT * FROM pools WHERE account_id = $1 ORDER BY pool_id'),
		await read('SELECT * FROM checkouts WHERE account_id = $1 ORDER BY checkout_id'),
		await read('SELECT * FROM sessions WHERE account_id = $1 ORDER BY session_hash'),
		await read('SELECT * FROM polar_tasks WHERE account_id = $1 ORDER BY task_id'),
	];
}

/** An account with a subscription, a site that is gone and still has credits, and some usage: every page and form there is shows up. */
async function fullAccount(): Promise<TestAccount> {
	const account = await agencyAccount(cloud, 3);
	const gone = account.sites[2] ?? assert.fail();
	await grant(db, { account_id: account.account_id, pool_id: gone.site_id, kind: 'purchase', amount: 30, source: 'order:gone' }, clock());
	await reserve(db, account.sites[0], [reservation(1)], clock());
	await db.query(
		`INSERT INTO subscriptions (account_id, subscription_id, license_id, plan, status, role, began_at, current_period_start, current_period_end,
				cancels_at_period_end, paid_until, changed_at, poll_after)
			VALUES ($1, $2, $3, 'agency', 'active', 'governing', now(), now(), now() + interval '30 days', false, now() + interval '30 days', now(), 'infinity')`,
		[account.account_id, randomUUID(), account.license_id],
	);
	await cloud.request('DELETE', '/v1/site', { site: gone });
	return account;
}

describe('every page and form of the account', () => {
	it('is found by the crawl', async () => {
		const { pages, forms } = await crawl((await fullAccount()).owner);
		const kinds = (paths: Iterable<string>): string[] => [...new Set([...paths].map((path) => path.replace(/\?.*/, '').replace(/[0-9a-f-]{36}/, ':id')))].sort();
		assert.deepEqual(kinds(pages), [
			'/account',
			'/account/buy',
			'/account/delete',
			'/account/licenses/:id',
			'/account/licenses/:id/cancel',
			'/account/licenses/:id/change',
			'/account/plans',
			'/account/purchases',
			'/account/settings',
			'/account/sites/:id',
			'/account/sites/:id/disconnect',
			'/account/sites/:id/transfer',
			'/account/usage',
			'/account/usage.csv',
		]);
		assert.deepEqual(kinds(forms.keys()), [
			'/account/buy',
			'/account/delete',
			'/account/licenses/:id/cancel',
			'/account/licenses/:id/change',
			'/account/licenses/:id/key',
			'/account/plans',
			'/account/portal',
			'/account/settings',
			'/account/sign-out-everywhere',
			'/account/sites/:id/cap',
			'/account/sites/:id/disconnect',
			'/account/sites/:id/role',
			'/account/sites/:id/transfer',
		]);
	});

	it('changes nothing without a token of this very visitor', async () => {
		const account = await fullAccount();
		const { forms } = await crawl(account.owner);
		const stranger = new Browser(cloud.url);
		await stranger.open('/sign-in?next=%2Faccount');
		const before = await everything(account);
		for (const [action, fields] of forms) {
			for (const form_token of ['', 'x', tokenOf(stranger.html)]) {
				await account.owner.post(action, { ...fields, email: account.email, form_token });
				assert.equal(account.owner.status, 403, action);
				assert.match(account.owner.text, /This form is out of date/);
			}
		}
		assert.deepEqual(await everything(account), before);
	});

	it('changes and shows nothing without a session, or after it ended', async () => {
		const account = await fullAccount();
		const { pages, forms } = await crawl(account.owner);
		const before = await everything(account);
		const visitor = new Browser(cloud.url);
		await visitor.open('/sign-in?next=%2Faccount');
		const form_token = tokenOf(visitor.html);
		for (const path of pages) {
			await visitor.open(path);
			assert.match(visitor.text, /Mail me a code/, path);
		}
		for (const [action, fields] of forms) {
			await visitor.post(action, { ...fields, email: account.email, form_token });
			assert.match(visitor.text, /Mail me a code/, action);
		}
		cloud.ahead_ms = 12 * 3_600_000 + 1000;
		for (const [action, fields] of forms) {
			await account.owner.post(action, { ...fields, email: account.email });
			assert.match(account.owner.text, /Your sign-in had ended, so nothing was changed.*Mail me a code/, action);
		}
		cloud.ahead_ms = 0;
		assert.deepEqual(await everything(account), before);
	});

	it('is not there for another owner', async () => {
		const [account, other] = [await fullAccount(), await fullAccount()];
		const { pages, forms } = await crawl(account.owner);
		const before = await everything(account);
		await other.owner.open('/account');
		const form_token = tokenOf(other.owner.html);
		const is_named = (text: string): boolean => [account.license_id, ...account.sites.map((site) => site.site_id)].some((id) => text.includes(id));
		for (const path of [...pages].filter(is_named)) {
			await other.owner.open(path);
			assert.equal(other.owner.status, 404, path);
		}
		for (const [action, fields] of [...forms].filter(([action, fields]) => is_named(action + JSON.stringify(fields)))) {
			await other.owner.post(action, { ...fields, form_token });
			assert.equal(other.owner.status, 404, action);
		}
		assert.deepEqual(await everything(account), before);
	});
});

describe('settings', () => {
	it('switch the mail of a low balance off and on, and keep what was typed wrong', async () => {
		const { owner, account_id } = await agencyAccount(cloud, 1);
		const below = async (): Promise<unknown> => (await db.query<{ low_balance_below: number | null }>('SELECT low_balance_below FROM accounts WHERE account_id = $1', [account_id])).rows[0]?.low_balance_below;
		await owner.open('/account/settings');
		assert.equal(owner.field('below'), '100');
		await owner.submit('Save', { low_balance: undefined });
		assert.equal(await below(), null);
		await owner.submit('Save', { low_balance: '1', below: '2500' });
		assert.match(owner.text, /Saved\./);
		assert.equal(await below(), 2500);
		for (const typed of ['0', '-5', '1.5', 'many', '', '10000000']) {
			await owner.submit('Save', { below: typed });
			assert.equal(owner.status, 400, typed);
			assert.equal(owner.field('below'), typed);
			assert.equal(await below(), 2500);
		}
	});

	it('sign every other browser out, and not this one', async () => {
		const account = await agencyAccount(cloud, 1);
		const other = await signInToAccount(cloud, account.email);
		await account.owner.open('/account/settings');
		await account.owner.submit('Sign out everywhere else');
		assert.match(account.owner.text, /Every other browser was signed out/);
		await other.open('/account');
		assert.match(other.text, /Mail me a code/);
		await account.owner.open('/account');
		assert.match(account.owner.text, /Agency license/);
	});
});

describe('deleting an account', () => {
	it('asks for its address first, says what is lost, and keeps what was typed', async () => {
		const account = await agencyAccount(cloud);
		const before = await everything(account);
		await account.owner.open('/account/settings');
		await account.owner.follow('Delete your account');
		assert.match(account.owner.text, /500 credits that you still have are lost.*2 sites are disconnected.*Your plans end at once/);
		await account.owner.submit('Delete the account', { email: 'someone@example.com' });
		assert.equal(account.owner.status, 400);
		assert.match(account.owner.text, /not the address of this account/);
		assert.equal(account.owner.field('email'), 'someone@example.com');
		assert.deepEqual(await everything(account), before);
	});

	it('removes the address, ends tokens, keys, codes and sessions, and keeps the ledger', async () => {
		const account = await agencyAccount(cloud);
		const { account_id, license_id, email, sites } = account;
		const other = await signInToAccount(cloud, email);
		const license_key = await db.transaction((tx) => createLicenseKey(tx, account_id, license_id, clock()));
		const { verifier, challenge } = pkce();
		const connect_code = await mintConnectCode(db, { account_id, license_id, home: sites[0].home, challenge }, clock());
		const entries = await db.query('SELECT * FROM entries WHERE account_id = $1 ORDER BY pool_id, seq', [account_id]);
		await account.owner.open('/account/delete');
		await account.owner.submit('Delete the account', { email: ` ${email.toUpperCase()}` });
		assert.match(account.owner.text, /Your account is deleted/);
		for (const browser of [account.owner, other]) {
			await browser.open('/account');
			assert.match(browser.text, /Mail me a code/);
		}
		assertProblem(await cloud.request('GET', '/v1/site', { site: sites[0] }), 401, 'unauthenticated');
		assertProblem(await cloud.request('POST', '/v1/connections/key', { body: { license_key, home: sites[0].home, site_name: '' } }), 404, 'not_found');
		assertProblem(await cloud.request('POST', '/v1/connections/code', { body: { connect_code, verifier, home: sites[0].home, site_name: '' } }), 410, 'code_expired');
		for (const table of ['accounts', 'account_emails', 'mailed_codes', 'sessions', 'mail_outbox', 'checkouts', 'sites']) {
			const rows = await db.query(`SELECT * FROM ${table}`);
			assert.ok(!JSON.stringify(rows.rows).includes(email), table);
		}
		const kept = await db.query('SELECT * FROM entries WHERE account_id = $1 ORDER BY pool_id, seq', [account_id]);
		assert.deepEqual(kept.rows, entries.rows);
		await assertInvariants(db);
	});

	it('leaves no site connected, whichever connects at that moment', async () => {
		const account = await agencyAccount(cloud, 1);
		const { account_id, license_id } = account;
		const license_key = await db.transaction((tx) => createLicenseKey(tx, account_id, license_id, clock()));
		const connect = (): Promise<{ status: number }> =>
			cloud.request('POST', '/v1/connections/key', { body: { license_key, home: `http://${randomUUID()}.localhost`, site_name: '' } });
		await cloud.openConnections();
		const [, ...answers] = await Promise.all([deleteAccount(db, account_id, clock()), ...Array.from({ length: 8 }, connect)]);
		assert.ok(answers.every(({ status }) => status === 200 || status === 404));
		const connected = await db.query('SELECT 1 FROM sites WHERE account_id = $1 AND (disconnected_at IS NULL OR token_hash IS NOT NULL)', [account_id]);
		assert.equal(connected.rowCount, 0);
	});

	it('lets no site connect that had read the key before', async () => {
		const account = await agencyAccount(cloud, 1);
		await deleteAccount(db, account.account_id, clock());
		const late = db.transaction((tx) =>
			connectSite(tx, cloud.services.catalog, { account_id: account.account_id, license_id: account.license_id, home: 'https://late.example.com', site_name: '' }, clock()),
		);
		await assert.rejects(late, { code: 'not_found' });
	});

	it('leaves the address free for a new account, which has nothing of the old one', async () => {
		const { owner, email, account_id } = await agencyAccount(cloud, 1);
		await owner.open('/account/delete');
		await owner.submit('Delete the account', { email });
		const again = await signInToAccount(cloud, email);
		assert.match(again.text, /no license yet/);
		assert.notEqual(await cloud.accountOf(email), account_id);
	});
});
