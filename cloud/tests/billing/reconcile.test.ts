// Reconcile: finds every difference between Polar's books and ours, mends what can be, and leaves what is right alone.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isDue, runNightly } from '../../src/billing/nightly-reconcile.ts';
import { reconcile, type Difference } from '../../src/billing/reconcile.ts';
import { moveMark } from '../../src/billing/marks.ts';
import { startCloud, type ConnectedTestSite } from '../support/cloud.ts';
import { assertInvariants } from '../support/invariants.ts';
import { Shop } from '../support/shop.ts';

const cloud = await startCloud();
const { services } = cloud;
const { db } = services;
const shop = new Shop(cloud);

async function found(mend = false): Promise<{ differences: string[]; left: string[] }> {
	const { differences, left } = await reconcile(services, { mend });
	const show = (all: Difference[]): string[] => all.map(({ what, id, detail }) => `${what} ${id}: ${detail}`);
	return { differences: show(differences), left: show(left) };
}

/** Finds exactly one difference, which names this and says so; mends it; and then finds nothing. */
async function findsAndMends(id: string, says: RegExp): Promise<void> {
	const before = await found();
	assert.equal(before.differences.length, 1, before.differences.join('\n'));
	assert.ok(before.differences[0]?.includes(id), before.differences[0]);
	assert.match(before.differences[0] ?? '', says);
	assert.deepEqual(await found(), before, 'comparing alone changes nothing');
	assert.deepEqual((await found(true)).left, []);
	assert.deepEqual(await found(), { differences: [], left: [] });
	await assertInvariants(db);
}

/** Takes an order out of our books as if it had never been applied. */
async function forget(site: ConnectedTestSite, order_id: string, credits: number): Promise<void> {
	await db.transaction(async (tx) => {
		await tx.query('DELETE FROM orders WHERE order_id = $1', [order_id]);
		await tx.query('DELETE FROM order_claims WHERE order_id = $1', [order_id]);
		const entry = await tx.query<{ pool_id: string }>('DELETE FROM entries WHERE account_id = $1 AND source = $2 RETURNING pool_id', [
			site.account_id,
			`order:${order_id}`,
		]);
		await tx.query('UPDATE pools SET available = available - $3, credited = credited - $3 WHERE account_id = $1 AND pool_id = $2', [
			site.account_id,
			entry.rows[0]?.pool_id,
			credits,
		]);
	});
}

