// An action from its quote to its end: check, reserve, commit, call the model, store the result and capture. docs/LEDGER.md.
import { createHash } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import type { Database } from '../db/database.ts';
import type { FairQueue } from '../ai/fair-queue.ts';
import type { Model } from '../ai/model.ts';
import type { ActionAnswer, ActionRequest, Balance } from '../http/schemas.ts';
import { shareReads } from '../db/shared-reads.ts';
import { readBalances } from '../ledger/balance.ts';
import { findHolds } from '../ledger/find-holds.ts';
import type { HoldAnswer, SiteKey } from '../ledger/hold.ts';
import { createLedger } from '../ledger/ledger.ts';
import { Problem, type ProblemCode } from '../problems.ts';
import { refusedAnswer, toAnswer } from './answer.ts';
import { inputFault } from './input.ts';
import { priceOf, pricingInputOf, type PricingInput } from './price.ts';
import { createSettlement, type Settlement } from './settlement.ts';

/** The answer comes within this time; what is not done by then is `in_progress`. */
export const ANSWER_WITHIN_MS = 20_000;
/** A model call ends within this time, well before its hold expires. */
export const MODEL_CALL_MS = 90_000;
const BUSY_RETRY_AFTER_S = 5;

export interface ActionPipeline {
	/**
	 * Outcomes in the order asked for, and the balance after them. `request_id` is in every line logged of them, and goes to the model.
	 * @throws Problem for the request as a whole.
	 */
	run(site: SiteKey, requests: readonly ActionRequest[], request_id?: string): Promise<{ actions: ActionAnswer[]; balance: Balance }>;
	/** What became of these ids; unknown ones are left out. */
	find(site: SiteKey, ids: readonly string[]): Promise<{ actions: ActionAnswer[]; balance: Balance }>;
	/** Waits for what is running; after `patience_ms` model calls are cancelled, which releases their holds. */
	drain(patience_ms: number): Promise<void>;
}

interface Dependencies {
	db: Database;
	/** Whether calls that come together share a transaction; they do unless told otherwise. */
	groups?: boolean;
	model: Model;
	/** Bounds the model calls, and lets sites take turns. */
	queue: FairQueue;
	clock: () => Date;
	log: FastifyBaseLogger;
	/** Counts each try to settle that failed and is repeated. */
	onSettlementRetry?: () => void;
	answer_within_ms?: number;
	model_call_ms?: number;
}

/** The request that an action came with. */
interface Origin {
	site: SiteKey;
	settlement: Settlement;
	log: FastifyBaseLogger;
	request_id: string | undefined;
}

interface Checked {
	request: ActionRequest;
	pricing_input: PricingInput;
	cost: number;
	refusal: ProblemCode | undefined;
}

