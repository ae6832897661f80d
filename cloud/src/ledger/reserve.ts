// Verb: sets credits aside for 1 to 25 actions of one site, in one round trip. docs/LEDGER.md, "Reserve".
import { randomUUID } from 'node:crypto';
import type { Database } from '../db/database.ts';
import type { Feature } from '../http/schemas.ts';
import type { ProblemCode } from '../problems.ts';
import { callAlone, perAction, type Call, type Verb } from './call.ts';
import type { HoldsAnswer, SiteKey } from './hold.ts';

/** A model call ends within 90 s; 30 s more are for storing its result. */
export const HOLD_LIFETIME_MS = 120_000;

export interface Reservation {
	action_id: string;
	run_id: string | null;
	feature: Feature;
	subject: { type: string; id: string };
	actor: string;
	/** SHA-256 of what the action is: the same id with another is refused as key_reused. */
	fingerprint: Buffer;
	cost: number;
}

export interface ReserveCall extends Call {
	/** Where the answer of a statement is lost, asking again as the same attempt tells it that the holds are its own. */
	attempt_id: string;
	refusal: ProblemCode | null;
	reservations: readonly Reservation[];
}

export const RESERVE: Verb<ReserveCall> = {
	name: 'reserve',
	statement(calls, now) {
		const column = <T>(pick: (reservation: Reservation) => T): T[] => calls.flatMap(({ reservations }) => reservations.map(pick));
		return {
			text: 'SELECT * FROM reserve_group($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)',
			values: [
				now,
				new Date(now.getTime() + HOLD_LIFETIME_MS),
				perAction(calls, ({ site }) => site.account_id),
				perAction(calls, ({ site }) => site.site_id),
				perAction(calls, ({ attempt_id }) => attempt_id),
				perAction(calls, ({ refusal }) => refusal),
				column((reservation) => reservation.action_id),
				column((reservation) => reservation.run_id),
				column((reservation) => reservation.feature),
				column((reservation) => reservation.subject.type),
				column((reservation) => reservation.subject.id),
				column((reservation) => reservation.actor),
				column((reservation) => reservation.fingerprint),
				column((reservation) => reservation.cost),
			],
		};
	},
};

/** With `refusal` every new one is refused with that code, and known ones are answered as ever. */
export function reserveCall(site: SiteKey, reservations: readonly Reservation[], refusal: ProblemCode | null = null): ReserveCall {
	return { site, action_ids: reservations.map(({ action_id }) => action_id), attempt_id: randomUUID(), refusal, reservations };
}

/** Answers for every reservation, in order. Ids must differ from each other. */
export function reserve(db: Database, site: SiteKey, reservations: readonly Reservation[], now: Date, refusal?: ProblemCode): Promise<HoldsAnswer> {
	return callAlone(db, RESERVE, reserveCall(site, reservations, refusal), now);
}
