// The rows of the table in src/sync/tabs.ts, with two tabs of one browser.
import type { QueryClient } from '@tanstack/react-query';
import { waitFor } from '@testing-library/react';
import type { Account } from '../../../src/api/generated/account';
import { knownAccount, takeAccount } from '../../../src/queries/account';
import { createQueryClient } from '../../../src/queries/client';
import { shareAccount } from '../../../src/sync/tabs';
import { account, balance, neverConnected } from '../fixtures';

const ends: ( () => void )[] = [];

afterEach( () => ends.splice( 0 ).forEach( ( end ) => end() ) );

function openTab( first: Account ): QueryClient {
	const client = createQueryClient();
	takeAccount( client, first );
	ends.push( shareAccount( client ) );
	return client;
}

function shared( client: QueryClient ): number | null | undefined {
	return knownAccount( client )?.balance?.license.shared;
}

function withShared( credits: number, version: number ): Account {
	return account( {
		balance: balance( { license: { shared: credits, version } } ),
	} );
}

/** Everything that was told before this has arrived: channels keep their order. */
async function settled(
	from: QueryClient,
	to: QueryClient,
	credits = 77
): Promise< void > {
	takeAccount( from, withShared( credits, 9000 + credits ) );
	await waitFor( () => expect( shared( to ) ).toBe( credits ) );
}

/** Counts what is told on the channel of a site. */
function eavesdrop( siteId: string | null ): () => number {
	const channel = new BroadcastChannel(
		`seo-rank-genius:1:${ siteId ?? 'none' }`
	);
	let count = 0;
	channel.onmessage = () => ( count += 1 );
	ends.push( () => channel.close() );
	return () => count;
}

it( 'tells the other tabs when a page is opened', async () => {
	const first = openTab( withShared( 500, 7 ) );
	openTab( withShared( 499, 8 ) );
	await waitFor( () => expect( shared( first ) ).toBe( 499 ) );
} );

it( 'tells the other tabs when an answer changes the account', async () => {
	const first = openTab( withShared( 500, 7 ) );
	const second = openTab( withShared( 500, 7 ) );
	takeAccount( first, withShared( 499, 8 ) );
	await waitFor( () => expect( shared( second ) ).toBe( 499 ) );
} );

it( 'tells nobody of an answer that changes nothing', async () => {
	const first = openTab( withShared( 500, 7 ) );
	const second = openTab( withShared( 500, 7 ) );
	await settled( first, second );
	const now = JSON.stringify( knownAccount( first ) );
	takeAccount( first, JSON.parse( now ) as Account );
	const heard = eavesdrop( withShared( 0, 0 ).site_id );
	takeAccount( first, JSON.parse( now ) as Account );
	await settled( first, second, 78 );
	await waitFor( () => expect( heard() ).toBe( 1 ) );
} );

it( 'merges what another tab tells, and does not tell it again', async () => {
	const first = openTab( withShared( 500, 7 ) );
	const second = openTab( withShared( 500, 7 ) );
	takeAccount( second, withShared( 400, 9 ) );
	await waitFor( () => expect( shared( first ) ).toBe( 400 ) );
	const heard = eavesdrop( withShared( 0, 0 ).site_id );
	takeAccount( first, withShared( 450, 8 ) );
	expect( shared( first ) ).toBe( 400 );
	await settled( first, second );
	expect( shared( second ) ).toBe( 77 );
	// The late answer and the last one, and no echo of either.
	await waitFor( () => expect( heard() ).toBe( 2 ) );
} );

it( 'follows another tab that connects, and listens there from then on', async () => {
	const first = openTab( neverConnected() );
	const second = openTab( neverConnected() );
	takeAccount( first, withShared( 500, 7 ) );
	await waitFor( () =>
		expect( knownAccount( second )?.connection ).toBe( 'connected' )
	);
	takeAccount( second, withShared( 499, 8 ) );
	await waitFor( () => expect( shared( first ) ).toBe( 499 ) );
} );

it( 'follows a page that comes back connected from the plans page', async () => {
	const waiting = openTab( neverConnected() );
	openTab( withShared( 1000, 1 ) );
	await waitFor( () => expect( shared( waiting ) ).toBe( 1000 ) );
} );

it( 'follows another tab that disconnects', async () => {
	const first = openTab( withShared( 500, 7 ) );
	const second = openTab( withShared( 500, 7 ) );
	takeAccount( first, neverConnected( { connection: 'disconnected' } ) );
	await waitFor( () =>
		expect( knownAccount( second )?.connection ).toBe( 'disconnected' )
	);
} );

it( 'does not listen to a site with another address', async () => {
	const here = openTab( neverConnected() );
	const there = openTab(
		neverConnected( { domain: 'localhost:8888/other' } )
	);
	takeAccount( there, {
		...withShared( 9, 9 ),
		domain: 'localhost:8888/other',
	} );
	openTab( withShared( 500, 7 ) );
	await waitFor( () => expect( shared( here ) ).toBe( 500 ) );
	expect( knownAccount( here )?.domain ).toBe( 'localhost:8888' );
} );

it( 'keeps its own capabilities', async () => {
	const editor = openTab(
		account( {
			can: { view: true, spend: true, buy: false, manage_license: false },
			balance: balance( { license: { shared: 500, version: 7 } } ),
		} )
	);
	openTab( withShared( 499, 8 ) );
	await waitFor( () => expect( shared( editor ) ).toBe( 499 ) );
	expect( knownAccount( editor )?.can.buy ).toBe( false );
} );

it( 'takes nothing in that is no account', async () => {
	const first = openTab( withShared( 500, 7 ) );
	const second = openTab( withShared( 500, 7 ) );
	const channel = new BroadcastChannel(
		`seo-rank-genius:1:${ withShared( 0, 0 ).site_id ?? '' }`
	);
	channel.postMessage( { balance: 'much' } );
	channel.close();
	await settled( first, second );
	expect( shared( second ) ).toBe( 77 );
} );
