// Buying a pack: from the click to the landing, and everything that can come between them.
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { AccountScreen } from '../../../src/account/account-screen';
import type { Account } from '../../../src/api/generated/account';
import { account, balance, checkout, problem } from '../fixtures';
import { pass, settle, stopClock } from '../clock';
import { open, setHidden } from '../screen';
import { answer, asked, cloudProblem, lost, refusal } from '../wordpress';

const UUID =
	/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const BUY = 'Buy Now: 1,000 domain credits for $5';

interface FakeTab {
	opener: unknown;
	close: jest.Mock;
	location: { replace: jest.Mock };
	document: { title: string; body: { textContent: string } };
}

let opened: jest.SpyInstance;

/** The tab that the browser opens on a click. */
function allowTab(): FakeTab {
	const tab: FakeTab = {
		opener: window,
		close: jest.fn(),
		location: { replace: jest.fn() },
		document: { title: '', body: { textContent: '' } },
	};
	opened = jest
		.spyOn( window, 'open' )
		.mockReturnValue( tab as unknown as Window );
	return tab;
}

function blockTabs(): void {
	jest.spyOn( window, 'open' ).mockReturnValue( null );
}

function show( state: Account = account() ) {
	return open( <AccountScreen />, { account: state } );
}

/** Answers "Buy Now" and the looks that follow, as long as nothing is paid. */
function sell( change: Parameters< typeof checkout >[ 0 ] = {} ): string[] {
	const ids: string[] = [];
	answer( 'POST', '/checkouts', async ( { request } ) => {
		const { id, sku } = ( await request.json() ) as {
			id: string;
			sku: string;
		};
		expect( id ).toMatch( UUID );
		ids.push( id );
		return HttpResponse.json( checkout( { id, sku, ...change } ) );
	} );
	answer( 'GET', '/checkouts/:id', ( { params } ) => {
		const held = checkout( { id: String( params.id ), ...change } );
		return HttpResponse.json( {
			checkout: held,
			account: account( { open_checkouts: [ held ] } ),
		} );
	} );
	return ids;
}

function domainPacks() {
	return within(
		screen.getByRole( 'region', { name: 'Buy Domain Credits' } )
	);
}

it( 'opens the tab in the click, cuts its opener, and sends it on', async () => {
	const tab = allowTab();
	const ids = sell();
	const { user } = show();
	await user.click( screen.getByRole( 'button', { name: BUY } ) );
	expect( opened ).toHaveBeenCalledWith( 'about:blank', '_blank' );
	expect( tab.opener ).toBeNull();
	expect( tab.document.body.textContent ).toBe( 'Opening checkout…' );
	await waitFor( () =>
		expect( tab.location.replace ).toHaveBeenCalledWith(
			'https://pay.example.com/checkout/1'
		)
	);
	expect( ids ).toHaveLength( 1 );
	expect(
		await domainPacks().findByText( 'Waiting for payment…' )
	).toBeVisible();
	expect(
		domainPacks().getByRole( 'link', { name: 'Open checkout again' } )
	).toHaveAttribute( 'href', 'https://pay.example.com/checkout/1' );
	expect(
		domainPacks().getByRole( 'link', { name: 'Open checkout again' } )
	).toHaveAttribute( 'rel', 'noopener noreferrer' );
	expect(
		domainPacks().getByText( 'Waiting for payment…' ).parentElement
	).toHaveFocus();
	// The other packs can be bought meanwhile.
	expect(
		domainPacks().getAllByRole( 'button', { name: /Buy Now/ } )
	).toHaveLength( 2 );
} );

it( 'sends the tab on although Credits was left meanwhile', async () => {
	const tab = allowTab();
	let give: () => void = () => undefined;
	const given = new Promise< void >( ( resolve ) => ( give = resolve ) );
	answer( 'POST', '/checkouts', async () => {
		await given;
		return HttpResponse.json( checkout() );
	} );
	const { user } = show();
	await user.click( screen.getByRole( 'button', { name: BUY } ) );
	await user.click( screen.getByRole( 'link', { name: 'License' } ) );
	give();
	await waitFor( () =>
		expect( tab.location.replace ).toHaveBeenCalledWith(
			'https://pay.example.com/checkout/1'
		)
	);
} );

it( 'gives a link where the browser blocks the tab', async () => {
	blockTabs();
	sell();
	const { user } = show();
	await user.click( screen.getByRole( 'button', { name: BUY } ) );
	expect(
		await domainPacks().findByText( /Your browser blocked the new tab/ )
	).toBeVisible();
	expect(
		domainPacks().getByRole( 'link', { name: 'Open checkout' } )
	).toHaveAttribute( 'href', 'https://pay.example.com/checkout/1' );
} );

