// GET /metrics of a whole service: what is counted is what happened, and neither an id nor a secret is in it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { startPolarSandbox } from '../../sandbox/polar.ts';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/db/database.ts';
import { capture } from '../../src/ledger/capture.ts';
import { grant } from '../../src/ledger/grant.ts';
import { statement } from '../../src/ledger/statement.ts';
import { reserve } from '../../src/ledger/reserve.ts';
import type { ActionRequest } from '../../src/http/schemas.ts';
import { createLog, startService, type RunningService } from '../../src/service.ts';
import { INPUTS } from '../ai/examples.ts';
import { connect, findActions, runActions } from '../support/connected-site.ts';
import { freshDatabaseUrl } from '../support/database.ts';
import { openLicense, reservation } from '../support/ledger.ts';
import { startModelStub } from '../support/model-stub.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';

const WEBHOOK_SECRET = 'whsec_a-secret-for-tests';
const DAY_MS = 86_400_000;
const FAR_FUTURE = new Date('2030-01-01T00:00:00Z');

const database_url = await freshDatabaseUrl();
const { hostname, port } = new URL(database_url);
const proxy = await startTcpProxy({ host: hostname, port: Number(port) });
const polar = await startPolarSandbox({ accessToken: 'polar_oat_for_tests', webhookSecret: WEBHOOK_SECRET });
const stub = await startModelStub();
const db = openDatabase({ url: database_url, max_connections: 2 });
const services: RunningService[] = [];
after(async () => {
	for (const service of services) {
		await service.close();
	}
	await db.end();
	await stub.close();
	await polar.close();
	await proxy.close();
});

async function start(env: Record<string, string>): Promise<RunningService> {
	const config = readConfig({
		PORT: '0',
		DATABASE_URL: database_url.replace(`:${port}/`, `:${proxy.port}/`),
		POLAR_BASE_URL: polar.url,
		POLAR_ACCESS_TOKEN: 'polar_oat_for_tests',
		POLAR_WEBHOOK_SECRET: WEBHOOK_SECRET,
		AI_BASE_URL: stub.base_url,
		AI_API_KEY: 'model-key',
		SMTP_URL: 'smtp://127.0.0.1:9',
		...env,
	});
	const service = await startService(config, { log: createLog('silent') });
	services.push(service);
	return service;
}

const site = await connect(db, await openLicense(db, { shared: 2, paid_until: FAR_FUTURE }));
// For the first sweep, which comes with the start: two overdue holds, and a result of 40 days ago.
const past = (ms: number): Date => new Date(Date.now() - ms);
const other_site = await openLicense(db, { shared: 3, paid_until: FAR_FUTURE });
await reserve(db, other_site, [reservation(1), reservation(1)], past(600_000));
const old = reservation(1);
await reserve(db, other_site, [old], past(40 * DAY_MS));
await capture(db, other_site, [{ action_id: old.action_id, result: {} }], past(40 * DAY_MS));
const service = await start({ METRICS_PORT: '0' });

async function read(of: RunningService = service): Promise<string> {
	const answer = await fetch(`${of.metrics_address ?? ''}/metrics`);
	assert.equal(answer.status, 200);
	assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
	return answer.text();
}

/** The number of one line, such as `name{label="value"}`, without our prefix; undefined where there is none. */
async function valueOf(series: string, of: RunningService = service): Promise<number | undefined> {
	const line = (await read(of)).split('\n').find((one) => one.startsWith(`rank_genius_${series} `));
	return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ')));
}

/** Waits for what must come; the test's own time limit is the only one. */
async function until(series: string, expected: number): Promise<void> {
	while ((await valueOf(series)) !== expected) {
		await delay(20);
	}
}

function action(): ActionRequest {
	return { id: randomUUID(), feature: 'image_alt', subject: { type: 'attachment', id: '1' }, actor: '1', run_id: null, max_cost: 1, input: INPUTS.image_alt };
}

function sendWebhook(order_id: string): Promise<Response> {
	const body = JSON.stringify({ type: 'order.paid', data: { id: order_id } });
	const id = randomUUID();
	const now = new Date();
	return fetch(`${service.address}/webhooks/polar`, {
		method: 'POST',
		body,
		headers: {
			'content-type': 'application/json',
			'webhook-id': id,
			'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
			'webhook-signature': new Webhook(Buffer.from(WEBHOOK_SECRET).toString('base64')).sign(id, now, body),
		},
	});
}

