// Verb: sets credits aside for 1 to 25 actions of one site, in one round trip. docs/LEDGER.md, "Reserve".
import { randomUUID } from 'node:crypto';
import type { Database } from '../db/database.ts';
import type { Feature } from '../http/schemas.ts';
import type { ProblemCode } from '../problems.ts';
import { holdsAnswer, type HoldsAnswer, type HoldsRow } from './hold.ts';

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

/**
 * Answers for every reservation, in order. Ids must differ from each other. Where its answer is lost it asks again, as the same attempt.
 * With `refusal` every new one is refused with that code, and known ones are answered as ever.
 */
export async function reserve(
	db: Database,
	site: { account_id: string; site_id: string },
	reservations: readonly Reservation[],
	now: Date,
	refusal?: ProblemCode,
): Promise<HoldsAnswer> {
	const column = <T>(pick: (reservation: Reservation) => T): T[] => reservations.map(pick);
	const [row] = await db.verb<HoldsRow>({
		name: 'reserve',
		text: `SELECT reserve_actions($1, $2, $3, $4, $5, $6, $7, $8::uuid[], $9::uuid[], $10::text[], $11::text[], $12::text[], $13::text[],
			$14::bytea[], $15::integer[]) AS actions`,
		values: [
			site.account_id,
			site.site_id,
			randomUUID(),
			now,
			new Date(now.getTime() + HOLD_LIFETIME_MS),
			refusal ?? null,
			reservations.reduce((sum, { cost }) => sum + cost, 0),
			column((reservation) => reservation.action_id),
			column((reservation) => reservation.run_id),
			column((reservation) => reservation.feature),
			column((reservation) => reservation.subject.type),
			column((reservation) => reservation.subject.id),
			column((reservation) => reservation.actor),
			column((reservation) => reservation.fingerprint),
			column((reservation) => reservation.cost),
		],
	});
	return holdsAnswer(row);
}
