// The rows of the table in src/sync/refresh.ts, on a clock that the test moves.
import { QueryObserver, type QueryClient } from '@tanstack/react-query';
import type { Account } from '../../../src/api/generated/account';
import {
	accountQuery,
	knownAccount,
	takeAccount,
} from '../../../src/queries/account';
import { createQueryClient } from '../../../src/queries/client';
import { refreshAccount } from '../../../src/sync/refresh';
import { account, balance, neverConnected, problem } from '../fixtures';
import { pass, settle, stopClock } from '../clock';
import { setHidden } from '../screen';
import { answer, asked, lost, refusal } from '../wordpress';

const SYNC = 'POST /account/sync';
let end: () => void = () => undefined;

beforeEach( () => {
	stopClock();
	setHidden( false );
} );

afterEach( () => {
	end();
	jest.useRealTimers();
	Reflect.deleteProperty( navigator, 'locks' );
} );

async function openPage( first: Account ): Promise< QueryClient > {
	const client = createQueryClient();
	takeAccount( client, first );
	const unobserve = new QueryObserver( client, accountQuery() ).subscribe(
		() => undefined
	);
	const stop = refreshAccount( client );
	end = () => {
		stop();
		unobserve();
		client.clear();
	};
	await settle();
	return client;
}

const current = () =>
	account( { balance: balance( { license: { shared: 99, version: 8 } } ) } );

it( 'asks nothing when the account is fresh', async () => {
	await openPage( account() );
	await pass( 600 );
	expect( asked ).toEqual( [] );
} );

it( 'asks once when the account is stale', async () => {
	answer( 'POST', '/account/sync', current() );
	const client = await openPage( account( { stale: true } ) );
	expect( asked ).toEqual( [ SYNC ] );
	expect( knownAccount( client )?.balance?.license.shared ).toBe( 99 );
	await pass( 600 );
	expect( asked ).toEqual( [ SYNC ] );
} );

it( 'does not ask in a circle when the answer still calls itself stale', async () => {
	answer( 'POST', '/account/sync', { ...current(), stale: true } );
	await openPage( account( { stale: true } ) );
	await pass( 30 );
	window.dispatchEvent( new Event( 'focus' ) );
	await pass( 600 );
	expect( asked ).toEqual( [ SYNC ] );
} );

it( 'leaves it to the tab that is at it', async () => {
	const requested: string[] = [];
	Object.defineProperty( navigator, 'locks', {
		configurable: true,
		value: {
			request: (
				name: string,
				_options: object,
				run: ( lock: null ) => Promise< boolean >
			) => {
				requested.push( name );
				return run( null );
			},
		},
	} );
	await openPage( account( { stale: true } ) );
	expect( requested ).toHaveLength( 1 );
	expect( asked ).toEqual( [] );
} );

it( 'asks nothing while the page is hidden', async () => {
	setHidden( true );
	answer( 'POST', '/account/sync', current() );
	await openPage( account( { stale: true } ) );
	await pass( 600 );
	expect( asked ).toEqual( [] );
	setHidden( false );
	await settle();
	expect( asked ).toEqual( [ SYNC ] );
} );

it.each( [ 'visibilitychange', 'focus', 'online' ] )(
	'asks once on %s after more than a minute',
	async ( event ) => {
		answer( 'POST', '/account/sync', current() );
		await openPage( account() );
		await pass( 61 );
		const target = event === 'visibilitychange' ? document : window;
		target.dispatchEvent( new Event( event ) );
		target.dispatchEvent( new Event( event ) );
		await settle();
		expect( asked ).toEqual( [ SYNC ] );
	}
);

it( 'asks nothing on focus within a minute', async () => {
	await openPage( account() );
	await pass( 30 );
	window.dispatchEvent( new Event( 'focus' ) );
	await settle();
	expect( asked ).toEqual( [] );
} );

it( 'asks again after 5, 10, 20, then every 30 s while the cloud is down', async () => {
	answer( 'POST', '/account/sync', account( { problem: problem() } ) );
	await openPage( account( { problem: problem() } ) );
	const moments: number[] = [];
	for ( let second = 1; second <= 100; second++ ) {
		const before = asked.length;
		await pass( 1 );
		if ( asked.length > before ) {
			moments.push( second );
		}
	}
	expect( moments ).toEqual( [ 5, 15, 35, 65, 95 ] );
}, 20_000 );

it( 'asks again when WordPress itself does not answer', async () => {
	answer( 'POST', '/account/sync', lost );
	await openPage( account( { stale: true } ) );
	expect( asked ).toHaveLength( 1 );
	await pass( 5 );
	expect( asked ).toHaveLength( 2 );
	answer( 'POST', '/account/sync', current() );
	await pass( 10 );
	expect( asked ).toHaveLength( 3 );
	await pass( 600 );
	expect( asked ).toHaveLength( 3 );
} );

it( 'asks no more when WordPress refuses', async () => {
	answer( 'POST', '/account/sync', () =>
		refusal( 401, 'rest_forbidden', 'You are logged out.' )
	);
	await openPage( account( { stale: true } ) );
	await pass( 600 );
	expect( asked ).toEqual( [ SYNC ] );
} );

it( 'asks at once on focus while it waits', async () => {
	answer( 'POST', '/account/sync', current() );
	const client = await openPage( account( { problem: problem() } ) );
	await pass( 1 );
	window.dispatchEvent( new Event( 'focus' ) );
	await settle();
	expect( asked ).toEqual( [ SYNC ] );
	expect( knownAccount( client )?.problem ).toBeNull();
} );

it( 'does not ask sooner than a rate limit says', async () => {
	answer( 'POST', '/account/sync', current() );
	await openPage(
		account( {
			problem: problem( { code: 'rate_limited', retry_after_s: 90 } ),
		} )
	);
	await pass( 60 );
	window.dispatchEvent( new Event( 'focus' ) );
	await settle();
	expect( asked ).toEqual( [] );
	await pass( 31 );
	expect( asked ).toEqual( [ SYNC ] );
} );

it( 'waits 5 s again once a problem was over', async () => {
	answer( 'POST', '/account/sync', current() );
	const client = await openPage( account( { problem: problem() } ) );
	await pass( 5 );
	expect( knownAccount( client )?.problem ).toBeNull();
	asked.length = 0;
	takeAccount( client, account( { problem: problem() } ) );
	await settle();
	await pass( 4 );
	expect( asked ).toEqual( [] );
	await pass( 1 );
	expect( asked ).toEqual( [ SYNC ] );
} );

it( 'waits for a problem that only a person can mend', async () => {
	await openPage(
		account( {
			problem: problem( { code: 'forbidden', retry_after_s: null } ),
		} )
	);
	await pass( 600 );
	expect( asked ).toEqual( [] );
} );

it( 'asks WordPress, not the cloud, whether an unconnected site was connected elsewhere', async () => {
	answer( 'GET', '/account', current() );
	const client = await openPage( neverConnected() );
	await pass( 600 );
	expect( asked ).toEqual( [] );
	window.dispatchEvent( new Event( 'focus' ) );
	await settle();
	expect( asked ).toEqual( [ 'GET /account' ] );
	expect( knownAccount( client )?.connection ).toBe( 'connected' );
} );
