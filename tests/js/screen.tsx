// Opens a screen as wp-admin does, with its sync running, and closes it after the test.
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import type { Account } from '../../src/api/generated/account';
import { createQueryClient } from '../../src/queries/client';
import { takeAccount } from '../../src/queries/account';
import { refreshAccount } from '../../src/sync/refresh';
import { shareAccount } from '../../src/sync/tabs';

const ends: ( () => void )[] = [];

afterEach( () => {
	ends.splice( 0 ).forEach( ( end ) => end() );
} );

export interface Opened {
	client: QueryClient;
	user: ReturnType< typeof userEvent.setup >;
}

export interface OpenOptions {
	/** The preloaded account; without it the screen asks for it. */
	account?: Account;
	/** The query of the page's address. */
	query?: string;
}

export function open(
	screen: ReactElement,
	{ account, query = 'page=seo-rank-genius' }: OpenOptions = {}
): Opened {
	window.history.replaceState( null, '', `/wp-admin/admin.php?${ query }` );
	const client = createQueryClient();
	if ( account !== undefined ) {
		takeAccount( client, account );
	}
	const view = render(
		<QueryClientProvider client={ client }>{ screen }</QueryClientProvider>
	);
	const endSharing = shareAccount( client );
	const endRefreshing = refreshAccount( client );
	ends.push( () => {
		endSharing();
		endRefreshing();
		view.unmount();
		client.clear();
	} );
	return {
		client,
		user: userEvent.setup( {
			advanceTimers: ( ms ) => {
				if (
					jest.isMockFunction( setTimeout ) ||
					'clock' in setTimeout
				) {
					jest.advanceTimersByTime( ms );
				}
			},
		} ),
	};
}

/** Puts the tab into the background, or shows it again. */
export function setHidden( hidden: boolean ): void {
	Object.defineProperty( document, 'hidden', {
		configurable: true,
		value: hidden,
	} );
	Object.defineProperty( document, 'visibilityState', {
		configurable: true,
		value: hidden ? 'hidden' : 'visible',
	} );
	act( () => {
		document.dispatchEvent( new Event( 'visibilitychange' ) );
		if ( ! hidden ) {
			window.dispatchEvent( new Event( 'visibilitychange' ) );
		}
	} );
}
