// Four service processes on one database, 64 clients on a handful of pools: random verbs, retries and duplicates at once.
// Then every invariant; no deadlock; and a history in which each id has one end, whoever asked, however often.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { sweep } from '../../src/actions/sweeper.ts';
import { openDatabase, type Database } from '../../src/db/database.ts';
import { clawBack } from '../../src/ledger/claw-back.ts';
import { grant } from '../../src/ledger/grant.ts';
import { setCap } from '../../src/ledger/set-cap.ts';
import { connect, findActions, runActions, type ConnectedSite } from '../support/connected-site.ts';
import { freshDatabaseUrl } from '../support/database.ts';
import { imageAction } from '../support/image-action.ts';
import { assertInvariants } from '../support/invariants.ts';
import { openLicense, openSite } from '../support/ledger.ts';
import { audit } from '../support/operations.ts';
import { startModelStub, type ModelStub } from '../support/model-stub.ts';
import { createRandom, type Random } from '../support/random.ts';
import { startServiceProcess, type ServiceProcess } from '../support/service-process.ts';

const PROCESSES = 4;
const CLIENTS = 64;
/** More for a long run: CONCURRENCY_STEPS=2000. */
const STEPS = Number(process.env['CONCURRENCY_STEPS'] ?? 6);
const SEED = Number(process.env['CONCURRENCY_SEED'] ?? Date.now() % 1_000_000);
const FAR_FUTURE = new Date('2030-01-01T00:00:00Z');

interface Observation {
	outcome: string;
	cost: number;
	from_domain: number;
	from_shared: number;
	text: string | undefined;
}

function fails(id: string): boolean {
	return Number.parseInt(id[0] ?? '0', 16) < 2;
}

