// The rows of the table in src/sync/checkout-watch.ts.
import { act, renderHook } from '@testing-library/react';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Account } from '../../../src/api/generated/account';
import type { Checkout } from '../../../src/api/generated/checkout';
import {
	accountQuery,
	knownAccount,
	takeAccount,
} from '../../../src/queries/account';
import { createQueryClient } from '../../../src/queries/client';
import { nextLook, useCheckoutWatch } from '../../../src/sync/checkout-watch';
import { account, balance, checkout } from '../fixtures';
import { pass, settle, stopClock } from '../clock';
import { setHidden } from '../screen';
import { answer, asked, refusal } from '../wordpress';

const open = checkout();
const LOOK = `GET /checkouts/${ open.id }`;

beforeEach( () => {
	stopClock();
	setHidden( false );
} );

afterEach( () => jest.useRealTimers() );

/** The checkout as it is from now on, and whether the account still lists it. */
function becomes( change: Partial< Checkout >, rest: Partial< Account > = {} ) {
	const now = checkout( change );
	const isOpen = now.status === 'open' || now.status === 'paid';
	answer( 'GET', `/checkouts/${ open.id }`, {
		checkout: now,
		account: account( { open_checkouts: isOpen ? [ now ] : [], ...rest } ),
	} );
}

async function watch( first: Account ) {
	const client = createQueryClient();
	takeAccount( client, first );
	const wrapper = ( { children }: { children: ReactNode } ) => (
		<QueryClientProvider client={ client }>
			{ children }
		</QueryClientProvider>
	);
	const { result } = renderHook(
		() => {
			const { data } = useQuery( accountQuery() );
			return useCheckoutWatch( data ?? first );
		},
		{ wrapper }
	);
	await settle();
	return { client, result };
}

const withOpen = () => account( { open_checkouts: [ open ] } );

it.each( [
	[ 'open', 0, false, 2_000 ],
	[ 'paid', 0, false, 2_000 ],
	[ 'open', 0, true, 10_000 ],
	[ 'open', 300_000, false, false ],
	[ 'paid', 300_000, true, false ],
	[ 'granted', 0, false, false ],
	[ 'expired', 0, false, false ],
	[ 'failed', 0, false, false ],
	[ 'refunded', 0, false, false ],
] as const )(
	'looks next: %s for %d ms, hidden %s: %s',
	( status, since, hidden, next ) => {
		expect( nextLook( checkout( { status } ), since, hidden ) ).toBe(
			next
		);
	}
);

it( 'asks nothing where nothing is open', async () => {
	await watch( account() );
	await pass( 60 );
	expect( asked ).toEqual( [] );
} );

it( 'looks every 2 s at a checkout that the account lists as open', async () => {
	becomes( {} );
	const { result } = await watch( withOpen() );
	expect( result.current.watches[ 0 ]?.phase ).toBe( 'waiting' );
	await pass( 2 );
	await pass( 2 );
	expect( asked ).toEqual( [ LOOK, LOOK ] );
} );

it( 'slows down in a hidden tab, and looks at once when it is shown', async () => {
	becomes( {} );
	await watch( withOpen() );
	setHidden( true );
	await pass( 2 );
	asked.length = 0;
	await pass( 9 );
	expect( asked ).toEqual( [] );
	await pass( 1 );
	expect( asked ).toEqual( [ LOOK ] );
	setHidden( false );
	await settle();
	expect( asked ).toEqual( [ LOOK, LOOK ] );
} );

it( 'ends when the credits are granted, with the balance already there', async () => {
	becomes(
		{ status: 'granted', order_id: 'order-1' },
		{ balance: balance( { site: { domain: 2370, version: 5 } } ) }
	);
	const { client, result } = await watch( withOpen() );
	await pass( 2 );
	expect( result.current.watches ).toEqual( [] );
	expect( result.current.ended?.status ).toBe( 'granted' );
	expect( knownAccount( client )?.balance?.site.domain ).toBe( 2370 );
	await pass( 60 );
	expect( asked ).toEqual( [ LOOK ] );
} );

it.each( [ 'expired', 'failed', 'refunded' ] as const )(
	'ends when it is %s, and says so',
	async ( status ) => {
		becomes( { status } );
		const { result } = await watch( withOpen() );
		await pass( 2 );
		expect( result.current.watches ).toEqual( [] );
		expect( result.current.ended?.status ).toBe( status );
	}
);

it( 'rests after 5 minutes, and looks again when shown or asked', async () => {
	becomes( {} );
	const { result } = await watch( withOpen() );
	await pass( 301 );
	expect( result.current.watches[ 0 ]?.phase ).toBe( 'paused' );
	asked.length = 0;
	await pass( 60 );
	expect( asked ).toEqual( [] );
	setHidden( true );
	setHidden( false );
	await settle();
	expect( asked ).toEqual( [ LOOK ] );
	act( () => result.current.watches[ 0 ]?.checkAgain() );
	await settle();
	expect( asked ).toEqual( [ LOOK, LOOK ] );
} );

it( 'calls it late when it was paid 5 minutes ago', async () => {
	becomes( { status: 'paid', order_id: 'order-1' } );
	const { result } = await watch( withOpen() );
	await pass( 2 );
	expect( result.current.watches[ 0 ]?.phase ).toBe( 'waiting' );
	await pass( 301 );
	expect( result.current.watches[ 0 ]?.phase ).toBe( 'late' );
	expect( result.current.watches[ 0 ]?.checkout.order_id ).toBe( 'order-1' );
} );

it( 'ends without a word when it was cancelled in another tab', async () => {
	answer( 'GET', `/checkouts/${ open.id }`, () =>
		refusal( 404, 'rest_not_found', 'No such checkout.' )
	);
	const { client, result } = await watch( withOpen() );
	act( () => takeAccount( client, account() ) );
	await settle();
	expect( result.current.watches ).toEqual( [] );
	expect( result.current.ended ).toBeNull();
	asked.length = 0;
	await pass( 60 );
	expect( asked ).toEqual( [] );
} );

it( 'looks once more when it landed in another tab, so that this one says it too', async () => {
	becomes( { status: 'granted' } );
	const { client, result } = await watch( withOpen() );
	act( () => takeAccount( client, account() ) );
	await settle();
	expect( asked ).toEqual( [ LOOK ] );
	expect( result.current.ended?.status ).toBe( 'granted' );
} );

it( 'goes on when the account left it out by mistake', async () => {
	becomes( {} );
	const { client, result } = await watch( withOpen() );
	act( () => takeAccount( client, account() ) );
	await settle();
	expect( result.current.watches ).toHaveLength( 1 );
	asked.length = 0;
	await pass( 2 );
	expect( asked ).toEqual( [ LOOK ] );
} );