describe('metrics', () => {
	it('count actions by what the ledger and the model answered', async () => {
		stub.reply(() => ({ content: { alt_text: 'A red barn' } }));
		const first = action();
		await runActions(service.address, site, [first]);
		await runActions(service.address, site, [first]);
		stub.reply(() => ({ content: 'cannot read', status: 400 }));
		await runActions(service.address, site, [action()]);
		stub.reply(() => ({ content: { alt_text: 'A red barn' } }));
		await runActions(service.address, site, [action(), action()]);
		await findActions(service.address, site, [first.id]);

		assert.equal(await valueOf('ledger_outcomes_total{verb="reserve",outcome="reserved"}'), 3);
		assert.equal(await valueOf('ledger_outcomes_total{verb="reserve",outcome="captured"}'), 1, 'a repeat is answered with what became of it');
		assert.equal(await valueOf('ledger_outcomes_total{verb="reserve",outcome="insufficient_credits"}'), 1);
		assert.equal(await valueOf('ledger_outcomes_total{verb="capture",outcome="captured"}'), 2);
		assert.equal(await valueOf('ledger_outcomes_total{verb="release",outcome="released"}'), 1);
		assert.equal(await valueOf('ledger_outcomes_total{verb="find",outcome="read"}'), 1);
		assert.equal(await valueOf('ledger_verb_duration_seconds_count{verb="reserve"}'), 4);
		assert.equal(await valueOf('model_call_duration_seconds_count{feature="image_alt",outcome="completed"}'), 2);
		assert.equal(await valueOf('model_call_duration_seconds_count{feature="image_alt",outcome="provider_failed"}'), 1);
	});

	it('count a grant, which is a statement within a transaction', async () => {
		const once = { account_id: site.account_id, pool_id: site.license_id, kind: 'purchase' as const, amount: 5, source: 'order:1' };
		await service.services.db.transaction((tx) => grant(tx, once, new Date()));
		await service.services.db.transaction((tx) => grant(tx, once, new Date()));
		assert.equal(await valueOf('ledger_outcomes_total{verb="grant",outcome="granted"}'), 1);
		assert.equal(await valueOf('ledger_outcomes_total{verb="grant",outcome="repeated"}'), 1);
	});

	it('count statements under one name, whatever they are filtered by', async () => {
		const { db } = service.services;
		await statement(db, site);
		await statement(db, site, { feature: 'image_alt', state: 'captured' });
		assert.equal(await valueOf('ledger_outcomes_total{verb="statement",outcome="read"}'), 2);
	});

	it('show what runs while the model works, and how much waits', async () => {
		let answer: () => void = () => undefined;
		const asked = new Promise<void>((reached) => {
			stub.reply(async () => {
				reached();
				await new Promise<void>((go) => (answer = go));
				return { content: { alt_text: 'A red barn' } };
			});
		});
		const running = runActions(service.address, site, [action()]);
		await asked;
		assert.equal(await valueOf('model_actions{state="running"}'), 1);
		assert.equal(await valueOf('model_actions{state="waiting"}'), 0);
		answer();
		await running;
		assert.equal(await valueOf('model_actions{state="running"}'), 0);
	});

	it('count HTTP requests by route and status, never by address', async () => {
		await fetch(`${service.address}/nowhere/${site.site_id}?email=someone@example.com`);
		await runActions(service.address, { ...site, token: 'wrong' }, [action()]);
		await until('http_request_duration_seconds_count{method="GET",route="none",status="404"}', 1);
		await until('http_request_duration_seconds_count{method="POST",route="/v1/actions",status="401"}', 1);
		await until('http_request_duration_seconds_count{method="GET",route="/v1/actions",status="200"}', 1);
	});

	it('count a caller that left before its answer', async () => {
		const leaving = new AbortController();
		stub.reply(() => {
			leaving.abort();
			return { content: { alt_text: 'A red barn' } };
		});
		const left = fetch(`${service.address}/v1/actions`, {
			method: 'POST',
			signal: leaving.signal,
			body: JSON.stringify({ actions: [action()] }),
			headers: { authorization: `Bearer ${site.token}`, 'site-home': site.home, 'content-type': 'application/json' },
		});
		await assert.rejects(left, { name: 'AbortError' });
		await until('http_request_duration_seconds_count{method="POST",route="/v1/actions",status="aborted"}', 1);
	});

	it('count repeats after a lost answer of the database', async () => {
		stub.reply(() => ({ content: { alt_text: 'A red barn' } }));
		assert.equal(await valueOf('database_retries_total{reason="outage"}'), 0);
		// The name of the statement: its text is sent only once on each connection.
		const cut = proxy.cutOnce('capture', 'before');
		const answered = await runActions(service.address, site, [action()]);
		await cut;
		assert.equal(answered.actions[0]?.outcome, 'completed');
		assert.equal(await valueOf('database_retries_total{reason="outage"}'), 1);
		assert.equal(await valueOf('settlement_retries_total'), 0);
		assert.equal(await valueOf('database_connections{state="most"}'), 10);
	});

	it('count repeats after a serialization failure', async () => {
		assert.equal(await valueOf('database_retries_total{reason="serialization"}'), 0);
		let tries = 0;
		await service.services.db.transaction(async (tx) => {
			if (++tries === 1) {
				await tx.query("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'serialization_failure'; END $$");
			}
		});
		assert.equal(tries, 2);
		assert.equal(await valueOf('database_retries_total{reason="serialization"}'), 1);
	});

	it('count tries to settle that failed and are repeated', async () => {
		stub.reply(async () => {
			await db.query('ALTER TABLE results RENAME TO results_away');
			return { content: { alt_text: 'A red barn' } };
		});
		const running = runActions(service.address, site, [action()]);
		await until('settlement_retries_total', 1);
		await db.query('ALTER TABLE results_away RENAME TO results');
		assert.equal((await running).actions[0]?.outcome, 'completed');
		assert.equal(await valueOf('ledger_outcomes_total{verb="capture",outcome="error"}'), 1);
	});

	it('count sweeps and what they ended', async () => {
		await until('sweeper_expired_holds_total', 2);
		assert.equal(await valueOf('sweeper_forgotten_results_total'), 1);
		assert.equal(await valueOf('ledger_outcomes_total{verb="expire",outcome="expired"}'), 2);
		const swept_at = (await valueOf('sweeper_last_sweep_timestamp_seconds')) ?? 0;
		assert.ok(swept_at > 1_700_000_000);
	});

	it('count webhooks applied, failed and waiting', async () => {
		assert.equal((await sendWebhook(randomUUID())).status, 202);
		await until('webhook_tries_total{outcome="applied"}', 1);
		assert.equal(await valueOf('webhooks_waiting{state="failed"}'), 0);
		await polar.close();
		assert.equal((await sendWebhook(randomUUID())).status, 202);
		await until('webhooks_waiting{state="failed"}', 1);
		assert.ok(((await valueOf('webhook_tries_total{outcome="failed"}')) ?? 0) >= 1);
		assert.equal(await valueOf('webhooks_waiting{state="new"}'), 0);
		assert.equal(await valueOf('mails_waiting{state="new"}'), 0);
		assert.equal(await valueOf('mails_waiting{state="failed"}'), 0);
	});

	it('hold no id, address, token or secret', async () => {
		const text = await read();
		for (const secret of [site.account_id, site.site_id, site.license_id, site.token, site.home, 'someone@example.com', 'model-key', WEBHOOK_SECRET]) {
			assert.ok(!text.includes(secret), secret);
		}
		assert.doesNotMatch(text, /[0-9a-f]{8}-[0-9a-f]{4}-/);
	});

	it('tell of the process', async () => {
		assert.match(await read(), /^process_resident_memory_bytes \d+/m);
	});

	it('are not at the public address, and nowhere without METRICS_PORT', async () => {
		assert.equal((await fetch(`${service.address}/metrics`)).status, 404);
		const quiet = await start({});
		assert.equal(quiet.metrics_address, undefined);
	});

	it('of two services in one process are apart', async () => {
		const other = await start({ METRICS_PORT: '0' });
		assert.equal(await valueOf('ledger_outcomes_total{verb="capture",outcome="captured"}', other), undefined);
		assert.equal(await valueOf('webhook_tries_total{outcome="applied"}', other), 0);
	});
});
