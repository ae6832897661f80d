// The tab that a checkout opens in. Browsers allow a new tab only in the click itself, before its address is known.
import { __ } from '@wordpress/i18n';

/** Opens an empty tab that cannot reach back into wp-admin; null where the browser blocks it. */
export function openCheckoutTab(): Window | null {
	const tab = window.open( 'about:blank', '_blank' );
	if ( tab !== null ) {
		tab.opener = null;
		tab.document.title = __( 'Opening checkout…', 'seo-rank-genius' );
		tab.document.body.textContent = tab.document.title;
	}
	return tab;
}

/** Sends it on. The empty page leaves no trace in its history. */
export function sendOn( tab: Window, address: string ): void {
	tab.location.replace( address );
}
