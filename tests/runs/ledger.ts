// Reads and changes the cloud's own database as the cloud's verbs do: who pays, what was charged, what the plan is.

import { randomUUID } from 'node:crypto';
import { openDatabase, type Database } from '../../cloud/src/db/database.ts';
import { runningDatabaseUrl } from '../../cloud/src/db/embedded.ts';
import { INVARIANTS } from '../../cloud/src/ledger/invariants.ts';
import { grant } from '../../cloud/src/ledger/grant.ts';
import { setCap } from '../../cloud/src/ledger/set-cap.ts';
import { claimAccount } from '../../cloud/src/licensing/accounts.ts';
import { createLicenseKey } from '../../cloud/src/licensing/license-keys.ts';
import { openLicense } from '../../cloud/src/licensing/licenses.ts';

export interface License {
	account_id: string;
	license_id: string;
	key: string;
}

/** What a run did by the ledger. `entered` is the sum of the lines that took credits for it. */
export interface Charged {
	captured: number;
	credits: number;
	entered: number;
	open: number;
	results: number;
}

export class Ledger {
	readonly #dataFolder: string;

	/**
	 * @param dataFolder The cloud's; its PostgreSQL is looked for there each time, because it may have been started again.
	 */
	constructor(dataFolder: string) {
		this.#dataFolder = dataFolder;
	}

	/** An account on a paid plan with Shared Credits. */
	async openLicense(email: string, credits: number): Promise<License> {
		return this.#with((db) =>
			db.transaction(async (tx) => {
				const now = new Date();
				const account_id = await claimAccount(tx, email, now);
				const license_id = await openLicense(tx, account_id, now);
				await tx.query("UPDATE licenses SET plan = 'agency', paid_until = now() + interval '20 days' WHERE license_id = $1", [license_id]);
				await grant(tx, { account_id, pool_id: license_id, kind: 'plan', amount: credits, source: `test:${randomUUID()}` }, now);
				return { account_id, license_id, key: await createLicenseKey(tx, account_id, license_id, now) };
			}),
		);
	}

	/** By the run's id, which each of its actions carries. */
	async charged(run_id: string): Promise<Charged> {
		const [row] = await this.#with(
			async (db) =>
				(
					await db.query<{ [K in keyof Charged]: number }>(
						`SELECT count(*) FILTER (WHERE h.state = 'captured') AS captured,
							coalesce(sum(h.cost) FILTER (WHERE h.state = 'captured'), 0) AS credits,
							count(*) FILTER (WHERE h.state = 'held') AS open,
							count(r.action_id) AS results,
							coalesce(sum((SELECT -sum(e.amount) FROM entries e
								WHERE e.account_id = h.account_id AND e.action_id = h.action_id AND e.kind = 'capture')), 0)::bigint AS entered
						FROM holds h LEFT JOIN results r USING (account_id, site_id, action_id) WHERE h.run_id = $1`,
						[run_id],
					)
				).rows,
		);
		if (row === undefined) {
			throw new Error('The ledger does not answer.');
		}
		return row;
	}

	/** The names of the ledger's invariants that do not hold. */
	async broken(): Promise<string[]> {
		return this.#with(async (db) => {
			const broken: string[] = [];
			for (const { number, name, faults, uses_now } of INVARIANTS) {
				const { rows } = await db.query(faults, uses_now === true ? [new Date()] : []);
				broken.push(...rows.map((row) => `${number}, ${name}: ${JSON.stringify(row)}`));
			}
			return broken;
		});
	}

	/** Shared Credits that can be had now. */
	async shared({ license_id }: License): Promise<number> {
		const { rows } = await this.#with((db) => db.query<{ available: number }>('SELECT available FROM pools WHERE pool_id = $1', [license_id]));
		return rows[0]?.available ?? 0;
	}

	/** Lets the site use so many more Shared Credits this month; null: as many as there are. */
	async allow({ account_id }: License, home: string, more: number | null): Promise<void> {
		await this.#with(async (db) => {
			const { rows } = await db.query<{ site_id: string; spent: number }>(
				`SELECT s.site_id, coalesce(sum(m.spent + m.held), 0)::bigint AS spent FROM sites s LEFT JOIN site_months m USING (account_id, site_id)
					WHERE s.account_id = $1 AND s.home = $2 GROUP BY s.site_id`,
				[account_id, home],
			);
			const [site] = rows;
			if (site === undefined) {
				throw new Error(`${home} is not connected.`);
			}
			await setCap(db, account_id, site.site_id, more === null ? null : site.spent + more);
		});
	}

	/** The plan was paid until so many days from now; less than −7 and it has lapsed. */
	async payUntil({ license_id }: License, days: number): Promise<void> {
		await this.#with((db) => db.query('UPDATE licenses SET paid_until = now() + make_interval(days => $2) WHERE license_id = $1', [license_id, days]));
	}

	/** The two minutes pass after which the cloud gives up on actions that a killed process had begun, and with them its leases. */
	async holdsRunOut(run_id: string): Promise<void> {
		await this.#with(async (db) => {
			await db.query("UPDATE holds SET expires_at = now() WHERE run_id = $1 AND state = 'held'", [run_id]);
			await db.query('UPDATE leases SET expires_at = now()');
		});
	}

	async #with<T>(work: (db: Database) => Promise<T>): Promise<T> {
		const url = await runningDatabaseUrl(this.#dataFolder);
		if (url === undefined) {
			throw new Error('The cloud has no database running.');
		}
		const db = openDatabase({ url, max_connections: 1 });
		try {
			return await work(db);
		} finally {
			await db.end();
		}
	}
}