export function createActionPipeline(dependencies: Dependencies): ActionPipeline {
	const { db, model, queue, clock, log } = dependencies;
	const groups = dependencies.groups ?? true;
	const ledger = createLedger({
		db,
		clock,
		groups,
		onSplit: (error, calls) => log.warn({ err: error, calls: calls.length }, 'a group of calls failed; they are tried by themselves'),
	});
	const answer_within_ms = dependencies.answer_within_ms ?? ANSWER_WITHIN_MS;
	const model_call_ms = dependencies.model_call_ms ?? MODEL_CALL_MS;
	const readBalance = shareReads<SiteKey, Balance>((sites) => readBalances(db, sites, clock()), groups);
	const shutdown = new AbortController();
	/** What runs in this process, by site and id: a repeat waits for it instead of being told at once that it runs. */
	const running = new Map<string, Promise<HoldAnswer>>();

	function start({ site, settlement, log: own_log, request_id }: Origin, request: ActionRequest): Promise<HoldAnswer> {
		const key = keyOf(site, request.id);
		const signal = AbortSignal.any([shutdown.signal, AbortSignal.timeout(model_call_ms)]);
		const work = queue
			.run(site.site_id, signal, () => model.run(request, signal, request_id))
			.then((made) => ({ action_id: request.id, result: made }))
			.then(
				(ending) => settlement.capture(ending),
				(error: unknown) => {
					const code = error instanceof Problem ? error.code : 'provider_failed';
					own_log.warn({ err: error, action_id: request.id, code }, 'an action failed; its hold is released');
					return settlement.release({ action_id: request.id, code });
				},
			)
			.finally(() => running.delete(key));
		running.set(key, work);
		return work;
	}

	/** Read after the actions: it is never older than what is said of them. */
	async function balanceOf(site: SiteKey): Promise<Balance> {
		const balance = await readBalance(site);
		if (balance === undefined) {
			throw new Error('The ledger has no such site.');
		}
		return balance;
	}

	return {
		async run(site, requests, request_id) {
			if (new Set(requests.map((request) => request.id)).size !== requests.length) {
				throw new Problem('invalid_request', 'An id stands twice in this request.');
			}
			const checked = requests.map(check);
			const refused = checked.filter((action) => action.refusal !== undefined);
			const earlier = refused.length > 0 ? await findHolds(db, site, refused.map((action) => action.request.id)) : undefined;
			const passed = checked.filter((action) => action.refusal === undefined);
			// What is known is answered also where there is no room for what is new.
			const refusal = queue.hasRoom(passed.length) ? undefined : 'unavailable';
			const reserved = passed.length > 0 ? await ledger.reserve(site, passed.map(toReservation), refusal) : undefined;
			if (refusal !== undefined && reserved?.actions.every(({ code }) => code === refusal) === true) {
				throw new Problem('unavailable', 'Too many actions are running. Nothing was reserved.', { retry_after_s: BUSY_RETRY_AFTER_S });
			}

			const own_log = request_id === undefined ? log : log.child({ request_id });
			const settlement = createSettlement(ledger, site, (error, delay_ms, action_ids) => {
				own_log.warn({ err: error, delay_ms, action_ids }, 'settling failed; it is tried again');
				dependencies.onSettlementRetry?.();
			});
			const origin: Origin = { site, settlement, log: own_log, request_id };
			const deadline = AbortSignal.timeout(answer_within_ms);
			const answers = await Promise.all(
				checked.map(async ({ request, refusal }) => {
					const hold = (refusal === undefined ? reserved : earlier)?.actions.find((action) => action.id === request.id);
					if (hold === undefined) {
						return refusedAnswer(request.id, refusal ?? 'unavailable');
					}
					const work = hold.state === 'reserved' ? start(origin, request) : running.get(keyOf(site, request.id));
					if (work === undefined || (hold.state !== 'reserved' && hold.state !== 'held')) {
						return toAnswer(hold);
					}
					const settled = await withinDeadline(work, deadline);
					return toAnswer(settled ?? hold);
				}),
			);
			return { actions: answers, balance: await balanceOf(site) };
		},

		async find(site, ids) {
			const found = await findHolds(db, site, ids);
			return { actions: found.actions.map(toAnswer), balance: await balanceOf(site) };
		},

		async drain(patience_ms) {
			const timer = setTimeout(() => shutdown.abort(), patience_ms);
			while (running.size > 0) {
				await Promise.allSettled(running.values());
			}
			clearTimeout(timer);
		},
	};
}

function check(request: ActionRequest): Checked {
	const pricing_input = pricingInputOf(request);
	const cost = priceOf(request.feature, pricing_input);
	if (cost > request.max_cost) {
		return { request, pricing_input, cost, refusal: 'quote_exceeded' };
	}
	const fault = inputFault(request);
	return { request, pricing_input, cost, refusal: fault === undefined ? undefined : 'input_unusable' };
}

function toReservation({ request, pricing_input, cost }: Checked) {
	return {
		action_id: request.id,
		run_id: request.run_id,
		feature: request.feature,
		subject: request.subject,
		actor: request.actor,
		fingerprint: fingerprintOf(request, pricing_input),
		cost,
	};
}

/** SHA-256 of feature, subject, pricing input and quote. */
function fingerprintOf(request: ActionRequest, pricing_input: PricingInput): Buffer {
	const { candidate_pages, code_points, words_asked } = pricing_input;
	const quantities = [candidate_pages ?? null, code_points ?? null, words_asked ?? null];
	const parts = [request.feature, request.subject.type, request.subject.id, ...quantities, request.max_cost];
	return createHash('sha256').update(JSON.stringify(parts)).digest();
}

function keyOf(site: SiteKey, action_id: string): string {
	return `${site.site_id}/${action_id}`;
}

/** The settled action, or undefined where the deadline came first or the ledger could not be reached: it goes on by itself. */
async function withinDeadline(work: Promise<HoldAnswer>, deadline: AbortSignal): Promise<HoldAnswer | undefined> {
	const late = new Promise<undefined>((resolve) => {
		if (deadline.aborted) {
			resolve(undefined);
		}
		deadline.addEventListener('abort', () => resolve(undefined), { once: true });
	});
	return Promise.race([work.catch(() => undefined), late]);
}
