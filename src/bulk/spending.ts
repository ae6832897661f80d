// Whether this person, on this site, can have a text written now; and if not, what stands in the way.
import type { Account } from '../api/generated/account';
import { spendableCredits, totalCredits } from '../sync/balance';

export type Obstacle =
	'not_allowed' | 'not_connected' | 'broken' | 'no_plan' | 'short' | 'capped';

/** What stands in the way of an action at this price; null when nothing is known to. */
export function obstacle( account: Account, price: number ): Obstacle | null {
	const { connection, balance, can } = account;
	if ( ! can.spend ) {
		return 'not_allowed';
	}
	if ( connection === 'never' || connection === 'disconnected' ) {
		return 'not_connected';
	}
	if ( connection !== 'connected' ) {
		return 'broken';
	}
	if ( balance === null || spendableCredits( balance ) >= price ) {
		return null;
	}
	const { status } = balance.license;
	if ( status === 'free' || status === 'lapsed' ) {
		return 'no_plan';
	}
	return totalCredits( balance ) >= price ? 'capped' : 'short';
}
