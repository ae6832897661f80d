// Trials: one per account and per registrable domain, mailed codes of one use, and nothing half done when something fails.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Connection, ProblemDocument } from '../../src/http/schemas.ts';
import { claimAccount } from '../../src/licensing/accounts.ts';
import { assertInvariants } from '../support/invariants.ts';
import { asSite, assertProblem, startCloud, type Answer } from '../support/cloud.ts';

const cloud = await startCloud();

const newEmail = (): string => `${randomUUID()}@example.com`;
const newHome = (): string => `http://${randomUUID()}.localhost:8888`;

async function start(email: string, home: string): Promise<string> {
	const answer = await cloud.request<{ trial_id: string; expires_at: string }>('POST', '/v1/trials', {
		body: { email, home, site_name: 'Example' },
	});
	assert.equal(answer.status, 202, JSON.stringify(answer.body));
	return answer.body.trial_id;
}

function confirm(trial_id: string, code: string, home: string): Promise<Answer<Connection>> {
	return cloud.request<Connection>('POST', `/v1/trials/${trial_id}/confirm`, { body: { code, home, site_name: 'Example' } });
}

const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('a trial', () => {
	it('gives 500 Shared Credits for 7 days and connects the site', async () => {
		const [email, home] = [newEmail(), newHome()];
		const before = Date.now();
		const answer = await confirm(await start(email, home), await cloud.mailedCode(email), home);

		assert.equal(answer.status, 200);
		const { state, site_token } = answer.body;
		assert.deepEqual(
			{ status: state.license.status, plan: state.license.plan, used: state.license.sites_used, limit: state.license.sites_limit },
			{ status: 'trialing', plan: 'pro', used: 1, limit: 1 },
		);
		assert.deepEqual([state.balance.license.shared, state.balance.site.domain, state.balance.site.held], [500, 0, 0]);
		assert.equal(state.site.home, home);
		assert.equal(state.account.email_masked, `${email[0] ?? ''}…@example.com`);
		const ends_in_days = (Date.parse(state.license.trial_ends_at ?? '') - before) / 86_400_000;
		assert.ok(ends_in_days >= 7 && ends_in_days < 7.01, String(ends_in_days));

		const read = await cloud.state(asSite(answer.body, home, email, ''));
		assert.deepEqual({ ...read, balance: { ...read.balance, as_of: '' } }, { ...state, balance: { ...state.balance, as_of: '' } });
		const stored = await cloud.services.db.query('SELECT * FROM sites WHERE site_id = $1', [state.site.id]);
		assert.ok(!JSON.stringify(stored.rows).includes(site_token), 'the token is kept as a hash only');
	});

	it('ends when its time is over, and the credits are frozen, not gone', async () => {
		const site = await cloud.trialSite();
		cloud.ahead_ms = 7 * 86_400_000 + 1000;
		const { license, balance } = await cloud.state(site);
		cloud.ahead_ms = 0;
		assert.deepEqual([license.status, balance.license.shared], ['lapsed', 500]);
	});

	it('is had once per account', async () => {
		const site = await cloud.trialSite();
		const home = newHome();
		const answer = await confirm(await start(site.email, home), await cloud.mailedCode(site.email), home);
		assertProblem(answer, 403, 'trial_used');
		const licenses = await cloud.services.db.query('SELECT 1 FROM licenses WHERE account_id = $1', [site.account_id]);
		assert.equal(licenses.rowCount, 1);
	});

	it('is had once per registrable domain, whatever the subdomain', async () => {
		const name = randomUUID();
		await cloud.trialSite(`https://www.${name}.co.uk`);
		const [email, home] = [newEmail(), `https://shop.${name}.co.uk`];
		assertProblem(await confirm(await start(email, home), await cloud.mailedCode(email), home), 403, 'trial_used');
		const given = await cloud.services.db.query("SELECT 1 FROM entries WHERE account_id = $1", [await cloud.accountOf(email)]);
		assert.equal(given.rowCount, 0);
	});

	it('is joined again by the home it runs for, without new credits, and the former token is worth nothing', async () => {
		const site = await cloud.trialSite();
		assert.equal((await cloud.request('DELETE', '/v1/site', { site })).status, 204);
		const answer = await confirm(await start(site.email, site.home), await cloud.mailedCode(site.email), site.home);
		assert.equal(answer.status, 200);
		assert.equal(answer.body.state.site.id, site.site_id);
		assert.notEqual(answer.body.state.balance.epoch, site.state.balance.epoch);
		assert.equal(answer.body.state.balance.license.shared, 500);
		assertProblem(await cloud.request('GET', '/v1/site', { site }), 401, 'unauthenticated');
	});

	it('is not needed by a site whose plan is paid for: it is connected to that, and keeps its trial', async () => {
		const site = await cloud.trialSite();
		await cloud.services.db.query("UPDATE licenses SET trial_ends_at = NULL, paid_until = now() + interval '9 days' WHERE license_id = $1", [site.license_id]);
		const again = await cloud.trialSite(site.home, site.email);
		assert.deepEqual(
			[again.license_id, again.site_id, again.state.license.status, again.state.license.trial_ends_at, again.state.balance.license.shared],
			[site.license_id, site.site_id, 'active', null, 500],
		);
	});

	it('asks for a public domain where payments are live', async () => {
		const live = await startCloud({ configure: (config) => { config.polar.sandbox = false; } });
		const body = { email: newEmail(), home: 'http://localhost:8888', site_name: '' };
		assertProblem(await live.request('POST', '/v1/trials', { body }), 403, 'forbidden');
		assert.equal((await live.request('POST', '/v1/trials', { body: { ...body, home: 'https://example.com' } })).status, 202);
		await live.stop();
	});
});

