// Account › Credits as its tests open and read it.
import { screen, within } from '@testing-library/react';
import { AccountScreen } from '../../../src/account/account-screen';
import type { Account } from '../../../src/api/generated/account';
import { open } from '../screen';

export function show( state: Account ) {
	return open( <AccountScreen />, { account: state } );
}

export function tile( name: string ) {
	return within( screen.getByRole( 'group', { name } ) );
}

export function day( iso: string ): string {
	return new Intl.DateTimeFormat( 'en-US', {
		day: 'numeric',
		month: 'long',
	} ).format( new Date( iso ) );
}

export function filledButtons(): string[] {
	return [ ...document.querySelectorAll( '.is-primary' ) ].map(
		( { textContent } ) => textContent
	);
}
