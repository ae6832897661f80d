// What one caller asks of a verb of charging, and how a statement answers one call or several.
import type { Database, Statement } from '../db/database.ts';
import type { HoldAnswer, HoldsAnswer, SiteKey } from './hold.ts';

/** Actions of one site. */
export interface Call {
	site: SiteKey;
	/** They differ from each other. */
	action_ids: readonly string[];
}

/** A verb that answers any number of calls in one statement, which is one transaction, and which may be repeated. */
export interface Verb<C extends Call> {
	name: string;
	/** Answers a row per action. */
	statement(calls: readonly C[], now: Date): Pick<Statement, 'text' | 'values'>;
}

/** A row of SQL's action_answer. */
export interface ActionRow extends HoldAnswer {
	/** Which of the actions asked for, from 1. */
	n: number;
}

/** One call in a statement of its own, which is repeated where its outcome is not known. */
export async function callAlone<C extends Call>(db: Database, verb: Verb<C>, call: C, now: Date): Promise<HoldsAnswer> {
	const rows = await db.verb<ActionRow>({ name: verb.name, ...verb.statement([call], now) });
	return { actions: inOrder(rows) };
}

/** Several calls in one statement, answered call by call. Tried once: what to do where it fails is the caller's to say. */
export async function callTogether<C extends Call>(db: Database, verb: Verb<C>, calls: readonly C[], now: Date): Promise<HoldsAnswer[]> {
	const { rows } = await db.query<ActionRow>({ name: `${verb.name}-group`, ...verb.statement(calls, now) });
	const actions = inOrder(rows);
	let first = 1;
	let at = 0;
	return calls.map(({ action_ids }) => {
		first += action_ids.length;
		const from = at;
		while ((actions[at]?.n ?? first) < first) {
			at++;
		}
		return { actions: actions.slice(from, at) };
	});
}

/** Rows come in any order; of what the ledger does not know there is none. */
function inOrder(rows: readonly ActionRow[]): ActionRow[] {
	return rows.toSorted((left, right) => left.n - right.n);
}

/** An array for SQL, with an element per action. */
export function perAction<C extends Call, T>(calls: readonly C[], pick: (call: C, index: number) => T): T[] {
	return calls.flatMap((call) => call.action_ids.map((_, index) => pick(call, index)));
}