it.each( [
	'http://pay.example.com/checkout/1',
	'javascript:alert(1)',
	'/wp-admin/',
] )( 'does not follow %s', async ( url ) => {
	const tab = allowTab();
	sell( { url } );
	const { user } = show();
	await user.click( screen.getByRole( 'button', { name: BUY } ) );
	expect( await domainPacks().findByRole( 'alert' ) ).toHaveTextContent(
		'The checkout’s address is not a secure one, so it was not opened. Nothing was paid.'
	);
	expect( tab.location.replace ).not.toHaveBeenCalled();
	expect( tab.close ).toHaveBeenCalled();
	expect(
		screen.queryByRole( 'link', { name: /Open checkout/ } )
	).toBeNull();
} );

it( 'follows a checkout on this very machine, as the sandbox is', async () => {
	const tab = allowTab();
	sell( { url: 'http://localhost:8788/checkout/1' } );
	const { user } = show();
	await user.click( screen.getByRole( 'button', { name: BUY } ) );
	await waitFor( () =>
		expect( tab.location.replace ).toHaveBeenCalledWith(
			'http://localhost:8788/checkout/1'
		)
	);
} );

it( 'closes the tab and says why when the cloud refuses', async () => {
	const tab = allowTab();
	answer( 'POST', '/checkouts', () =>
		cloudProblem(
			problem( { code: 'license_lapsed', retry_after_s: null } ),
			account()
		)
	);
	const { user } = show();
	await user.click( screen.getByRole( 'button', { name: BUY } ) );
	expect( await screen.findByRole( 'alert' ) ).toHaveTextContent(
		'Your plan has ended. Start a plan to use your credits.'
	);
	expect( tab.close ).toHaveBeenCalled();
} );

it( 'leads from the offer’s line to the modal, and follows its payment in the line', async () => {
	allowTab();
	sell( { sku: 'first_time_30000', pool: 'shared', credits: 30000 } );
	const { user } = show();
	const line = screen.getByRole( 'button', { name: 'See the offer' } );
	await user.click( line );
	const modal = within(
		screen.getByRole( 'dialog', { name: 'Buy Credits' } )
	);
	expect(
		modal.getByRole( 'radio', { name: /^30,000 Shared Credits/ } )
	).toBeChecked();
	await user.click( modal.getByRole( 'button', { name: 'Pay $49' } ) );
	expect( await modal.findByText( 'Waiting for payment…' ) ).toBeVisible();
	await user.keyboard( '{Escape}' );
	expect( screen.queryByRole( 'dialog' ) ).toBeNull();
	expect( screen.getByText( 'Waiting for payment…' ) ).toBeVisible();
} );

it( 'names the same checkout again when the answer was lost', async () => {
	allowTab();
	const ids: string[] = [];
	answer( 'POST', '/checkouts', async ( { request } ) => {
		ids.push( ( ( await request.json() ) as { id: string } ).id );
		return lost();
	} );
	const { user } = show();
	await user.click( screen.getByRole( 'button', { name: BUY } ) );
	expect( await screen.findByRole( 'alert' ) ).toHaveTextContent(
		'WordPress did not answer. Check your connection, then try again.'
	);
	const again = sell();
	await user.click( screen.getByRole( 'button', { name: BUY } ) );
	expect(
		await domainPacks().findByText( 'Waiting for payment…' )
	).toBeVisible();
	expect( again ).toEqual( ids );
} );

it( 'starts another checkout after one that was refused', async () => {
	allowTab();
	const ids: string[] = [];
	answer( 'POST', '/checkouts', async ( { request } ) => {
		ids.push( ( ( await request.json() ) as { id: string } ).id );
		return refusal( 403, 'rest_forbidden', 'Sorry, you are not allowed.' );
	} );
	const { user } = show();
	await user.click( screen.getByRole( 'button', { name: BUY } ) );
	expect( await screen.findByRole( 'alert' ) ).toHaveTextContent(
		'Sorry, you are not allowed.'
	);
	const again = sell();
	await user.click( screen.getByRole( 'button', { name: BUY } ) );
	await domainPacks().findByText( 'Waiting for payment…' );
	expect( again ).toHaveLength( 1 );
	expect( again ).not.toEqual( ids );
} );

it( 'goes on watching what is open after a reload', () => {
	show( account( { open_checkouts: [ checkout() ] } ) );
	expect( domainPacks().getByText( 'Waiting for payment…' ) ).toBeVisible();
} );

