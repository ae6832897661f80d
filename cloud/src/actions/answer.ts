// Puts what the ledger says of an action into the words of /v1.
import type { ActionAnswer, Made } from '../http/schemas.ts';
import type { HoldAnswer } from '../ledger/hold.ts';
import type { ProblemCode } from '../problems.ts';

const NOTHING = { cost: 0, from_domain: 0, from_shared: 0, result: null, meta: null };

/** A refusal wrote nothing: the id stays usable. */
export function refusedAnswer(id: string, code: ProblemCode): ActionAnswer {
	return { id, outcome: 'refused', ...NOTHING, code };
}

/** What was not captured has cost nothing. */
export function toAnswer(hold: HoldAnswer): ActionAnswer {
	const { id, code, cost, from_domain, from_shared } = hold;
	switch (hold.state) {
		case 'captured': {
			const made = hold.result as Made | null;
			const { result, meta } = made ?? { result: null, meta: null };
			return { id, outcome: 'completed', cost, from_domain, from_shared, code: made === null ? 'result_expired' : null, result, meta };
		}
		case 'reserved':
		case 'held':
			return { id, outcome: 'in_progress', cost, from_domain, from_shared, code: null, result: null, meta: null };
		case 'released':
			return { id, outcome: 'failed', ...NOTHING, code: code ?? 'provider_failed' };
		case 'expired':
			return { id, outcome: 'expired', ...NOTHING, code: code ?? 'provider_failed' };
		case 'refused':
			return refusedAnswer(id, code ?? 'unavailable');
	}
}