describe('reconcile', () => {
	it('finds nothing where all was applied', async () => {
		const site = await cloud.trialSite();
		await shop.buyPlan(site, 'pro');
		const { id } = await shop.buy(site, 'domain_1000');
		await shop.refund(id, 100);
		await shop.apply(id);
		assert.deepEqual(await found(), { differences: [], left: [] });
	});

	it('finds a paid order that was never applied, and applies it', async () => {
		const site = await cloud.trialSite();
		const { id } = await shop.pay(await cloud.checkout(site, 'domain_5000'));
		await findsAndMends(id, /paid at Polar and not applied/);
		assert.equal((await shop.balance(site)).domain, 5000);
	});

	it('finds an order that was taken out of our books by hand', async () => {
		const site = await cloud.trialSite();
		const { id } = await shop.buy(site, 'domain_1000');
		await forget(site, id, 1000);
		assert.equal((await shop.balance(site)).domain, 0);
		await findsAndMends(id, /not applied/);
		assert.equal((await shop.balance(site)).domain, 1000);
	});

	it("finds an order's row that was deleted or altered by hand, and restores it from the ledger and from Polar", async () => {
		const site = await cloud.trialSite();
		const { id } = await shop.buy(site, 'domain_1000');
		await shop.refund(id, 250);
		await shop.apply(id);
		for (const [sql, says] of [
			['DELETE FROM orders WHERE order_id = $1', /not applied/],
			['UPDATE orders SET credits = 999 WHERE order_id = $1', /gives 999 credits, the ledger has 1000/],
			['UPDATE orders SET refunded_cents = 0 WHERE order_id = $1', /250 of 500 cents are refunded at Polar, 0 of 500 here/],
			['UPDATE orders SET removed_credits = 0 WHERE order_id = $1', /500 of its credits are to be taken back, the ledger took 500, the order says 0/],
			['UPDATE orders SET disputed_cents = 100 WHERE order_id = $1', /0 cents are disputed at Polar, 100 here/],
		] as const) {
			await db.query(sql, [id]);
			await findsAndMends(id, says);
			assert.deepEqual(await shop.balance(site), { shared: 500, domain: 500, owed: 0 });
		}
	});

	it('finds refunds, reversals and disputes that nobody told us of', async () => {
		const site = await cloud.trialSite();
		const { id } = await shop.buy(site, 'domain_1000');
		const refund = await shop.refund(id);
		await findsAndMends(id, /500 of 500 cents are refunded at Polar/);
		await shop.settleRefund(refund, 'failed');
		await findsAndMends(id, /0 of 500 cents are refunded at Polar/);
		const dispute = await shop.control<{ id: string }>('/disputes', { order_id: id });
		await findsAndMends(id, /500 cents are disputed at Polar/);
		assert.equal((await shop.balance(site)).domain, 0);
		await shop.control(`/disputes/${dispute.id}/settle`, { status: 'won' });
		await findsAndMends(id, /0 cents are disputed at Polar/);
		assert.equal((await shop.balance(site)).domain, 1000);
	});

	it("finds a subscription that is not ours yet, one that changed, and a license's dates altered by hand", async () => {
		const site = await cloud.trialSite();
		const { subscription_id, order_id } = await shop.payPlan(site, 'pro');
		const two = await found();
		assert.deepEqual(two.differences.map((one) => one.split(' ').slice(0, 2)), [['subscription', `${subscription_id}:`], ['order', `${order_id}:`]]);
		assert.deepEqual((await found(true)).left, []);
		assert.equal((await cloud.state(site)).license.status, 'active');
		await shop.control(`/subscriptions/${subscription_id}/renew`, { outcome: 'failed' });
		await findsAndMends(subscription_id, /past_due at Polar, active here/);
		await db.query("UPDATE licenses SET paid_until = paid_until + interval '1 year' WHERE license_id = $1", [site.license_id]);
		await findsAndMends(subscription_id, /governs its license/);
		await db.query('DELETE FROM subscriptions WHERE subscription_id = $1', [subscription_id]);
		const gone = await found(true);
		assert.ok(gone.differences[0]?.includes('not known here'));
		assert.deepEqual(gone.left, []);
	});

	it('names what it cannot mend, and says so by its exit code', async () => {
		const site = await cloud.trialSite();
		const { id } = await shop.pay(await cloud.checkout(site, 'domain_1000'));
		await db.query('INSERT INTO order_claims (order_id, account_id, claimed_at) VALUES ($1, $2, now())', [id, randomUUID()]);
		const env = commandEnvironment();
		const compared = await command([], env);
		assert.equal(compared.code, 1, compared.output);
		assert.match(compared.output, new RegExp(`DIFFERS {2}order ${id}: is paid at Polar and not applied here`));
		assert.match(compared.output, /1 differences, 1 left\./);
		await db.query('DELETE FROM order_claims WHERE order_id = $1', [id]);
		const mended = await command(['--mend'], env);
		assert.equal(mended.code, 0, mended.output);
		assert.match(mended.output, new RegExp(`mended {3}order ${id}`));
		assert.equal((await command([], env)).code, 0);
		const away = await command([], { ...env, POLAR_BASE_URL: 'http://127.0.0.1:9' });
		assert.deepEqual([away.code, /Polar cannot be reached/.test(away.output)], [2, true], away.output);
		await assertInvariants(db);
	});

	it('names an order of ours that Polar does not know', async () => {
		const site = await cloud.trialSite();
		const { id } = await shop.buy(site, 'domain_1000');
		await db.query("UPDATE order_claims SET order_id = 'elsewhere' WHERE order_id = $1", [id]);
		await db.query("UPDATE orders SET order_id = 'elsewhere' WHERE order_id = $1", [id]);
		const { left } = await found();
		assert.ok(left.some((one) => one === 'order elsewhere: was granted here, but Polar does not know it'), left.join('\n'));
		await db.query('UPDATE order_claims SET order_id = $1 WHERE order_id = $2', [id, 'elsewhere']);
		await db.query('UPDATE orders SET order_id = $1 WHERE order_id = $2', [id, 'elsewhere']);
		assert.deepEqual(await found(), { differences: [], left: [] });
	});
});

describe('the nightly reconcile', () => {
	it('is due once a day after the time that is set, and mends what it finds', async () => {
		services.config.reconcile_at = '03:15';
		const at = (time: string): void => {
			cloud.ahead_ms = Date.parse(time) - Date.now();
		};
		at('2027-01-01T12:00:00Z');
		assert.equal(await isDue(services), false, 'a new installation waits for the next night');
		at('2027-01-02T03:14:00Z');
		assert.equal(await isDue(services), false);
		at('2027-01-02T03:16:00Z');
		assert.equal(await isDue(services), true);
		const site = await cloud.trialSite();
		await shop.pay(await cloud.checkout(site, 'domain_1000'));
		await runNightly(services, async () => undefined);
		assert.equal((await shop.balance(site)).domain, 1000);
		assert.equal(await isDue(services), false);
		assert.match(await services.metrics.text(), /rank_genius_reconcile_differences_total 1\n/);
		at('2027-01-04T00:00:00Z');
		assert.equal(await isDue(services), true, 'a night that was missed is made up for');
		services.config.reconcile_at = null;
		assert.equal(await isDue(services), false);
		cloud.ahead_ms = 0;
		await moveMark(db, 'reconcile', services.clock());
	});
});

const COMMAND = fileURLToPath(new URL('../../src/reconcile.ts', import.meta.url));

function commandEnvironment(): NodeJS.ProcessEnv {
	const { config } = services;
	return { PATH: process.env['PATH'], DATABASE_URL: config.database_url, POLAR_BASE_URL: cloud.polar.url, POLAR_ACCESS_TOKEN: config.polar.access_token };
}

function command(args: string[], env: NodeJS.ProcessEnv): Promise<{ code: number; output: string }> {
	return new Promise((resolve) => {
		execFile(process.execPath, [COMMAND, ...args], { env, timeout: 60_000 }, (error, stdout, stderr) => {
			resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr });
		});
	});
}
