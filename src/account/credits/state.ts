// Which of its states the Credits tab is in.
import type { Account, Balance } from '../../api/generated/account';
import { capLeft, spendableCredits, totalCredits } from '../../sync/balance';

/**
 * locked:   nothing to show but the way to credits: never connected, disconnected, or free without credits.
 * kept:     credits that a plan would bring back: free or lapsed.
 * broken:   the connection needs mending; the last known credits stay on the screen.
 * running:  a trial or an active plan.
 */
export type CreditsState = 'locked' | 'kept' | 'broken' | 'running';

export function creditsState( account: Account ): CreditsState {
	const { connection, balance, license } = account;
	if ( connection === 'never' || connection === 'disconnected' ) {
		return 'locked';
	}
	if ( connection !== 'connected' ) {
		return 'broken';
	}
	// The balance carries the newer status of the two.
	const status = balance?.license.status ?? license?.status ?? 'free';
	if ( status === 'trialing' || status === 'active' ) {
		return 'running';
	}
	if ( status === 'lapsed' ) {
		return 'kept';
	}
	return balance !== null && totalCredits( balance ) > 0 ? 'kept' : 'locked';
}

/** What keeps a running plan from spending: `empty`, `capped` (the cap, not the pool), or nothing. */
export function shortage( balance: Balance ): 'empty' | 'capped' | null {
	if ( spendableCredits( balance ) > 0 ) {
		return null;
	}
	return totalCredits( balance ) > 0 && capLeft( balance ) === 0
		? 'capped'
		: 'empty';
}

/** Some catalogs sell no Domain Credits: then there is one pool, and nothing to tell apart. */
export function hasDomainPool( { catalog, balance }: Account ): boolean {
	return (
		catalog.packs.some( ( { pool } ) => pool === 'domain' ) ||
		( balance?.site.domain ?? 0 ) > 0
	);
}