describe('a mailed code', () => {
	it('is not told apart for an email with and without an account', async () => {
		const site = await cloud.trialSite();
		const known = await cloud.request('POST', '/v1/trials', { body: { email: site.email, home: newHome(), site_name: '' } });
		const unknown = await cloud.request('POST', '/v1/trials', { body: { email: newEmail(), home: newHome(), site_name: '' } });
		assert.deepEqual([known.status, Object.keys(known.body as object)], [unknown.status, Object.keys(unknown.body as object)]);
	});

	it('is refused when wrong, and after 5 wrong tries is worth nothing even when right', async () => {
		const [email, home] = [newEmail(), newHome()];
		const trial_id = await start(email, home);
		const code = await cloud.mailedCode(email);
		for (let tries = 0; tries < 5; tries++) {
			assertProblem(await confirm(trial_id, wrong(code), home), 403, 'forbidden');
		}
		assertProblem(await confirm(trial_id, code, home), 410, 'code_expired');
	});

	it('allows 5 wrong tries in all, also when they come at once', async () => {
		const [email, home] = [newEmail(), newHome()];
		const trial_id = await start(email, home);
		const code = await cloud.mailedCode(email);
		await cloud.openConnections();
		const answers = await Promise.all(Array.from({ length: 20 }, () => confirm(trial_id, wrong(code), home)));
		assert.equal(answers.filter((answer) => answer.status === 403).length, 5);
		assert.equal(answers.filter((answer) => answer.status === 410).length, 15);
	});

	it('is refused when it is too old', async () => {
		const [email, home] = [newEmail(), newHome()];
		const trial_id = await start(email, home);
		const code = await cloud.mailedCode(email);
		cloud.ahead_ms = 10 * 60_000 + 1000;
		const answer = await confirm(trial_id, code, home);
		cloud.ahead_ms = 0;
		assertProblem(answer, 410, 'code_expired');
	});

	it('is of one use', async () => {
		const [email, home] = [newEmail(), newHome()];
		const trial_id = await start(email, home);
		const code = await cloud.mailedCode(email);
		assert.equal((await confirm(trial_id, code, home)).status, 200);
		assertProblem(await confirm(trial_id, code, home), 410, 'code_expired');
	});

	it('lets one of several confirmations at once win, and the credits are given once', async () => {
		const [email, home] = [newEmail(), newHome()];
		const trial_id = await start(email, home);
		const code = await cloud.mailedCode(email);
		await cloud.openConnections();
		const answers = await Promise.all(Array.from({ length: 8 }, () => confirm(trial_id, code, home)));
		const won = answers.filter((answer) => answer.status === 200);
		assert.equal(won.length, 1);
		for (const lost of answers.filter((answer) => answer.status !== 200)) {
			assertProblem(lost, 410, 'code_expired');
		}
		assert.equal(won[0]?.body.state.balance.license.shared, 500);
		await assertInvariants(cloud.services.db);
	});

	it('lets one of two codes of an email win where both are confirmed at once', async () => {
		const [email, one, two] = [newEmail(), newHome(), newHome()];
		const first = await start(email, one);
		const first_code = await cloud.mailedCode(email);
		const second = await start(email, two);
		const second_code = await cloud.mailedCode(email);
		await cloud.openConnections();
		const answers = await Promise.all([confirm(first, first_code, one), confirm(second, second_code, two)]);
		assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 403]);
		const given = await cloud.services.db.query<{ amount: number }>('SELECT amount FROM entries WHERE account_id = $1', [await cloud.accountOf(email)]);
		assert.deepEqual(given.rows, [{ amount: 500 }]);
	});

	it('is worth nothing for another home, and an unknown id is not found', async () => {
		const [email, home] = [newEmail(), newHome()];
		const trial_id = await start(email, home);
		const code = await cloud.mailedCode(email);
		assertProblem(await confirm(trial_id, code, newHome()), 403, 'forbidden');
		assertProblem(await confirm(randomUUID(), code, home), 404, 'not_found');
		assert.equal((await confirm(trial_id, code, home)).status, 200);
	});

	it('is mailed at most 5 times an hour to one address, also when asked for at once', async () => {
		const [email, home] = [newEmail(), newHome()];
		const body = { email, home, site_name: '' };
		await cloud.openConnections();
		const answers = await Promise.all(Array.from({ length: 12 }, () => cloud.request<ProblemDocument>('POST', '/v1/trials', { body })));
		assert.ok(answers.filter((answer) => answer.status === 202).length <= 5);
		for (let sent = answers.filter((answer) => answer.status === 202).length; sent < 5; sent++) {
			await start(email, home);
		}
		const refused = await cloud.request<ProblemDocument>('POST', '/v1/trials', { body });
		assertProblem(refused, 429, 'rate_limited');
		assert.equal(refused.headers.get('retry-after'), String(refused.body.retry_after_s));
		assert.ok((refused.body.retry_after_s ?? 0) > 3500 && (refused.body.retry_after_s ?? 0) <= 3600);
		cloud.ahead_ms = 3_601_000;
		await start(email, home);
		cloud.ahead_ms = 0;
	});

	it('leaves nothing behind when its mail cannot be sent', async () => {
		const body = { email: newEmail(), home: newHome(), site_name: '' };
		cloud.mailbox.faults.add({ effect: 'reject', count: 1 });
		assertProblem(await cloud.request('POST', '/v1/trials', { body }), 503, 'unavailable');
		const codes = await cloud.services.db.query('SELECT 1 FROM mailed_codes WHERE email = $1', [body.email]);
		assert.equal(codes.rowCount, 0);
		assert.equal((await cloud.request('POST', '/v1/trials', { body })).status, 202);
	});
});

