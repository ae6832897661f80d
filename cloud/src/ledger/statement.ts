// Verb: lists the actions of a site, or of several of one account, newest first, a page at a time or all of them. Nothing is locked. docs/LEDGER.md, "Statement".
import type { Queryable } from '../db/database.ts';
import type { Feature } from '../http/schemas.ts';
import { Problem, type ProblemCode } from '../problems.ts';
import type { SiteKey } from './hold.ts';

export const MAX_STATEMENT_LINES = 500;

/** What became of an action: `held` is still open. */
export type HoldState = 'held' | 'captured' | 'released' | 'expired';

export interface StatementFilter {
	feature?: Feature;
	/** One of these, where several are given. */
	state?: HoldState | readonly HoldState[];
	actor?: string;
	run_id?: string;
	/** Begun at this time or later. */
	from?: Date;
	/** Begun before this time. */
	to?: Date;
}

export interface StatementLine {
	site_id: string;
	action_id: string;
	run_id: string | null;
	feature: Feature;
	subject: { type: string; id: string };
	actor: string;
	state: HoldState;
	/** Why it was given back; null otherwise. */
	code: ProblemCode | null;
	/** Credits set aside. What was given back was not charged. */
	cost: number;
	from_domain: number;
	from_shared: number;
	created_at: Date;
	settled_at: Date | null;
}

/** Whose actions: one site's, or those of several sites of one account. */
export type StatementOf = SiteKey | { account_id: string; site_ids: readonly string[] };

export interface StatementPage {
	lines: StatementLine[];
	/** Where the next page begins; null on the last one. */
	next_cursor: string | null;
}

interface Position {
	/** Microseconds since 1970: a Date would round what PostgreSQL keeps. */
	created_us: string;
	action_id: string;
}

type StatementRow = Omit<StatementLine, 'subject'> & { subject_type: string; subject_id: string; created_us: string };

/**
 * One page of at most `limit` lines, after `cursor` where one is given. What is begun meanwhile shifts no page: every line
 * that was there at the first page is told once.
 * @throws Problem `invalid_request`: a limit that is not 1 to 500, or a cursor that this verb did not make.
 */
export async function statement(
	db: Queryable,
	of: StatementOf,
	filter: StatementFilter = {},
	page: { limit?: number; cursor?: string } = {},
): Promise<StatementPage> {
	const limit = page.limit ?? 50;
	if (!Number.isInteger(limit) || limit < 1 || limit > MAX_STATEMENT_LINES) {
		throw new Problem('invalid_request', `A page has 1 to ${MAX_STATEMENT_LINES} lines.`);
	}
	const values: unknown[] = [of.account_id, 'site_id' in of ? [of.site_id] : of.site_ids];
	const bind = (value: unknown): string => `$${values.push(value)}`;
	const conditions = [...conditionsOf(filter, bind), ...afterPosition(page.cursor, bind)];
	const most = bind(limit + 1);
	const found = await db.query<StatementRow>({
		name: nameOf(filter, page.cursor),
		// Each site's own index gives its newest; what is merged is never more than a page of each.
		text: `SELECT h.*, (extract(epoch FROM h.created_at) * 1000000)::bigint::text AS created_us
			FROM unnest($2::uuid[]) AS asked (of_site) CROSS JOIN LATERAL (
				SELECT site_id, action_id, run_id, feature, subject_type, subject_id, actor, state, code, cost, from_domain, from_shared,
						created_at, settled_at
					FROM holds WHERE account_id = $1 AND site_id = of_site${conditions.map((condition) => ` AND ${condition}`).join('')}
					ORDER BY created_at DESC, action_id LIMIT ${most}
			) h
			ORDER BY h.created_at DESC, h.action_id LIMIT ${most}`,
		values,
	});
	const rows = found.rows.slice(0, limit);
	const last = rows.at(-1);
	return {
		lines: rows.map(({ subject_type, subject_id, created_us: _created_us, ...line }) => ({ ...line, subject: { type: subject_type, id: subject_id } })),
		next_cursor: last !== undefined && found.rows.length > limit ? writeCursor(last) : null,
	};
}

/** Every line that the filter lets through, read page by page: for an export of any length. */
export async function* wholeStatement(db: Queryable, of: StatementOf, filter: StatementFilter = {}): AsyncGenerator<StatementLine, void, void> {
	for (let cursor: string | null | undefined; cursor !== null; ) {
		const page: StatementPage = await statement(db, of, filter, { limit: MAX_STATEMENT_LINES, ...(cursor === undefined ? {} : { cursor }) });
		yield* page.lines;
		cursor = page.next_cursor;
	}
}

/** One name for each text: which conditions it has. */
function nameOf(filter: StatementFilter, cursor: string | undefined): string {
	const conditions = Object.entries({ ...filter, cursor }).flatMap(([key, value]) => (value === undefined ? [] : [key]));
	return ['statement', ...conditions.sort()].join(' ');
}

function conditionsOf(filter: StatementFilter, bind: (value: unknown) => string): string[] {
	const compared: [string, unknown][] = [
		['feature =', filter.feature],
		['actor =', filter.actor],
		['run_id =', filter.run_id],
		['created_at >=', filter.from],
		['created_at <', filter.to],
	];
	const conditions = compared.flatMap(([comparison, value]) => (value === undefined ? [] : [`${comparison} ${bind(value)}`]));
	return filter.state === undefined ? conditions : [...conditions, `state = ANY (${bind([filter.state].flat())}::hold_state[])`];
}

/** The first comparison is what the index is entered by; the second tells apart what began at once. */
function afterPosition(cursor: string | undefined, bind: (value: unknown) => string): string[] {
	if (cursor === undefined) {
		return [];
	}
	const { created_us, action_id } = readCursor(cursor);
	const at = `(timestamptz 'epoch' + ${bind(created_us)}::bigint * interval '1 microsecond')`;
	return [`created_at <= ${at}`, `(created_at < ${at} OR action_id > ${bind(action_id)})`];
}

function writeCursor({ created_us, action_id }: Position): string {
	return Buffer.from(`${created_us} ${action_id}`).toString('base64url');
}

function readCursor(cursor: string): Position {
	const found = /^(\d{1,17}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(Buffer.from(cursor, 'base64url').toString());
	const [, created_us, action_id] = found ?? [];
	if (created_us === undefined || action_id === undefined) {
		throw new Problem('invalid_request', 'This cursor is not from a page of this statement.');
	}
	return { created_us, action_id };
}
