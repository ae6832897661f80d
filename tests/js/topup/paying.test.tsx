// Paying in the top-up modal: from the click to the landing, and everything that can come between them.
import { waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';
import type { Account } from '../../../src/api/generated/account';
import { account, balance, checkout } from '../fixtures';
import { pass, settle, stopClock } from '../clock';
import { setHidden } from '../screen';
import { answer, asked, cloudProblem, lost, refusal } from '../wordpress';
import { choices, chosen, modal, show, withoutOffer } from './modal';

interface FakeTab {
	opener: unknown;
	close: jest.Mock;
	location: { replace: jest.Mock };
	document: { title: string; body: { textContent: string } };
}

/** The tab that the browser opens on a click. */
function allowTab(): FakeTab {
	const tab: FakeTab = {
		opener: window,
		close: jest.fn(),
		location: { replace: jest.fn() },
		document: { title: '', body: { textContent: '' } },
	};
	jest.spyOn( window, 'open' ).mockReturnValue( tab as unknown as Window );
	return tab;
}

function having( shared: number, version = 7 ): Account {
	return account( {
		balance: balance( {
			license: { shared, version },
			site: { domain: 0 },
		} ),
	} );
}

const pack = {
	sku: 'shared_1000',
	pool: 'shared',
	credits: 1000,
	price_cents: 500,
} as const;

/** Sells what is asked for, and answers each look with a checkout that is still open. */
function sell(): { id: string; sku: string }[] {
	const sold: { id: string; sku: string }[] = [];
	answer( 'POST', '/checkouts', async ( { request } ) => {
		const body = ( await request.json() ) as { id: string; sku: string };
		sold.push( body );
		return HttpResponse.json( checkout( { ...pack, ...body } ) );
	} );
	answer( 'GET', '/checkouts/:id', ( { params } ) => {
		const held = checkout( { ...pack, id: String( params.id ) } );
		return HttpResponse.json( {
			checkout: held,
			account: { ...having( 40 ), open_checkouts: [ held ] },
		} );
	} );
	return sold;
}

function pay( price: string ) {
	return modal().getByRole( 'button', { name: `Pay ${ price }` } );
}

it( 'opens the chosen pack’s checkout in the click, and waits in the button’s place', async () => {
	const tab = allowTab();
	const sold = sell();
	const { user } = show( having( 40 ), 72 );
	await user.click( pay( '$5' ) );
	expect( tab.opener ).toBeNull();
	await waitFor( () =>
		expect( tab.location.replace ).toHaveBeenCalledWith(
			'https://pay.example.com/checkout/1'
		)
	);
	expect( sold.map( ( { sku } ) => sku ) ).toEqual( [ 'shared_1000' ] );
	const waiting = await modal().findByText( 'Waiting for payment…' );
	expect( waiting ).toBeVisible();
	expect( waiting.parentElement ).toHaveFocus();
	expect(
		modal().getByRole( 'link', { name: 'Open checkout again' } )
	).toHaveAttribute( 'href', 'https://pay.example.com/checkout/1' );
	expect( modal().queryByRole( 'button', { name: /^Pay/ } ) ).toBeNull();
} );

it( 'gives a link where the browser blocks the tab', async () => {
	jest.spyOn( window, 'open' ).mockReturnValue( null );
	sell();
	const { user } = show( having( 40 ), 72 );
	await user.click( pay( '$5' ) );
	expect(
		await modal().findByRole( 'link', { name: 'Open checkout' } )
	).toHaveAttribute( 'href', 'https://pay.example.com/checkout/1' );
} );

it( 'lets another pack be paid for meanwhile', async () => {
	allowTab();
	const sold = sell();
	const { user } = show( having( 40 ), 72 );
	await user.click( pay( '$5' ) );
	await modal().findByText( 'Waiting for payment…' );
	await user.click( modal().getByRole( 'radio', { name: /^5,000 Shared/ } ) );
	expect( modal().queryByText( 'Waiting for payment…' ) ).toBeNull();
	await user.click( pay( '$20' ) );
	await waitFor( () =>
		expect( sold.map( ( { sku } ) => sku ) ).toEqual( [
			'shared_1000',
			'shared_5000',
		] )
	);
	expect( sold[ 0 ]?.id ).not.toBe( sold[ 1 ]?.id );
	await modal().findByText( 'Waiting for payment…' );
} );

it( 'opens on the pack whose payment is awaited already', async () => {
	sell();
	show( {
		...having( 40 ),
		open_checkouts: [ checkout( { ...pack, sku: 'shared_5000' } ) ],
	} );
	expect( chosen() ).toMatch( /^5,000 Shared/ );
	expect( modal().getByText( 'Waiting for payment…' ) ).toBeVisible();
} );

it( 'keeps an offer in sight that is claimed by its own open checkout', async () => {
	sell();
	const held = checkout( {
		...pack,
		sku: 'first_time_30000',
		credits: 30000,
	} );
	show( {
		...withoutOffer( having( 40 ), 'offer_claimed' ),
		open_checkouts: [ held ],
	} );
	expect( chosen() ).toMatch( /^30,000 Shared Credits first purchase only/ );
} );

it( 'gives up on request, and can be paid again', async () => {
	const held = checkout( pack );
	answer( 'GET', `/checkouts/${ held.id }`, () =>
		refusal( 404, 'rest_not_found', 'No such checkout.' )
	);
	answer( 'DELETE', `/checkouts/${ held.id }`, { ...having( 40 ) } );
	const { user } = show( { ...having( 40 ), open_checkouts: [ held ] }, 72 );
	await user.click( modal().getByRole( 'button', { name: 'Cancel' } ) );
	await waitFor( () => expect( pay( '$5' ) ).toBeEnabled() );
	expect( pay( '$5' ).parentElement ).toHaveFocus();
} );

it( 'names the same checkout again when the answer was lost, also after another look around', async () => {
	const tab = allowTab();
	const ids: string[] = [];
	answer( 'POST', '/checkouts', async ( { request } ) => {
		ids.push( ( ( await request.json() ) as { id: string } ).id );
		return lost();
	} );
	const { user } = show( having( 40 ), 72 );
	await user.click( pay( '$5' ) );
	expect( await modal().findByRole( 'alert' ) ).toHaveTextContent(
		'WordPress did not answer. Check your connection, then try again.'
	);
	expect( tab.close ).toHaveBeenCalled();
	await user.click( modal().getByRole( 'radio', { name: /^5,000 Shared/ } ) );
	expect( modal().queryByRole( 'alert' ) ).toBeNull();
	await user.click( modal().getByRole( 'radio', { name: /^1,000 Shared/ } ) );
	await user.click( pay( '$5' ) );
	await waitFor( () => expect( ids ).toHaveLength( 2 ) );
	expect( ids[ 1 ] ).toBe( ids[ 0 ] );
} );

it( 'takes the offer away when it turns out to be used, and says why', async () => {
	allowTab();
	const state = having( 40 );
	answer( 'POST', '/checkouts', () =>
		cloudProblem(
			{ code: 'offer_used', request_id: null, retry_after_s: null },
			withoutOffer( state )
		)
	);
	const { user } = show( state );
	await user.click( pay( '$49' ) );
	expect(
		await modal().findByText(
			'The first-time offer is gone: your account has made its first purchase.'
		)
	).toBeVisible();
	expect( choices() ).toHaveLength( 6 );
	expect( pay( '$5' ) ).toBeEnabled();
} );

it( 'hands the choice back when closed', async () => {
	const { user, onClose } = show();
	await user.keyboard( '{Escape}' );
	expect( onClose ).toHaveBeenCalledTimes( 1 );
} );

describe( 'on a clock', () => {
	beforeEach( () => {
		stopClock();
		setHidden( false );
	} );
	afterEach( () => jest.useRealTimers() );

	function ends(
		change: Parameters< typeof checkout >[ 0 ],
		after: Account
	): Account {
		const held = checkout( pack );
		answer( 'GET', `/checkouts/${ held.id }`, {
			checkout: checkout( { ...pack, ...change } ),
			account: after,
		} );
		return { ...having( 40 ), open_checkouts: [ held ] };
	}

	it( 'says what has landed, tells the screen once, and is done', async () => {
		const state = ends( { status: 'granted' }, having( 1040, 8 ) );
		const { user, onPaid, onClose } = show( state, 72 );
		modal().getByRole( 'button', { name: 'Cancel' } ).focus();
		await pass( 2 );
		expect( modal().getByText( '+1,000 Shared Credits' ) ).toBeVisible();
		expect( modal().getByText( 'Total Available: 1,040' ) ).toBeVisible();
		expect( modal().queryByRole( 'radio' ) ).toBeNull();
		await pass( 10 );
		expect( onPaid ).toHaveBeenCalledTimes( 1 );
		expect( onPaid ).toHaveBeenCalledWith(
			expect.objectContaining( { status: 'granted', credits: 1000 } )
		);
		const done = modal().getByRole( 'button', { name: 'Done' } );
		expect( done.parentElement ).toHaveFocus();
		await user.click( done );
		expect( onClose ).toHaveBeenCalledTimes( 1 );
	} );

	it( 'goes on where what landed is not enough', async () => {
		const state = ends( { status: 'granted' }, having( 1040, 8 ) );
		const { onPaid } = show( state, 3000 );
		await pass( 2 );
		expect( modal().getByText( '+1,000 Shared Credits' ) ).toBeVisible();
		expect(
			modal().getByText( '3,000 needed, 1,040 available, 1,960 short' )
		).toBeVisible();
		expect( chosen() ).toMatch( /^5,000 Shared/ );
		expect( onPaid ).toHaveBeenCalledTimes( 1 );
	} );

	it.each( [
		[
			'expired',
			'The checkout for 1,000 credits has expired. Nothing was paid.',
		],
		[
			'failed',
			'The payment for 1,000 credits failed. Nothing was paid; try again.',
		],
		[ 'refunded', 'The payment for 1,000 credits was refunded.' ],
	] as const )(
		'says it when a checkout has %s, and keeps the choice',
		async ( status, text ) => {
			const { onPaid } = show( ends( { status }, having( 40 ) ) );
			await pass( 2 );
			expect( modal().getByText( text ) ).toBeVisible();
			expect( chosen() ).toMatch( /^1,000 Shared/ );
			expect( pay( '$5' ) ).toBeEnabled();
			expect( onPaid ).not.toHaveBeenCalled();
		}
	);

	it( 'offers to check again, and to write to support, when paid credits are late', async () => {
		const held = checkout( { ...pack, status: 'paid', order_id: '7' } );
		answer( 'GET', `/checkouts/${ held.id }`, {
			checkout: held,
			account: { ...having( 40 ), open_checkouts: [ held ] },
		} );
		const { user } = show(
			{ ...having( 40 ), open_checkouts: [ held ] },
			72
		);
		await pass( 302 );
		expect(
			modal().getByRole( 'link', { name: 'Email support with order 7' } )
		).toBeVisible();
		asked.length = 0;
		await user.click(
			modal().getByRole( 'button', { name: 'Check again' } )
		);
		await settle();
		expect( asked ).toEqual( [ `GET /checkouts/${ held.id }` ] );
	} );
} );