it( 'gives up on request, and the pack can be bought again', async () => {
	const held = checkout();
	answer( 'DELETE', `/checkouts/${ held.id }`, account() );
	answer( 'GET', `/checkouts/${ held.id }`, () =>
		refusal( 404, 'rest_not_found', 'No such checkout.' )
	);
	const { user } = show( account( { open_checkouts: [ held ] } ) );
	await user.click( domainPacks().getByRole( 'button', { name: 'Cancel' } ) );
	const again = await screen.findByRole( 'button', { name: BUY } );
	expect( again.parentElement ).toHaveFocus();
	expect( asked ).toContain( `DELETE /checkouts/${ held.id }` );
} );

describe( 'on a clock', () => {
	beforeEach( () => {
		stopClock();
		setHidden( false );
	} );
	afterEach( () => jest.useRealTimers() );

	it( 'lands by itself: the tiles count up and it is said politely', async () => {
		const held = checkout();
		show( account( { open_checkouts: [ held ] } ) );
		answer( 'GET', `/checkouts/${ held.id }`, {
			checkout: checkout( { status: 'granted' } ),
			account: account( {
				balance: balance( { site: { domain: 2370, version: 5 } } ),
			} ),
		} );
		await pass( 2 );
		const tiles = within(
			screen.getByRole( 'region', { name: 'Balance' } )
		);
		expect(
			within(
				tiles.getByRole( 'group', { name: 'Domain Credits' } )
			).getByText( '2,370' )
		).toBeVisible();
		const said = tiles
			.getAllByRole( 'status' )
			.map( ( { textContent } ) => textContent );
		expect( said ).toEqual( [
			'+1,000 Domain Credits',
			'Total Available: 5,820',
		] );
		expect( screen.getByRole( 'button', { name: BUY } ) ).toBeVisible();
	} );

	it( 'leads back to the tiles when the offer’s line has gone with it', async () => {
		const held = checkout( { sku: 'first_time_30000', pool: 'shared' } );
		const before = account( { open_checkouts: [ held ] } );
		const packs = before.catalog.packs.filter(
			( { kind } ) => kind === 'pack'
		);
		allowTab();
		answer( 'POST', '/checkouts', { ...held } );
		answer( 'GET', `/checkouts/${ held.id }`, {
			checkout: { ...held, status: 'granted' },
			account: account( { catalog: { ...before.catalog, packs } } ),
		} );
		const { user } = show();
		await user.click(
			screen.getByRole( 'button', { name: 'See the offer' } )
		);
		await user.click( screen.getByRole( 'button', { name: 'Pay $49' } ) );
		await settle();
		await pass( 2 );
		await user.click( screen.getByRole( 'button', { name: 'Done' } ) );
		await settle();
		expect(
			screen.queryByRole( 'button', { name: 'See the offer' } )
		).toBeNull();
		expect(
			screen.getByRole( 'region', { name: 'Balance' } ).parentElement
		).toHaveFocus();
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
	] as const )( 'says it when a checkout has %s', async ( status, text ) => {
		const held = checkout();
		show( account( { open_checkouts: [ held ] } ) );
		answer( 'GET', `/checkouts/${ held.id }`, {
			checkout: checkout( { status } ),
			account: account(),
		} );
		await pass( 2 );
		expect( screen.getByText( text ) ).toBeVisible();
		expect( screen.getByRole( 'button', { name: BUY } ) ).toBeVisible();
	} );

	it( 'offers to check again, and to write to support, when paid credits are late', async () => {
		const held = checkout( { status: 'paid', order_id: 'order 7' } );
		answer( 'GET', `/checkouts/${ held.id }`, {
			checkout: held,
			account: account( { open_checkouts: [ held ] } ),
		} );
		const { user } = show( account( { open_checkouts: [ held ] } ) );
		expect( screen.getByText( 'Paid. Adding credits…' ) ).toBeVisible();
		expect(
			screen.queryByRole( 'button', { name: 'Check again' } )
		).toBeNull();
		await pass( 302 );
		expect(
			screen.getByText( 'Paid, but the credits are not here yet.' )
		).toBeVisible();
		expect(
			screen.getByRole( 'link', {
				name: 'Email support with order order 7',
			} )
		).toHaveAttribute(
			'href',
			'mailto:support@example.com?subject=Credits%20have%20not%20arrived%3A%20order%20order%207'
		);
		asked.length = 0;
		await user.click(
			screen.getByRole( 'button', { name: 'Check again' } )
		);
		await settle();
		expect( asked ).toEqual( [ `GET /checkouts/${ held.id }` ] );
	} );
} );
