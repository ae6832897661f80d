// Kills and cuts at each boundary of an action: nothing acknowledged is lost, nothing is charged twice or for nothing,
// and after the sweep no hold is open.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { sweep } from '../../src/actions/sweeper.ts';
import { openDatabase, type Database } from '../../src/db/database.ts';
import { readBalance, total } from '../../src/ledger/balance.ts';
import { HOLD_LIFETIME_MS } from '../../src/ledger/reserve.ts';
import { connect, findActions, runActions, type ConnectedSite } from '../support/connected-site.ts';
import { freshDatabaseUrl } from '../support/database.ts';
import { imageAction } from '../support/image-action.ts';
import { assertInvariants } from '../support/invariants.ts';
import { openLicense } from '../support/ledger.ts';
import { audit } from '../support/operations.ts';
import { startModelStub, type ModelStub } from '../support/model-stub.ts';
import { startServiceProcess, type ServiceProcess } from '../support/service-process.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

const RESERVE = 'reserve_group(';
const SETTLE = 'settle_group(';
const FAR_FUTURE = new Date('2030-01-01T00:00:00Z');

describe('crashes', () => {
	let db: Database;
	let direct_url: string;
	let proxied_url: string;
	let proxy: TcpProxy;
	let stub: ModelStub;
	let service: ServiceProcess;
	let site: ConnectedSite;
	let model_calls = 0;

	const start = (): Promise<ServiceProcess> => startServiceProcess({ DATABASE_URL: proxied_url, AI_BASE_URL: stub.base_url });
	const totalNow = async (): Promise<number> => {
		const balance = await readBalance(db, site.account_id, site.site_id, new Date());
		assert.ok(balance);
		return total(balance);
	};
	/** What the sweeper finds once every hold's time is over. */
	const sweepLater = (): Promise<unknown> => sweep(db, new Date(Date.now() + HOLD_LIFETIME_MS + 1000));

	before(async () => {
		direct_url = await freshDatabaseUrl();
		const { hostname, port } = new URL(direct_url);
		proxy = await startTcpProxy({ host: hostname, port: Number(port) });
		proxied_url = direct_url.replace(`:${port}/`, `:${proxy.port}/`);
		db = openDatabase({ url: direct_url, max_connections: 4 });
		stub = await startModelStub();
	});
	beforeEach(async () => {
		model_calls = 0;
		stub.reply(() => {
			model_calls++;
			return { content: { alt_text: 'A red barn' } };
		});
		service = await start();
		site = await connect(db, await openLicense(db, { shared: 5, paid_until: FAR_FUTURE }));
	});
	afterEach(async () => {
		await service.kill('SIGKILL');
		await sweepLater();
		const open = await db.query("SELECT action_id FROM holds WHERE state = 'held'");
		assert.deepEqual(open.rows, [], 'no hold is open after the sweep');
		await assertInvariants(db);
	});
	after(async () => {
		await stub.close();
		await proxy.close();
		await db.end();
	});

	it('killed before the reservation reaches the database: nothing is written, and the id can be used', async () => {
		const wanted = imageAction();
		const cut = proxy.cutOnce(RESERVE, 'before');
		const lost = runActions(service.url, site, [wanted]).catch(() => undefined);
		await cut;
		await service.kill('SIGKILL');
		assert.equal(await lost, undefined);
		assert.equal(await totalNow(), 5);
		service = await start();
		const { actions } = await runActions(service.url, site, [wanted]);
		assert.equal(actions[0]?.outcome, 'completed');
		assert.equal(await totalNow(), 4);
	});

	it('killed while the model works: the hold expires, nothing is charged', async () => {
		const wanted = imageAction();
		const called = Promise.withResolvers<void>();
		stub.reply(() => {
			called.resolve();
			return new Promise(() => undefined);
		});
		const lost = runActions(service.url, site, [wanted]).catch(() => undefined);
		await called.promise;
		await service.kill('SIGKILL');
		await lost;
		service = await start();
		const waiting = await findActions(service.url, site, [wanted.id]);
		assert.equal(waiting.actions[0]?.outcome, 'in_progress');
		await sweepLater();
		const ended = await findActions(service.url, site, [wanted.id]);
		assert.deepEqual([ended.actions[0]?.outcome, ended.actions[0]?.cost], ['expired', 0]);
		assert.equal(await totalNow(), 5);
	});

	it('killed between the model’s answer and the capture: nothing is charged', async () => {
		const wanted = imageAction();
		const cut = proxy.cutOnce(SETTLE, 'before');
		const lost = runActions(service.url, site, [wanted]).catch(() => undefined);
		await cut;
		await service.kill('SIGKILL');
		await lost;
		await sweepLater();
		service = await start();
		const { actions } = await findActions(service.url, site, [wanted.id]);
		assert.equal(actions[0]?.outcome, 'expired');
		assert.equal(await totalNow(), 5);
	});

	it('killed between the capture and the answer: it was charged once, and its result can be fetched', async () => {
		const wanted = imageAction();
		const cut = proxy.cutOnce(SETTLE, 'after');
		const lost = runActions(service.url, site, [wanted]).catch(() => undefined);
		await cut;
		await service.kill('SIGKILL');
		await lost;
		service = await start();
		const found = await findActions(service.url, site, [wanted.id]);
		assert.deepEqual(found.actions[0]?.result, { alt_text: 'A red barn' });
		const repeated = await runActions(service.url, site, [wanted]);
		assert.equal(repeated.actions[0]?.outcome, 'completed');
		assert.equal(await totalNow(), 4);
		assert.equal(model_calls, 1);
	});

	for (const [statement, name] of [[RESERVE, 'reserve'], [SETTLE, 'settle']] as const) {
		for (const when of ['before', 'after'] as const) {
			it(`the connection cut ${when} the database did "${name}": the service settles the unknown outcome by itself`, async () => {
				const wanted = imageAction();
				const cut = proxy.cutOnce(statement, when);
				const reply = runActions(service.url, site, [wanted]);
				await cut;
				const { actions, balance } = await reply;
				assert.deepEqual([actions[0]?.outcome, actions[0]?.cost], ['completed', 1]);
				assert.equal(balance && total(balance), 4);
				assert.equal(model_calls, 1);
			});
		}
	}

	it('stopped with SIGTERM: what is running ends and is settled before the process does', async () => {
		const wanted = imageAction();
		const gate = Promise.withResolvers<void>();
		const called = Promise.withResolvers<void>();
		stub.reply(async () => {
			called.resolve();
			await gate.promise;
			return { content: { alt_text: 'A red barn' } };
		});
		const reply = runActions(service.url, site, [wanted]);
		await called.promise;
		const stopped = service.kill('SIGTERM');
		gate.resolve();
		assert.equal((await reply).actions[0]?.outcome, 'completed');
		await stopped;
		assert.equal(service.child.exitCode, 0);
		assert.equal(await totalNow(), 4);
	});

	it('leaves every account adding up', async (t) => {
		await audit(t, db);
	});
});
