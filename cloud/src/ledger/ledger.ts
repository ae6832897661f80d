// The verbs of charging as the service uses them: calls that come together share statements, where the database is one that commits them together.
import type { Database } from '../db/database.ts';
import type { ProblemCode } from '../problems.ts';
import { callAlone, callTogether, type Call, type Verb } from './call.ts';
import { CAPTURE, type Capture } from './capture.ts';
import { createGroups } from './groups.ts';
import type { HoldsAnswer, SiteKey } from './hold.ts';
import { RELEASE, type Release } from './release.ts';
import { RESERVE, reserveCall, type Reservation } from './reserve.ts';
import { settleCall } from './settle.ts';

export interface Ledger {
	/** With `refusal` every new one is refused with that code. */
	reserve(site: SiteKey, reservations: readonly Reservation[], refusal?: ProblemCode): Promise<HoldsAnswer>;
	capture(site: SiteKey, captures: readonly Capture[]): Promise<HoldsAnswer>;
	release(site: SiteKey, releases: readonly Release[]): Promise<HoldsAnswer>;
}

export interface LedgerOptions {
	db: Database;
	clock: () => Date;
	/** False: every call is a statement of its own, as a database needs whose accounts lie on several machines. */
	groups: boolean;
	/** A statement of several calls failed; they are tried by themselves. */
	onSplit?: (error: unknown, calls: readonly Call[]) => void;
}

export function createLedger({ db, clock, groups, onSplit }: LedgerOptions): Ledger {
	function verb<C extends Call>(of: Verb<C>): (call: C) => Promise<HoldsAnswer> {
		const alone = (call: C): Promise<HoldsAnswer> => callAlone(db, of, call, clock());
		const together = (calls: readonly C[]): Promise<HoldsAnswer[]> => callTogether(db, of, calls, clock());
		return groups ? createGroups({ together, alone, ...(onSplit === undefined ? {} : { onSplit }) }) : alone;
	}
	const reserves = verb(RESERVE);
	const captures = verb(CAPTURE);
	const releases = verb(RELEASE);
	return {
		reserve: (site, reservations, refusal) => reserves(reserveCall(site, reservations, refusal)),
		capture: (site, endings) => captures(settleCall(site, endings)),
		release: (site, endings) => releases(settleCall(site, endings)),
	};
}
