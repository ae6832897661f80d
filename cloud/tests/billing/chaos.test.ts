// Chaos: hundreds of orders, refunds, disputes and subscriptions, whose thousands of events are repeated, delayed, dropped, reordered
// and falsified, Polar failing in between, and the service killed and started again; at the end the ledger is what the orders say.
//
//   CHAOS_SEED=…    replays what happens, but for the moments at which it meets the service
//   CHAOS_ORDERS=…  how many orders (default 120)
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { startPolarSandbox, type PolarSandbox } from '../../sandbox/polar.ts';
import { creditsGone } from '../../src/billing/order-credits.ts';
import { reconcile } from '../../src/billing/reconcile.ts';
import { packOf } from '../../src/catalog/catalog.ts';
import { readConfig } from '../../src/config.ts';
import { createServices } from '../../src/service.ts';
import type { Services } from '../../src/services.ts';
import { Chaos } from '../support/chaos.ts';
import type { ConnectedSite } from '../support/connected-site.ts';
import { freshDatabase, freshDatabaseUrl } from '../support/database.ts';
import { assertInvariants } from '../support/invariants.ts';
import { createRandom, type Random } from '../support/random.ts';
import { startServiceProcess, type ServiceProcess } from '../support/service-process.ts';

const SEED = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000);
const ORDERS = Number(process.env['CHAOS_ORDERS'] ?? 120);
const ORDERS_PER_ACCOUNT = 6;
const ORDERS_PER_LIFE = 40;

function addFaults({ faults }: PolarSandbox): void {
	faults.add({ effect: 'drop_webhook', every_nth: 6, count: null });
	faults.add({ effect: 'repeat_webhook', every_nth: 4, repeats: 3, count: null });
	faults.add({ effect: 'delay_webhook', every_nth: 7, delay_ms: 1500, count: null });
	faults.add({ effect: 'corrupt_signature', every_nth: 23, count: null });
	faults.add({ effect: 'reorder_webhooks', every_nth: 9, window: 6, delay_ms: 400, count: null });
	faults.add({ effect: 'disconnect', when: 'after', every_nth: 211, count: null });
	faults.add({ effect: 'disconnect', when: 'mid', every_nth: 307, count: null });
	faults.add({ effect: 'status', status: 429, retry_after_s: 1, every_nth: 401, count: null });
	faults.add({ effect: 'status', status: 503, when: 'after', every_nth: 257, count: null });
}

/** The service, killed and started again as the orders go by. */
class Lives {
	kills = 0;
	readonly #start: () => Promise<ServiceProcess>;
	#now: Promise<ServiceProcess>;

	constructor(start: () => Promise<ServiceProcess>) {
		this.#start = start;
		this.#now = start();
	}

	async killAndStart(): Promise<void> {
		const ending = this.#now;
		this.#now = ending.then(async (service) => {
			await service.kill('SIGKILL');
			return this.#start();
		});
		this.kills++;
		await ending;
	}

	async ask(site: ConnectedSite, path: string, body: object): Promise<{ status: number; body: unknown }> {
		for (;;) {
			const { url } = await this.#now;
			try {
				const response = await fetch(url + path, {
					method: 'POST',
					headers: { authorization: `Bearer ${site.token}`, 'site-home': site.home, 'content-type': 'application/json' },
					body: JSON.stringify(body),
				});
				const answer: unknown = await response.json();
				if (response.status < 500) {
					return { status: response.status, body: answer };
				}
			} catch {
				// It was killed: the same id is asked for again.
			}
			await delay(20);
		}
	}

	async stop(): Promise<void> {
		await (await this.#now).kill('SIGTERM');
	}
}

async function settled({ db }: Services, polar: PolarSandbox): Promise<void> {
	await polar.webhooksSettled();
	for (;;) {
		const waiting = await db.query(
			`SELECT 1 FROM webhook_inbox WHERE applied_at IS NULL UNION ALL SELECT 1 FROM polar_tasks WHERE state = 'pending' LIMIT 1`,
		);
		if (waiting.rowCount === 0) {
			return;
		}
		await delay(50);
	}
}

