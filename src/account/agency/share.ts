// What the agency view says of a site’s use of the Shared pool.
import type { LicenseSite } from '../../api/generated/license-site';

/** From this part of a cap on, a site is near it. */
const NEAR = 0.8;

/** Shared Credits that the site took this month. */
export function takenThisMonth( { months }: LicenseSite ): number {
	return months.at( -1 )?.shared ?? 0;
}

/** Its part of what all sites took this month, 0 to 1; 0 where nobody took anything. */
export function shareOf(
	site: LicenseSite,
	sites: readonly LicenseSite[]
): number {
	const all = sites.reduce( ( sum, one ) => sum + takenThisMonth( one ), 0 );
	return all === 0 ? 0 : takenThisMonth( site ) / all;
}

/** Whether its cap is reached, or near: from 80 % of it on. */
export function capState( site: LicenseSite ): 'reached' | 'near' | null {
	const { cap } = site;
	if ( cap === null || cap === 0 ) {
		return null;
	}
	const taken = takenThisMonth( site );
	if ( taken >= cap ) {
		return 'reached';
	}
	return taken >= cap * NEAR ? 'near' : null;
}

/** A cap as it was typed: null for none, undefined for what is no number of credits. */
export function readCap( typed: string ): number | null | undefined {
	const text = typed.trim();
	if ( text === '' ) {
		return null;
	}
	return /^[0-9]{1,10}$/.test( text ) && Number( text ) <= 1_000_000_000
		? Number( text )
		: undefined;
}
