// Webhooks and the worker: only what Polar signed is taken, everything that it signed is kept, and payments land by themselves.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import type { Checkout } from '../../src/http/schemas.ts';
import { beginPlanCheckout } from '../../src/billing/choose-plan.ts';
import { forgetExpired } from '../../src/billing/forget.ts';
import { changePlan } from '../../src/billing/plan-changes.ts';
import { startBillingWorker } from '../../src/billing/worker.ts';
import { assertProblem, startCloud, WEBHOOK_SECRET, type Answer, type Cloud, type ConnectedTestSite } from '../support/cloud.ts';
import { assertInvariants } from '../support/invariants.ts';

const cloud = await startCloud({ worker: true });
const { db } = cloud.services;

async function send(body: string, headers: Record<string, string>): Promise<Answer<unknown>> {
	const response = await fetch(`${cloud.url}/webhooks/polar`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
	const text = await response.text();
	return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
}

function signed(id: string, body: string, secret = WEBHOOK_SECRET, at = new Date()): Record<string, string> {
	return {
		'webhook-id': id,
		'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
		'webhook-signature': new Webhook(Buffer.from(secret).toString('base64')).sign(id, at, body),
	};
}

async function inbox(webhook_id: string): Promise<{ type: string; payload: unknown; applied_at: Date | null }[]> {
	return (await db.query<{ type: string; payload: unknown; applied_at: Date | null }>(
		'SELECT type, payload, applied_at FROM webhook_inbox WHERE webhook_id = $1',
		[webhook_id],
	)).rows;
}

/** Waits for a state that must come; the test's own time limit is the only one. */
async function until<T>(read: () => Promise<T | undefined>): Promise<T> {
	for (;;) {
		const value = await read();
		if (value !== undefined) {
			return value;
		}
		await delay(20);
	}
}

function granted(on: Cloud, site: ConnectedTestSite, checkout: Checkout): Promise<Checkout> {
	return until(async () => {
		const { body } = await on.request<{ checkout: Checkout }>('GET', `/v1/checkouts/${checkout.id}`, { site });
		return body.checkout.status === 'granted' ? body.checkout : undefined;
	});
}

describe('a webhook', () => {
	it('that is not signed with our secret is refused and not kept', async () => {
		const body = JSON.stringify({ type: 'order.paid', data: { id: '1' } });
		assertProblem(await send(body, {}), 401, 'unauthenticated');
		assertProblem(await send(body, signed('wh-1', body, 'whsec_another')), 401, 'unauthenticated');
		assertProblem(await send(`${body} `, signed('wh-1', body)), 401, 'unauthenticated');
		for (const minutes of [-10, 10]) {
			assertProblem(await send(body, signed('wh-1', body, WEBHOOK_SECRET, new Date(Date.now() + minutes * 60_000))), 401, 'unauthenticated');
		}
		const whole = signed('wh-1', body);
		for (const header of Object.keys(whole)) {
			const { [header]: _missing, ...others } = whole;
			assertProblem(await send(body, others), 401, 'unauthenticated');
			assertProblem(await send(body, { ...others, [header]: 'nonsense' }), 401, 'unauthenticated');
		}
		assertProblem(await send(body, { ...whole, 'webhook-id': 'wh-2' }), 401, 'unauthenticated');
		assert.deepEqual(await inbox('wh-1'), []);
	});

	it('is answered before anything is asked of Polar', async () => {
		const slow = cloud.polar.faults.add({ effect: 'latency', latency_ms: 2000, path: '/v1/orders/', count: null });
		const body = JSON.stringify({ type: 'order.paid', data: { id: 'some-order' } });
		assert.equal((await send(body, signed('wh-slow', body))).status, 202);
		assert.deepEqual((await inbox('wh-slow')).map(({ applied_at }) => applied_at), [null]);
		cloud.polar.faults.clear(slow.id);
		await until(async () => (await inbox('wh-slow'))[0]?.applied_at ?? undefined);
	});

	it('of an unknown type is answered with 202 and kept', async () => {
		const body = JSON.stringify({ type: 'galaxy.exploded', data: { why: 'unknown' } });
		assert.equal((await send(body, signed('wh-2', body))).status, 202);
		assert.equal((await send(body, signed('wh-2', body))).status, 202);
		const kept = await inbox('wh-2');
		assert.deepEqual(kept.map(({ type, payload }) => ({ type, payload })), [{ type: 'galaxy.exploded', payload: JSON.parse(body) as unknown }]);
		await until(async () => (await inbox('wh-2'))[0]?.applied_at ?? undefined);
	});

	it('that is signed but is no event is refused', async () => {
		for (const body of ['not json', '[]', '{"data":{}}']) {
			assertProblem(await send(body, signed('wh-3', body)), 400, 'invalid_request');
		}
		assert.deepEqual(await inbox('wh-3'), []);
	});

	it('is taken with any of the configured secrets, so that a secret can be changed', async () => {
		const two = await startCloud({ configure: (config) => config.polar.webhook_secrets.push('whsec_next') });
		const body = JSON.stringify({ type: 'order.created', data: { id: '1' } });
		for (const secret of [WEBHOOK_SECRET, 'whsec_next']) {
			const response = await fetch(`${two.url}/webhooks/polar`, {
				method: 'POST',
				body,
				headers: { 'content-type': 'application/json', ...signed(`wh-${secret}`, body, secret) },
			});
			assert.equal(response.status, 202);
		}
		await two.stop();
	});

	it('is forgotten 30 days after it was applied', async () => {
		const body = JSON.stringify({ type: 'customer.created', data: {} });
		await send(body, signed('wh-4', body));
		await until(async () => (await inbox('wh-4'))[0]?.applied_at ?? undefined);
		await forgetExpired(db, new Date(Date.now() + 29 * 86_400_000));
		assert.equal((await inbox('wh-4')).length, 1);
		await forgetExpired(db, new Date(Date.now() + 31 * 86_400_000));
		assert.equal((await inbox('wh-4')).length, 0);
	});
});

describe('the worker', () => {
	it('gives Polar the patience that it asks for, loses nothing, and goes on by itself', async () => {
		const site = await cloud.trialSite();
		const busy = cloud.polar.faults.add({ effect: 'status', status: 429, retry_after_s: 1, path: '/v1/orders', count: null });
		const asked = (): number => cloud.polar.faults.list().find(({ id }) => id === busy.id)?.struck ?? 0;
		const checkout = await cloud.checkout(site, 'domain_1000');
		await cloud.pay(checkout);
		await until(async () => (asked() >= 3 ? true : undefined));
		const waiting = await db.query('SELECT 1 FROM webhook_inbox WHERE applied_at IS NULL');
		assert.ok((waiting.rowCount ?? 0) > 0, 'what could not be read waits');
		cloud.polar.faults.clear(busy.id);
		await granted(cloud, site, checkout);
		assert.equal((await cloud.state(site)).balance.site.domain, 1000);
	});

	it('asks Polar for the refund of what it cannot grant, and carries out what owners wish', async () => {
		const site = await cloud.trialSite();
		const offer = await cloud.checkout(site, 'first_time_30000');
		const pack = await cloud.checkout(site, 'shared_1000');
		await cloud.pay(pack);
		await granted(cloud, site, pack);
		await cloud.pay(offer);
		await until(async () => {
			const refused = await db.query("SELECT 1 FROM orders WHERE account_id = $1 AND refusal = 'offer_used' AND status = 'refunded'", [site.account_id]);
			return refused.rowCount === 1 ? true : undefined;
		});
		const plan = await beginPlanCheckout(cloud.services, site, 'pro');
		await cloud.pay({ id: plan.checkout_id });
		await until(async () => ((await cloud.state(site)).license.status === 'active' ? true : undefined));
		await changePlan(cloud.services, site, 'agency');
		await until(async () => ((await cloud.state(site)).license.plan === 'agency' ? true : undefined));
		await until(async () => ((await cloud.state(site)).balance.license.shared === 6500 ? true : undefined));
		await assertInvariants(db);
	});

	it('lands a payment by its webhooks, repeated and out of order, while it polls as well', async () => {
		cloud.polar.faults.add({ effect: 'repeat_webhook', type: 'order.', repeats: 5, count: 3 });
		cloud.polar.faults.add({ effect: 'reorder_webhooks', type: 'order.', window: 3, delay_ms: 200 });
		const site = await cloud.trialSite();
		const checkout = await cloud.checkout(site, 'domain_1000');
		const order_id = await cloud.pay(checkout);
		assert.equal((await granted(cloud, site, checkout)).order_id, order_id);
		await cloud.polar.webhooksSettled();
		await until(async () => ((await db.query('SELECT 1 FROM webhook_inbox WHERE applied_at IS NULL')).rowCount === 0 ? true : undefined));
		const { balance } = await cloud.state(site);
		assert.deepEqual([balance.license.shared, balance.site.domain], [500, 1000]);
		await assertInvariants(db);
	});

	it('lands a payment whose webhooks are all lost, and one whose signatures are all broken', async () => {
		for (const effect of ['drop_webhook', 'corrupt_signature'] as const) {
			const fault = cloud.polar.faults.add({ effect, count: null });
			const site = await cloud.trialSite();
			const checkout = await cloud.checkout(site, 'shared_1000');
			await cloud.pay(checkout);
			await granted(cloud, site, checkout);
			assert.equal((await cloud.state(site)).balance.license.shared, 1500);
			cloud.polar.faults.clear(fault.id);
		}
	});

	it('may run twice: each order is still applied once', async () => {
		const second = startBillingWorker(cloud.services);
		const site = await cloud.trialSite();
		const checkouts = await Promise.all(['shared_1000', 'domain_1000', 'domain_5000'].map((sku) => cloud.checkout(site, sku)));
		await Promise.all(checkouts.map((checkout) => cloud.pay(checkout)));
		await Promise.all(checkouts.map((checkout) => granted(cloud, site, checkout)));
		await cloud.polar.webhooksSettled();
		await second.stop();
		const { balance } = await cloud.state(site);
		assert.deepEqual([balance.license.shared, balance.site.domain], [1500, 6000]);
		await assertInvariants(db);
	});

	it('goes on, after it was stopped, with what was paid meanwhile', async () => {
		const later = await startCloud();
		const site = await later.trialSite();
		const checkout = await later.checkout(site, 'domain_1000');
		await later.pay(checkout);
		const worker = startBillingWorker(later.services);
		await granted(later, site, checkout);
		await worker.stop();
		assert.equal((await later.state(site)).balance.site.domain, 1000);
		await later.stop();
	});
});
