// Starts a screen: its query client, the sync of its account, and the first paint with the preloaded data.
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import domReady from '@wordpress/dom-ready';
import { StrictMode, createRoot } from '@wordpress/element';
import type { ReactElement } from 'react';
import { accountQuery } from './queries/account';
import { createQueryClient } from './queries/client';
import { refreshAccount } from './sync/refresh';
import { shareAccount } from './sync/tabs';

/** Preloaded answers are there within this time; otherwise the screen shows that it is loading. */
const PRELOADED_WITHIN_MS = 20;

function pageIsReady(): Promise< void > {
	return new Promise( ( resolve ) => domReady( resolve ) );
}

/** Waits for what was preloaded, and not for the network. */
async function preloadedAnswers(
	...queries: Promise< unknown >[]
): Promise< void > {
	const answered = Promise.all( queries ).catch( () => {
		// The screen reads the failure from its queries, and says it.
	} );
	const patience = new Promise( ( resolve ) =>
		setTimeout( resolve, PRELOADED_WITHIN_MS )
	);
	await Promise.race( [ answered, patience ] );
}

/**
 * Renders a screen into the element that PHP has printed; nothing where there is none.
 *
 * @param screen   The whole screen.
 * @param prefetch What it needs for its first paint besides the account.
 * @return What takes it away again.
 */
export async function startScreen(
	screen: ReactElement,
	prefetch: ( client: QueryClient ) => Promise< unknown >
): Promise< () => void > {
	await pageIsReady();
	const element = document.getElementById( 'seo-rank-genius-root' );
	if ( element === null ) {
		return () => undefined;
	}
	const client = createQueryClient();
	await preloadedAnswers(
		client.query( accountQuery() ),
		prefetch( client )
	);
	const root = createRoot( element );
	root.render(
		<StrictMode>
			<QueryClientProvider client={ client }>
				{ screen }
			</QueryClientProvider>
		</StrictMode>
	);
	const endSharing = shareAccount( client );
	const endRefreshing = refreshAccount( client );
	return () => {
		endRefreshing();
		endSharing();
		root.unmount();
		client.clear();
	};
}
