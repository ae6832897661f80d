// GET /v1/usage: the site's actions, newest first. GET /v1/usage/summary: what they cost by day and feature.
import { statement, type HoldState, type StatementFilter, type StatementLine } from '../ledger/statement.ts';
import { summariseUsage } from '../ledger/usage-summary.ts';
import { Problem } from '../problems.ts';
import type { Operation } from './app.ts';
import { connectedSite } from './authenticate-site.ts';
import { Exact } from './schemas.ts';
import { Period, UsagePage, UsageQuery, UsageSummary, type UsageLine } from './usage-schemas.ts';

const security = [{ site_token: [] }];

const STATES: Record<NonNullable<UsageQuery['outcome']>, readonly HoldState[]> = {
	completed: ['captured'],
	failed: ['released', 'expired'],
	in_progress: ['held'],
};
const OUTCOMES: Record<HoldState, UsageLine['outcome']> = { captured: 'completed', released: 'failed', expired: 'expired', held: 'in_progress' };

export const usage: Operation = (app, { db, clock }) => {
	app.get(
		'/v1/usage',
		{
			config: { auth: 'site' },
			schema: { operationId: 'listUsage', security, querystring: UsageQuery, response: { 200: UsagePage } },
		},
		async (request) => {
			const { cursor, per_page, ...filter } = request.query;
			const page = await statement(db, connectedSite(request), filterOf(filter), {
				...(cursor === undefined ? {} : { cursor }),
				...(per_page === undefined ? {} : { limit: Number(per_page) }),
			});
			return { lines: page.lines.map(showLine), next_cursor: page.next_cursor };
		},
	);

	app.get(
		'/v1/usage/summary',
		{
			config: { auth: 'site' },
			schema: { operationId: 'summariseUsage', security, querystring: Exact(Period), response: { 200: UsageSummary } },
		},
		async (request) => {
			const summary = await summariseUsage(db, connectedSite(request), periodOf(request.query), clock());
			const sum = (of: 'credits' | 'actions'): number => summary.days.reduce((total, day) => total + day[of], 0);
			return {
				...summary,
				from: summary.from.toISOString(),
				to: summary.to.toISOString(),
				total: { credits: sum('credits'), actions: sum('actions') },
			};
		},
	);
};

function filterOf({ feature, outcome, actor, run_id, ...period }: Omit<UsageQuery, 'cursor' | 'per_page'>): StatementFilter {
	return {
		...(feature === undefined ? {} : { feature }),
		...(outcome === undefined ? {} : { state: STATES[outcome] }),
		...(actor === undefined ? {} : { actor }),
		...(run_id === undefined ? {} : { run_id }),
		...periodOf(period),
	};
}

/** @throws Problem `invalid_request` for a day that no month has. */
function periodOf(asked: { from?: string; to?: string }): { from?: Date; to?: Date } {
	const period: { from?: Date; to?: Date } = {};
	for (const end of ['from', 'to'] as const) {
		const text = asked[end];
		if (text !== undefined) {
			const at = new Date(text);
			if (Number.isNaN(at.getTime())) {
				throw new Problem('invalid_request', `${end} is no moment that there is.`);
			}
			period[end] = at;
		}
	}
	return period;
}

/** What was given back cost nothing. */
function showLine(line: StatementLine): UsageLine {
	const is_charged = line.state === 'captured' || line.state === 'held';
	return {
		id: line.action_id,
		at: line.created_at.toISOString(),
		feature: line.feature,
		subject: line.subject,
		actor: line.actor,
		run_id: line.run_id,
		outcome: OUTCOMES[line.state],
		code: line.code,
		cost: is_charged ? line.cost : 0,
		from_domain: is_charged ? line.from_domain : 0,
		from_shared: is_charged ? line.from_shared : 0,
	};
}
