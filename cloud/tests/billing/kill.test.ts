// A service that is killed at any moment goes on where it was: every payment lands, each once.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startMailboxSandbox } from '../../sandbox/mailbox.ts';
import { startPolarSandbox } from '../../sandbox/polar.ts';
import { openDatabase } from '../../src/db/database.ts';
import type { Checkout, Connection, SiteState } from '../../src/http/schemas.ts';
import { freshDatabaseUrl } from '../support/database.ts';
import { assertInvariants } from '../support/invariants.ts';
import { createRandom } from '../support/random.ts';
import { startServiceProcess } from '../support/service-process.ts';

const SKUS = ['shared_1000', 'domain_1000', 'domain_5000', 'shared_5000'];
const ROUNDS = 4;

it('lands every payment once over kills at random moments', async (test) => {
	const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
	test.diagnostic(`SEED=${seed}`);
	const random = createRandom(seed);
	const database_url = await freshDatabaseUrl();
	const mailbox = await startMailboxSandbox({});
	const polar = await startPolarSandbox({ accessToken: 'token', webhookSecret: 'whsec_kill', webhookRetryDelaysMs: [50, 100, 200, 400] });
	const start = async () => {
		const service = await startServiceProcess({
			DATABASE_URL: database_url,
			POLAR_BASE_URL: polar.url,
			POLAR_ACCESS_TOKEN: 'token',
			POLAR_WEBHOOK_SECRET: 'whsec_kill',
			SMTP_URL: mailbox.smtpUrl,
		});
		polar.setWebhookUrl(`${service.url}/webhooks/polar`);
		return service;
	};
	let service = await start();
	const home = 'http://localhost:8888';
	const ask = async <T>(method: string, path: string, body?: object, token?: string): Promise<T> => {
		const answer = await fetch(service.url + path, {
			method,
			headers: {
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...(token === undefined ? {} : { authorization: `Bearer ${token}`, 'site-home': home }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		assert.ok(answer.ok, `${path}: ${answer.status}\n${service.output()}`);
		return (await answer.json()) as T;
	};
	const { trial_id } = await ask<{ trial_id: string }>('POST', '/v1/trials', { email: 'anna@example.com', home, site_name: '' });
	const code = /^\d{6}$/m.exec((await mailbox.waitForMail('anna@example.com')).text)?.[0];
	const { site_token } = await ask<Connection>('POST', `/v1/trials/${trial_id}/confirm`, { code, home, site_name: '' });
	const reader = new pg.Client({ connectionString: database_url });
	await reader.connect();

	for (let round = 0; round < ROUNDS; round++) {
		for (const sku of SKUS) {
			const { checkout } = await ask<{ checkout: Checkout }>('POST', '/v1/checkouts', { id: randomUUID(), sku }, site_token);
			const row = await reader.query<{ polar_checkout_id: string }>('SELECT polar_checkout_id FROM checkouts WHERE checkout_id = $1', [checkout.id]);
			await fetch(`${polar.url}/_sandbox/checkouts/${row.rows[0]?.polar_checkout_id ?? ''}/pay`, { method: 'POST' });
		}
		await delay(random.below(60));
		await service.kill('SIGKILL');
		service = await start();
	}
	while ((await reader.query("SELECT 1 FROM checkouts WHERE status <> 'granted'")).rowCount !== 0) {
		await delay(50);
	}
	const { balance } = await ask<SiteState>('GET', '/v1/site', undefined, site_token);
	assert.deepEqual([balance.license.shared, balance.site.domain], [500 + ROUNDS * 6000, ROUNDS * 6000]);
	await reader.end();
	await service.kill('SIGTERM');
	const db = openDatabase({ url: database_url });
	await assertInvariants(db);
	const orders = await db.query('SELECT 1 FROM orders');
	assert.equal(orders.rowCount, ROUNDS * SKUS.length);
	await db.end();
	await polar.close();
	await mailbox.close();
});
