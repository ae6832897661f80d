// Looks for what owners are to be told of that no request or order announces: a balance that fell low, a trial about to end,
// a plan that ended. Each is told once.
import type { Database } from '../db/database.ts';
import type { Services } from '../services.ts';
import { planOf } from '../catalog/catalog.ts';
import { queueMail } from './outbox.ts';

const DAY_MS = 86_400_000;
const TRIAL_NOTICE_DAYS = 2;
/** What ended longer ago is no news: after an outage of mail, or when an account that lapsed long ago comes to this service. */
const ENDED_NOTICE_DAYS = 3;

/** Safe to call at any time, by several processes at once. */
export async function queueNotices(services: Pick<Services, 'db' | 'catalog' | 'clock'>): Promise<void> {
	await queueLowBalances(services.db, services.clock());
	await queueTrialEnds(services);
	await queueEndedPlans(services);
}

/**
 * A connected site whose Total Available is at or above its account's threshold is armed; one that is armed and falls below
 * is told of, and is not told of again until it was above. Sites of one license that fall at once share a mail.
 */
async function queueLowBalances(db: Database, now: Date): Promise<void> {
	await db.query(
		`INSERT INTO low_balance_watches (account_id, site_id, armed_at)
			SELECT s.account_id, s.site_id, $1
			FROM sites s
			JOIN accounts a ON a.account_id = s.account_id
			JOIN pools own ON own.account_id = s.account_id AND own.pool_id = s.site_id
			JOIN pools shared ON shared.account_id = s.account_id AND shared.pool_id = s.license_id
			WHERE s.disconnected_at IS NULL AND own.available + shared.available >= a.low_balance_below
				AND NOT EXISTS (SELECT 1 FROM low_balance_watches w WHERE w.account_id = s.account_id AND w.site_id = s.site_id)
			ON CONFLICT (account_id, site_id) DO NOTHING`,
		[now],
	);
	await db.query(
		`DELETE FROM low_balance_watches w USING sites s
			WHERE s.account_id = w.account_id AND s.site_id = w.site_id AND s.disconnected_at IS NOT NULL`,
	);
	await db.transaction(async (tx) => {
		const fallen = await tx.query<{ account_id: string; license_id: string; home: string; domain: number; shared: number; below: number }>(
			`DELETE FROM low_balance_watches w USING sites s, accounts a, licenses l, pools own, pools shared
				WHERE s.account_id = w.account_id AND s.site_id = w.site_id
					AND a.account_id = w.account_id AND a.email IS NOT NULL
					AND l.account_id = w.account_id AND l.license_id = s.license_id
					AND license_status(l.plan, l.trial_ends_at, l.paid_until, l.ends_at, $1) IN ('active', 'trialing')
					AND own.account_id = w.account_id AND own.pool_id = w.site_id
					AND shared.account_id = w.account_id AND shared.pool_id = s.license_id
					AND own.available + shared.available < a.low_balance_below
				RETURNING w.account_id, s.license_id, s.home, own.available AS domain, shared.available AS shared, a.low_balance_below AS below`,
			[now],
		);
		const by_license = Map.groupBy(fallen.rows, (row) => row.license_id);
		for (const [license_id, rows] of by_license) {
			const [first] = rows;
			if (first !== undefined) {
				const { account_id, below, shared } = first;
				const sites = rows.map(({ home, domain }) => ({ home, domain })).sort((left, right) => left.domain - right.domain);
				await queueMail(
					tx,
					{ account_id, mail_key: `low_balance:${license_id}:${now.toISOString()}`, template: 'low_balance', facts: { license_id, below, shared, sites } },
					now,
				);
			}
		}
	});
}

interface LicenseRow {
	account_id: string;
	license_id: string;
	plan: string;
	/** When the trial ends, or the plan ended. */
	at: Date;
	was_trial: boolean;
	credits: number;
}

const CREDITS = '(SELECT coalesce(sum(p.available), 0)::bigint FROM pools p WHERE p.account_id = l.account_id AND p.license_id = l.license_id) AS credits';

async function queueTrialEnds({ db, catalog, clock }: Pick<Services, 'db' | 'catalog' | 'clock'>): Promise<void> {
	const now = clock();
	const found = await db.query<LicenseRow>(
		`SELECT l.account_id, l.license_id, l.plan, l.trial_ends_at AS at, true AS was_trial, ${CREDITS}
			FROM licenses l JOIN accounts a ON a.account_id = l.account_id AND a.email IS NOT NULL
			WHERE l.trial_ends_at > $1 AND l.trial_ends_at <= $2
				AND license_status(l.plan, l.trial_ends_at, l.paid_until, l.ends_at, $1) = 'trialing'
				AND NOT EXISTS (SELECT 1 FROM mail_outbox o WHERE o.account_id = l.account_id AND o.mail_key = 'trial_ends:' || l.license_id)`,
		[now, new Date(now.getTime() + TRIAL_NOTICE_DAYS * DAY_MS)],
	);
	for (const { account_id, license_id, plan, at, credits } of found.rows) {
		const facts = { license_id, plan_name: planOf(catalog, plan).name, trial_ends_at: at.toISOString(), credits };
		await queueMail(db, { account_id, mail_key: `trial_ends:${license_id}`, template: 'trial_ends', facts }, now);
	}
}

async function queueEndedPlans({ db, catalog, clock }: Pick<Services, 'db' | 'catalog' | 'clock'>): Promise<void> {
	const now = clock();
	const found = await db.query<LicenseRow>(
		`SELECT l.account_id, l.license_id, l.plan, l.ended_at AS at, l.paid_until IS NULL AND l.ends_at IS NULL AS was_trial, ${CREDITS}
			FROM (
				SELECT *, greatest(ends_at, CASE WHEN ends_at IS NULL THEN paid_until + interval '7 days' END, trial_ends_at) AS ended_at
				FROM licenses
			) l JOIN accounts a ON a.account_id = l.account_id AND a.email IS NOT NULL
			WHERE l.ended_at > $2 AND license_status(l.plan, l.trial_ends_at, l.paid_until, l.ends_at, $1) = 'lapsed'`,
		[now, new Date(now.getTime() - ENDED_NOTICE_DAYS * DAY_MS)],
	);
	for (const { account_id, license_id, plan, at, was_trial, credits } of found.rows) {
		const facts = { license_id, plan_name: planOf(catalog, plan).name, was_trial, ended_at: at.toISOString(), credits };
		await queueMail(db, { account_id, mail_key: `plan_ended:${license_id}:${at.toISOString()}`, template: 'plan_ended', facts }, now);
	}
}