for (const isolation of ['read committed', 'serializable'] as const) {
	describe(`many clients at once, ${isolation}, seed ${SEED}`, () => {
		let db: Database;
		let stub: ModelStub;
		let services: ServiceProcess[] = [];
		const sites: ConnectedSite[] = [];
		const history = new Map<string, Observation[]>();
		const known_ids = new Map<string, string[]>();
		const model_calls = new Map<string, number>();
		let unavailable = 0;

		before(async () => {
			const url = await freshDatabaseUrl();
			db = openDatabase({ url, max_connections: 8 });
			stub = await startModelStub();
			stub.reply(({ context }) => {
				const id = String(context['file_name']);
				model_calls.set(id, (model_calls.get(id) ?? 0) + 1);
				// One in eight fails, and which is decided by its id.
				return fails(id) ? { content: '' } : { content: { alt_text: `Text of ${id}` } };
			});
			for (let count = 0; count < 2; count++) {
				const first = await openLicense(db, { shared: 300, domain: 40, paid_until: FAR_FUTURE });
				const others = [await openSite(db, first, { domain: 40 }), await openSite(db, first)];
				sites.push(...(await Promise.all([first, ...others].map((site) => connect(db, site)))));
			}
			services = await Promise.all(
				Array.from({ length: PROCESSES }, () =>
					startServiceProcess({ DATABASE_URL: url, DATABASE_ISOLATION: isolation, AI_BASE_URL: stub.base_url }),
				),
			);
		});
		after(async () => {
			await Promise.all(services.map((service) => service.kill('SIGTERM')));
			await stub.close();
			await db.end();
		});

		it('holds every invariant while it runs and after, and each id ends once', { timeout: 3_600_000 }, async (t) => {
			const load = { is_over: false };
			const watching = (async () => {
				while (!load.is_over) {
					await assertInvariants(db);
				}
			})();
			try {
				await Promise.all(Array.from({ length: CLIENTS }, (_, index) => play(createRandom(SEED * 1000 + index))));
			} finally {
				load.is_over = true;
			}
			await watching;

			await settleAll();
			await audit(t, db);
			await assertHistory();
			const deadlocks = await db.query<{ deadlocks: number }>('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()');
			assert.equal(deadlocks.rows[0]?.deadlocks, 0);
			if (isolation === 'read committed') {
				assert.equal(unavailable, 0);
			}
		});

		async function play(random: Random): Promise<void> {
			for (let step = 0; step < STEPS; step++) {
				const site = random.pick(sites);
				const chance = random.below(100);
				if (chance < 60) {
					await doActions(random, site);
				} else if (chance < 78) {
					await lookUp(random, site);
				} else if (chance < 90) {
					const source = `order:${random.below(STEPS * 12)}`;
					await grant(db, { ...poolOf(random, site), kind: 'purchase', amount: 1 + random.below(60), source }, new Date());
				} else if (chance < 95) {
					await clawBack(db, { ...poolOf(random, site), amount: 1 + random.below(50), source: `refund:${random.below(STEPS * 6)}` }, new Date());
				} else {
					await setCap(db, site.account_id, site.site_id, random.chance(0.5) ? null : random.below(200));
				}
			}
		}

		async function doActions(random: Random, site: ConnectedSite): Promise<void> {
			const mine = known_ids.get(site.site_id) ?? [];
			const ids = new Set<string>();
			for (let count = 1 + random.below(8); count > 0; count--) {
				ids.add(mine.length > 0 && random.chance(0.3) ? random.pick(mine) : randomUUID());
			}
			known_ids.set(site.site_id, [...mine, ...ids]);
			const requests = [...ids].map((id) => imageAction({ id, file_name: id }));
			// A quarter is sent twice at once, to two processes, as after a lost answer.
			const copies = random.chance(0.25) ? 2 : 1;
			await Promise.all(Array.from({ length: copies }, () => observe(runActions(random.pick(services).url, site, requests))));
		}

		async function lookUp(random: Random, site: ConnectedSite): Promise<void> {
			const mine = known_ids.get(site.site_id) ?? [];
			if (mine.length > 0) {
				await observe(findActions(random.pick(services).url, site, [random.pick(mine)]));
			}
		}

		async function observe(asked: ReturnType<typeof runActions>): Promise<void> {
			const reply = await asked;
			if (reply.status === 503) {
				unavailable++;
				return;
			}
			assert.equal(reply.status, 200, `${reply.status} ${reply.code ?? ''}`);
			for (const { id, outcome, cost, from_domain, from_shared, result } of reply.actions) {
				const seen = history.get(id) ?? [];
				seen.push({ outcome, cost, from_domain, from_shared, text: (result as { alt_text?: string } | null)?.alt_text });
				history.set(id, seen);
			}
		}

		/** Lets what is on its way end, then expires what a lost statement may have left. */
		async function settleAll(): Promise<void> {
			await Promise.all(services.map((service) => service.kill('SIGTERM')));
			await sweep(db, new Date(Date.now() + 3_600_000));
		}

		async function assertHistory(): Promise<void> {
			assert.ok(history.size > CLIENTS, 'there is a history');
			const rows = await db.query<{ action_id: string; state: string; cost: number; from_domain: number; from_shared: number }>(
				'SELECT action_id, state, cost, from_domain, from_shared FROM holds',
			);
			const ledger = new Map(rows.rows.map((row) => [row.action_id, row]));
			for (const [id, seen] of history) {
				const row = ledger.get(id);
				for (const { outcome, cost, from_domain, from_shared, text } of seen) {
					if (outcome === 'completed') {
						assert.deepEqual(
							['captured', cost, from_domain, from_shared, `Text of ${id}`],
							[row?.state, row?.cost, row?.from_domain, row?.from_shared, text],
							'what was acknowledged as charged is in the ledger, as it was told, with its result',
						);
					} else if (outcome === 'failed' || outcome === 'expired') {
						assert.ok(row?.state === 'released' || row?.state === 'expired', `${id}: ${outcome}, but ${row?.state}`);
						assert.equal(cost, 0);
					} else if (outcome === 'in_progress') {
						assert.ok(row !== undefined, `${id} was in progress, but is unknown`);
					}
				}
				// What came out unusable is tried once more.
				assert.ok((model_calls.get(id) ?? 0) <= (fails(id) ? 2 : 1), `${id} was asked of the model ${model_calls.get(id)} times`);
			}
		}
	});
}

function poolOf(random: Random, site: ConnectedSite): { account_id: string; pool_id: string } {
	return { account_id: site.account_id, pool_id: random.chance(0.5) ? site.license_id : site.site_id };
}
