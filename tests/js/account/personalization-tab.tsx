// Account › Personalization as its tests open and read it.
import { screen } from '@testing-library/react';
import { AccountScreen } from '../../../src/account/account-screen';
import type { Account } from '../../../src/api/generated/account';
import { account, imageSettings, personalization } from '../fixtures';
import { open } from '../screen';
import { answer } from '../wordpress';

export async function show(
	saved = personalization(),
	state: Account = account(),
	settings = imageSettings()
) {
	answer( 'GET', '/personalization', { ...saved } );
	answer( 'GET', '/image-settings', { ...settings } );
	const opened = open( <AccountScreen />, {
		account: state,
		query: 'page=seo-rank-genius&tab=personalization',
	} );
	await screen.findByLabelText( 'Brand Name' );
	if ( state.can.manage_license ) {
		await screen.findByLabelText( 'Most credits per month' );
	}
	return opened;
}

/** Whether leaving the page would ask first. */
export function asksBeforeLeaving(): boolean {
	const event = new Event( 'beforeunload', { cancelable: true } );
	window.dispatchEvent( event );
	return event.defaultPrevented;
}
