// What is known of the credits: which of two answers is newer, the total, and what can be spent.
import type { Account, Balance } from '../api/generated/account';

interface Half {
	version: number;
}

/** The newer half by its version; of two with the same version the one of the later answer. */
function newer< H extends Half >(
	held: H,
	incoming: H,
	incomingIsLater: boolean
): H {
	if ( held.version !== incoming.version ) {
		return held.version > incoming.version ? held : incoming;
	}
	return incomingIsLater ? incoming : held;
}

/**
 * Two balances as one: each half by itself. Another epoch (a connection, a move, a restored backup)
 * drops all that was known, unless it is the late answer of an epoch that is over.
 */
export function mergeBalance(
	held: Balance | null,
	incoming: Balance
): Balance {
	if ( held === null ) {
		return incoming;
	}
	const incomingIsLater =
		Date.parse( incoming.as_of ) >= Date.parse( held.as_of );
	if ( held.epoch !== incoming.epoch ) {
		return incomingIsLater ? incoming : held;
	}
	return {
		epoch: incoming.epoch,
		as_of: incomingIsLater ? incoming.as_of : held.as_of,
		license: newer( held.license, incoming.license, incomingIsLater ),
		site: newer( held.site, incoming.site, incomingIsLater ),
	};
}

/** The account with an answer taken in. Another site id is another connection: nothing old is kept. */
export function mergeAccount(
	held: Account | undefined,
	incoming: Account
): Account {
	if (
		held === undefined ||
		held.site_id !== incoming.site_id ||
		incoming.balance === null
	) {
		return incoming;
	}
	return {
		...incoming,
		balance: mergeBalance( held.balance, incoming.balance ),
	};
}

/** Shared Credits. Where the owner hides the figure from this site, nothing known here bounds them: Infinity, never to be shown. */
function sharedCredits( { license }: Balance ): number {
	return license.shared ?? Infinity;
}

/** Total Available: Shared and Domain together; what running actions hold is not in it. */
export function totalCredits( balance: Balance ): number {
	return sharedCredits( balance ) + balance.site.domain;
}

/** What the cap still lets this site take from Shared this month; null without a cap. */
export function capLeft( balance: Balance ): number | null {
	const { cap, cap_used: used } = balance.site;
	return cap === null ? null : Math.max( 0, cap - used );
}

/** What this site can spend now. */
export function spendableCredits( balance: Balance ): number {
	const { status } = balance.license;
	if ( status !== 'trialing' && status !== 'active' ) {
		return 0;
	}
	const shared = sharedCredits( balance );
	return (
		balance.site.domain + Math.min( shared, capLeft( balance ) ?? shared )
	);
}
