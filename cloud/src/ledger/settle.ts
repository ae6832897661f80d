// The statement behind capture, release and expire: ends open holds; the first end of a hold wins.
import type { ProblemCode } from '../problems.ts';
import { perAction, type Call, type Verb } from './call.ts';
import type { SiteKey } from './hold.ts';

export interface Ending {
	action_id: string;
	result?: unknown;
	code?: ProblemCode;
}

export interface SettleCall extends Call {
	endings: readonly Ending[];
}

export function settleVerb(name: string, state: 'captured' | 'released' | 'expired'): Verb<SettleCall> {
	return {
		name,
		statement(calls, now) {
			const column = <T>(pick: (ending: Ending) => T): T[] => calls.flatMap(({ endings }) => endings.map(pick));
			return {
				text: 'SELECT * FROM settle_group($1, $2, $3, $4, $5, $6, $7)',
				values: [
					now,
					state,
					perAction(calls, ({ site }) => site.account_id),
					perAction(calls, ({ site }) => site.site_id),
					column((ending) => ending.action_id),
					column((ending) => (ending.result === undefined ? null : JSON.stringify(ending.result))),
					column((ending) => ending.code ?? null),
				],
			};
		},
	};
}

export function settleCall(site: SiteKey, endings: readonly Ending[]): SettleCall {
	return { site, action_ids: endings.map(({ action_id }) => action_id), endings };
}
