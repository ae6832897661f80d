// Verb: adds up what a site's actions cost, by UTC day and feature, and how fast it spends now. Nothing is locked. docs/LEDGER.md, "Usage".
import type { Queryable } from '../db/database.ts';
import type { Feature } from '../http/schemas.ts';
import { Problem } from '../problems.ts';
import type { SiteKey } from './hold.ts';

const DAY_MS = 24 * 60 * 60_000;
/** The pace is taken over so many days. */
export const PACE_DAYS = 28;
/** The longest time that is added up at once. */
export const MAX_SUMMARY_DAYS = 366;

export interface UsageDay {
	/** UTC, such as "2026-11-20": the day on which the actions began. */
	day: string;
	feature: Feature;
	/** Actions that were charged. */
	actions: number;
	credits: number;
	from_domain: number;
	from_shared: number;
}

export interface UsageSummary {
	from: Date;
	to: Date;
	/** By day, then feature; only where something was charged. */
	days: UsageDay[];
	/** Credits spent in the last so many days: 28, or fewer where the site's first action is more recent. */
	pace: { credits: number; days: number };
}

/**
 * What was charged for actions begun from `from` until before `to`; by default the last 28 UTC days, today among them.
 * @throws Problem `invalid_request`: `from` is not before `to`, or more than 366 days before it.
 */
export async function summariseUsage(db: Queryable, site: SiteKey, asked: { from?: Date; to?: Date }, now: Date): Promise<UsageSummary> {
	const to = asked.to ?? now;
	const from = asked.from ?? new Date(startOfDay(to).getTime() - (PACE_DAYS - 1) * DAY_MS);
	if (!(from < to) || to.getTime() - from.getTime() > MAX_SUMMARY_DAYS * DAY_MS) {
		throw new Problem('invalid_request', `from must be before to, and at most ${MAX_SUMMARY_DAYS} days before it.`);
	}
	const days = await db.query<UsageDay>(
		`SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, feature, count(*) AS actions,
				sum(cost) AS credits, sum(from_domain) AS from_domain, sum(from_shared) AS from_shared
			FROM holds WHERE account_id = $1 AND site_id = $2 AND created_at >= $3 AND created_at < $4 AND state = 'captured'
			GROUP BY 1, 2 ORDER BY 1, 2`,
		[site.account_id, site.site_id, from, to],
	);
	return { from, to, days: days.rows, pace: await paceOf(db, site, now) };
}

/** A site that began this week is not measured by three weeks in which it was not there. */
async function paceOf(db: Queryable, site: SiteKey, now: Date): Promise<UsageSummary['pace']> {
	const found = await db.query<{ credits: number; first: Date | null }>(
		`SELECT coalesce((SELECT sum(cost) FROM holds
					WHERE account_id = $1 AND site_id = $2 AND created_at >= $3 AND created_at <= $4 AND state = 'captured'), 0) AS credits,
				(SELECT created_at FROM holds WHERE account_id = $1 AND site_id = $2 ORDER BY created_at, action_id DESC LIMIT 1) AS first`,
		[site.account_id, site.site_id, new Date(now.getTime() - PACE_DAYS * DAY_MS), now],
	);
	const { credits, first } = found.rows[0] ?? { credits: 0, first: null };
	const age_days = first === null ? PACE_DAYS : Math.ceil((now.getTime() - first.getTime()) / DAY_MS);
	return { credits, days: Math.min(PACE_DAYS, Math.max(1, age_days)) };
}

function startOfDay(at: Date): Date {
	return new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS);
}
