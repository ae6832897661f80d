// Looks for what owners are to be told of that no request or order announces: a balance that fell low, a trial about to end,
// a plan that ended. Each is told once.
import type { Services } from '../services.ts';
import { planOf } from '../catalog/catalog.ts';
import { queueLowBalances } from './low-balances.ts';
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