describe('a confirmation cut off half way', () => {
	it('is completed by a repeat: after the email was claimed', async () => {
		const [email, home] = [newEmail(), newHome()];
		const trial_id = await start(email, home);
		const account_id = await claimAccount(cloud.services.db, email, new Date());
		const answer = await confirm(trial_id, await cloud.mailedCode(email), home);
		assert.equal(answer.status, 200);
		assert.equal(await cloud.accountOf(email), account_id);
	});

	it('is completed by a repeat: after the domain was claimed', async () => {
		const name = `${randomUUID()}.com`;
		const [email, home] = [newEmail(), `https://${name}`];
		const trial_id = await start(email, home);
		const account_id = await claimAccount(cloud.services.db, email, new Date());
		await cloud.services.db.query('INSERT INTO trial_domains VALUES ($1, $2, now())', [name, account_id]);
		assert.equal((await confirm(trial_id, await cloud.mailedCode(email), home)).status, 200);
	});

	it('leaves the code usable when the last step fails', async () => {
		const [email, home] = [newEmail(), newHome()];
		const trial_id = await start(email, home);
		const code = await cloud.mailedCode(email);
		await cloud.services.db.query('ALTER TABLE sites ADD CONSTRAINT no_sites_now CHECK (false) NOT VALID');
		assertProblem(await confirm(trial_id, code, home), 503, 'unavailable');
		await cloud.services.db.query('ALTER TABLE sites DROP CONSTRAINT no_sites_now');
		const entries = await cloud.services.db.query('SELECT 1 FROM entries WHERE account_id = $1', [await cloud.accountOf(email)]);
		assert.equal(entries.rowCount, 0, 'nothing was granted');
		assert.equal((await confirm(trial_id, code, home)).status, 200);
	});
});
