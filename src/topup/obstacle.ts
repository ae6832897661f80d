// What keeps this person, on this site, from buying a pack now.
import type { Account } from '../api/generated/account';

/**
 * not_allowed:   somebody else buys for this site: an administrator.
 * hidden:        somebody else buys for this site: the owner of its license.
 * not_connected: there is no license to buy for.
 * broken:        the connection needs mending first.
 * free, lapsed:  packs are sold to trials and active plans.
 */
export type BuyingObstacle =
	'not_allowed' | 'hidden' | 'not_connected' | 'broken' | 'free' | 'lapsed';

export function buyingObstacle( {
	balance,
	can,
	connection,
	license,
	site,
}: Account ): BuyingObstacle | null {
	if ( ! can.buy ) {
		return 'not_allowed';
	}
	if ( connection === 'never' || connection === 'disconnected' ) {
		return 'not_connected';
	}
	if ( connection !== 'connected' ) {
		return 'broken';
	}
	if ( site?.hide_shared === true ) {
		return 'hidden';
	}
	const status = balance?.license.status ?? license?.status ?? 'free';
	return status === 'free' || status === 'lapsed' ? status : null;
}
