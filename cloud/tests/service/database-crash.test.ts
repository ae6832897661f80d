// PostgreSQL killed under load, with its writes synced as in real use: after recovery everything acknowledged is there,
// nothing is charged twice, and the service goes on by itself.
import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sweep } from '../../src/actions/sweeper.ts';
import { openDatabase } from '../../src/db/database.ts';
import { startEmbeddedDatabase, type EmbeddedDatabase } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import type { ActionRequest } from '../../src/http/schemas.ts';
import { connect, runActions, type ConnectedSite } from '../support/connected-site.ts';
import { imageAction } from '../support/image-action.ts';
import { openLicense, openSite } from '../support/ledger.ts';
import { startModelStub, type ModelStub } from '../support/model-stub.ts';
import { audit } from '../support/operations.ts';
import { freePort, startServiceProcess, type ServiceProcess } from '../support/service-process.ts';

const CLIENTS = 16;
/** More for a long run: CRASHES=50. */
const CRASHES = Number(process.env['CRASHES'] ?? 2);
const ACKNOWLEDGED_BETWEEN_CRASHES = 60;

describe('PostgreSQL killed under load', () => {
	let data_dir: string;
	let port: number;
	let cluster: EmbeddedDatabase;
	let stub: ModelStub;
	let service: ServiceProcess;
	let sites: ConnectedSite[] = [];

	const startCluster = (): Promise<EmbeddedDatabase> => startEmbeddedDatabase({ data_dir, port, settings: ['max_connections=60'] });

	before(async () => {
		data_dir = await mkdtemp(join(tmpdir(), 'srg-crash-'));
		await chmod(data_dir, 0o755);
		port = await freePort();
		cluster = await startCluster();
		await migrate(cluster.url);
		const db = openDatabase({ url: cluster.url, max_connections: 2 });
		const first = await openLicense(db, { shared: 100_000, domain: 50, paid_until: new Date('2030-01-01T00:00:00Z') });
		const second = await openSite(db, first, { domain: 50 });
		sites = await Promise.all([first, second].map((site) => connect(db, site)));
		await db.end();
		stub = await startModelStub();
		service = await startServiceProcess({ DATABASE_URL: cluster.url, AI_BASE_URL: stub.base_url, LOG_LEVEL: 'silent' });
	});
	after(async () => {
		await service.kill('SIGTERM');
		await stub.close();
		await cluster.stop();
		await rm(data_dir, { recursive: true, force: true });
	});

	it('loses nothing that was acknowledged and charges nothing twice', { timeout: 120_000 + CRASHES * 60_000 }, async (t) => {
		const acknowledged = new Map<string, string>();
		let is_over = false;
		let has_failed = false;

		const client = async (index: number): Promise<void> => {
			const site = sites[index % sites.length];
			assert.ok(site);
			let waiting: ActionRequest[] = [];
			while (!has_failed && (!is_over || waiting.length > 0)) {
				if (waiting.length === 0) {
					waiting = [imageAction(), imageAction()];
				}
				const reply = await runActions(service.url, site, waiting);
				if (reply.status !== 200) {
					assert.equal(reply.status, 503, `${reply.status} ${reply.code ?? ''}`);
					continue;
				}
				for (const { id, outcome, cost } of reply.actions) {
					if (outcome === 'completed') {
						assert.equal(cost, 1);
						acknowledged.set(id, outcome);
					}
				}
				// What is still in progress belongs to a statement that is lost or being retried; the sweep ends it.
				waiting = [];
			}
		};
		const clients = Promise.all(Array.from({ length: CLIENTS }, (_, index) => client(index)));
		clients.catch(() => {
			has_failed = true;
		});

		try {
			for (let crash = 0; crash < CRASHES; crash++) {
				await until(() => has_failed || acknowledged.size >= (crash + 1) * ACKNOWLEDGED_BETWEEN_CRASHES);
				await killCluster();
				cluster = await startCluster();
			}
			await until(() => has_failed || acknowledged.size >= (CRASHES + 1) * ACKNOWLEDGED_BETWEEN_CRASHES);
			is_over = true;
		} catch (error) {
			has_failed = true;
			throw error;
		}
		await clients;
		await service.kill('SIGTERM');

		const db = openDatabase({ url: cluster.url, max_connections: 2 });
		await sweep(db, new Date(Date.now() + 3_600_000));
		await audit(t, db);
		const captured = await db.query<{ action_id: string }>("SELECT action_id FROM holds WHERE state = 'captured'");
		const in_ledger = new Set(captured.rows.map((row) => row.action_id));
		for (const id of acknowledged.keys()) {
			assert.ok(in_ledger.has(id), `acknowledged, but lost: ${id}`);
		}
		const spent = await db.query<{ spent: number }>('SELECT sum(spent)::bigint AS spent FROM pools');
		assert.equal(spent.rows[0]?.spent, in_ledger.size, 'each captured action cost its one credit');
		await db.end();
	});

	async function killCluster(): Promise<void> {
		const pid_file = join(data_dir, 'postgres', 'postmaster.pid');
		const pid = Number((await readFile(pid_file, 'utf8')).split('\n')[0]);
		process.kill(pid, 'SIGKILL');
		await until(() => !isAlive(pid));
	}
});

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

async function until(condition: () => boolean): Promise<void> {
	while (!condition()) {
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}