/** What each account has, by Polar's own books: of each order what is left of it, whichever of two was refused. */
async function assertWhatOrdersSay({ db, payments, catalog }: Services): Promise<void> {
	const left = new Map<string, number>();
	const offers = new Map<string, number>();
	for await (const { read } of payments.orders()) {
		assert.ok(read !== undefined);
		const account_id = String(read.metadata['account_id']);
		const row = await db.query<{ credits: number; disputed_cents: number; refusal: string | null }>(
			'SELECT credits, disputed_cents, refusal FROM orders WHERE account_id = $1 AND order_id = $2',
			[account_id, read.id],
		);
		const [ours] = row.rows;
		assert.equal(ours !== undefined, read.paid, `order ${read.id} is ${read.paid ? 'paid' : 'not paid'}`);
		if (ours === undefined) {
			continue;
		}
		const sku = String(read.product?.metadata['sku']);
		const sold = packOf(catalog, sku)?.credits;
		if (ours.refusal === null && sold !== undefined) {
			assert.equal(ours.credits, sold);
		}
		if (ours.refusal === null && sku === 'first_time_30000') {
			offers.set(account_id, (offers.get(account_id) ?? 0) + 1);
		}
		if (ours.refusal !== null) {
			assert.equal(read.refundable_amount, 0, `the refused order ${read.id} is refunded`);
		}
		const { credits, disputed_cents } = ours;
		const gone = creditsGone({ credits, net_cents: read.net_amount, refunded_cents: read.refunded_amount, disputed_cents, status: read.status });
		left.set(account_id, (left.get(account_id) ?? 0) + credits - gone);
	}
	assert.ok([...offers.values()].every((count) => count === 1), 'no account got the offer twice');
	const kept = await db.query<{ account_id: string; credits: number }>(
		'SELECT account_id, sum(credited - removed - owed)::bigint AS credits FROM pools GROUP BY account_id',
	);
	for (const { account_id, credits } of kept.rows) {
		assert.equal(credits, left.get(account_id) ?? 0, `credits of the account ${account_id}`);
	}
}

/** Nobody pays for two plans of one license. */
async function assertOnePlanEach({ payments }: Services): Promise<void> {
	const in_force = new Set<string>();
	for await (const { read } of payments.subscriptions()) {
		if (read !== undefined && ['active', 'past_due'].includes(read.status)) {
			const license_id = String(read.metadata['license_id']);
			assert.ok(!in_force.has(license_id), `the license ${license_id} has two plans in force at Polar`);
			in_force.add(license_id);
		}
	}
}

function figures(polar: PolarSandbox, chaos: Chaos, kills: number): string {
	const struck = polar.faults.list().map(({ fault, struck: times }) => `${times} ${fault.effect}`);
	return `${chaos.orders} checkouts paid, ${chaos.steps} steps, ${kills} kills; faults: ${struck.join(', ')}`;
}

async function live(chaos: Chaos, lives: Lives, random: Random): Promise<void> {
	let next_kill = ORDERS_PER_LIFE;
	while (chaos.orders < ORDERS) {
		await chaos.step();
		if (chaos.orders >= next_kill) {
			next_kill += ORDERS_PER_LIFE;
			await delay(random.below(200));
			await lives.killAndStart();
		}
	}
}

it('converges to what the orders say', { timeout: 60_000 + ORDERS * 2_000 }, async (test) => {
	const random = createRandom(SEED);
	const say = (line: string): void => test.diagnostic(line);
	say(`CHAOS_SEED=${SEED} CHAOS_ORDERS=${ORDERS}`);
	const database_url = await freshDatabaseUrl();
	const polar = await startPolarSandbox({ accessToken: 'token', webhookSecret: 'whsec_chaos', webhookRetryDelaysMs: [100, 300, 1000, 3000] });
	const env = {
		DATABASE_URL: database_url,
		POLAR_BASE_URL: polar.url,
		POLAR_ACCESS_TOKEN: 'token',
		POLAR_WEBHOOK_SECRET: 'whsec_chaos',
		AI_API_KEY: 'none',
		RATE_LIMIT_PER_MINUTE: '1000000',
		RECONCILE_AT: 'off',
	};
	const db = await freshDatabase({ url: database_url });
	const services = await createServices({ config: readConfig(env), db, clock: () => new Date(), log: pino({ level: 'silent' }) });
	const lives = new Lives(async () => {
		const service = await startServiceProcess({ ...env, LOG_LEVEL: 'fatal' });
		polar.setWebhookUrl(`${service.url}/webhooks/polar`);
		return service;
	});
	const chaos = new Chaos({ services, polar, random, ask: (site, path, body) => lives.ask(site, path, body) });
	await chaos.open(Math.ceil(ORDERS / ORDERS_PER_ACCOUNT));
	addFaults(polar);
	await live(chaos, lives, random);

	const lived = figures(polar, chaos, lives.kills);
	polar.faults.clear();
	await settled(services, polar);
	const first = await reconcile(services, { mend: true });
	await settled(services, polar);
	const last = await reconcile(services, { mend: false });
	const { items } = (await (await fetch(`${polar.url}/_sandbox/webhooks`)).json()) as { items: { state: string; attempts: unknown[] }[] };
	const deliveries = items.reduce((count, event) => count + event.attempts.length, 0);
	say(lived);
	say(`${items.length} events, ${deliveries} deliveries; ${last.orders} orders and ${last.subscriptions} subscriptions compared`);
	say(`differences: ${first.differences.length} that only lost events left, ${first.left.length} after the nightly comparison, ${last.differences.length} at the end`);
	assert.deepEqual(last.differences, []);
	await assertWhatOrdersSay(services);
	await assertOnePlanEach(services);
	await assertInvariants(db);
	await lives.stop();
	await polar.close();
	services.mailer.close();
});
