// Which pack covers what is needed: by what could be spent once its credits have landed.
import type { Account, Balance, Pack } from '../api/generated/account';
import { spendableCredits } from '../sync/balance';

/**
 * What this site could spend once a pack has landed, in credits. What the license owes is paid first, into
 * whichever pool the credits come, and a cap goes on limiting what is taken from Shared.
 */
export function spendableWith( balance: Balance, pack: Pack ): number {
	const { license, site } = balance;
	const landed = Math.max( 0, pack.credits - license.owed );
	return spendableCredits(
		pack.pool === 'shared'
			? {
					...balance,
					license: {
						...license,
						shared:
							license.shared === null
								? null
								: license.shared + landed,
					},
				}
			: { ...balance, site: { ...site, domain: site.domain + landed } }
	);
}

/** How many credits are short; 0 where nothing is needed, enough is there, or the balance is not known. */
export function shortBy( balance: Balance | null, need: number ): number {
	return balance === null
		? 0
		: Math.max( 0, need - spendableCredits( balance ) );
}

/** The cheapest first; for the same price more credits, then the pool that every site can spend. */
function bySize( one: Pack, other: Pack ): number {
	return (
		one.price_cents - other.price_cents ||
		other.credits - one.credits ||
		Number( one.pool === 'domain' ) - Number( other.pool === 'domain' )
	);
}

/** The smallest pack on sale with which `need` credits can be spent; null where no single one is enough. */
export function smallestThatCovers(
	{ catalog, balance }: Account,
	need: number
): Pack | null {
	if ( balance === null ) {
		return null;
	}
	return (
		catalog.packs
			.filter( ( pack ) => pack.available )
			.sort( bySize )
			.find( ( pack ) => spendableWith( balance, pack ) >= need ) ?? null
	);
}

/** What is chosen for the buyer: what covers a need, or comes closest; without one the offer, or the smallest. */
export function preselect( account: Account, need: number ): Pack | null {
	const { catalog, balance } = account;
	const packs = catalog.packs
		.filter( ( { available } ) => available )
		.sort( bySize );
	if ( balance !== null && shortBy( balance, need ) > 0 ) {
		const most = Math.max(
			...packs.map( ( pack ) => spendableWith( balance, pack ) )
		);
		return (
			smallestThatCovers( account, need ) ??
			packs.find( ( pack ) => spendableWith( balance, pack ) === most ) ??
			null
		);
	}
	return (
		packs.find( ( { kind } ) => kind === 'first_time_offer' ) ??
		packs[ 0 ] ??
		null
	);
}
