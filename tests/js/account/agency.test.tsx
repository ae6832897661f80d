// Account › Agency: sites by what they take, caps edited in place, figures hidden.
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { UsageScreen } from '../../../src/account/usage-screen';
import type { LicenseSite } from '../../../src/api/generated/license-site';
import { account, problem } from '../fixtures';
import { open } from '../screen';
import {
	licenseSite,
	purchasesPage,
	usagePage,
	usageSummary,
} from '../usage-fixtures';
import {
	answer,
	answerAccount,
	asked,
	cloudProblem,
	wordpress,
} from '../wordpress';

const CLIENT = licenseSite();
const OWN_ID = account().site_id ?? '';
const manager = () =>
	account( { site: { is_manager: true, hide_shared: false } } );

function own( change: Partial< LicenseSite > = {} ): LicenseSite {
	return licenseSite(
		{
			id: OWN_ID,
			home: 'http://localhost:8888',
			name: 'The agency',
			is_manager: true,
			cap: null,
			...change,
		},
		[ 0, 0, 0, 0, 9, 120 ]
	);
}

function show( sites: LicenseSite[] = [ CLIENT, own() ] ) {
	answer( 'GET', '/sites', {
		sites: sites.map( ( site ) => ( { ...site } ) ),
	} );
	return open( <UsageScreen />, {
		account: manager(),
		query: 'page=seo-rank-genius&tab=agency',
	} );
}

async function row( name: RegExp ) {
	return within( await screen.findByRole( 'row', { name } ) );
}

function capOf( domain: string ) {
	return screen.getByLabelText( `Cap of ${ domain }` );
}

it( 'lists the sites as the service orders them, with their share and trend', async () => {
	show();
	const client = await row( /client\.example\.com/ );
	expect( client.getByText( /^480 · 80%/ ) ).toBeVisible();
	expect( client.getByText( '620' ) ).toBeVisible();
	expect(
		client.getByText( /June: 0, .*November: 480/ )
	).toBeInTheDocument();
	expect( client.getByText( 'Near cap' ) ).toBeVisible();
	expect( capOf( 'client.example.com' ) ).toHaveValue( '500' );
	const agency = await row( /The agency/ );
	expect( agency.getByText( 'This site' ) ).toBeVisible();
	expect( agency.queryByText( 'Near cap' ) ).toBeNull();
	expect( capOf( 'localhost:8888' ) ).toHaveValue( '' );
	expect(
		screen.getByText( /600 credits from the Shared pool in November/ )
	).toBeVisible();
	expect(
		screen.getByRole( 'link', { name: /Transfer credits/ } )
	).toHaveAttribute( 'href', 'https://cloud.example.com/account' );
} );

it.each( [
	[ 399, null ],
	[ 400, 'Near cap' ],
	[ 499, 'Near cap' ],
	[ 500, 'Cap reached' ],
	[ 510, 'Cap reached' ],
] )( 'with %s of 500 taken it says: %s', async ( taken, text ) => {
	show( [ licenseSite( {}, [ 0, 0, 0, 0, 0, taken ] ) ] );
	const client = await row( /client\.example\.com/ );
	expect(
		client.queryByText( /Near cap|Cap reached/ )?.textContent ?? null
	).toBe( text );
} );

describe( 'a cap', () => {
	it.each( [
		[ '750', 750 ],
		[ ' 0 ', 0 ],
		[ '', null ],
	] )( 'typed as “%s” is set in place', async ( typed, cap ) => {
		const sent: unknown[] = [];
		answer( 'PUT', `/sites/${ CLIENT.id }/cap`, async ( { request } ) => {
			sent.push( await request.json() );
			return HttpResponse.json( { ...CLIENT, cap } );
		} );
		const { user } = show();
		await row( /client/ );
		await user.clear( capOf( 'client.example.com' ) );
		if ( typed !== '' ) {
			await user.type( capOf( 'client.example.com' ), typed );
		}
		await user.click( screen.getByRole( 'button', { name: 'Save' } ) );
		expect( await screen.findByText( 'Saved.' ) ).toBeVisible();
		expect( sent ).toEqual( [ { cap } ] );
		expect( capOf( 'client.example.com' ) ).toHaveValue(
			cap === null ? '' : String( cap )
		);
		expect( screen.queryByRole( 'button', { name: 'Save' } ) ).toBeNull();
	} );

	it.each( [ 'many', '-1', '1.5', '1e3', '2000000000' ] )(
		'typed as “%s” is not sent: what was typed stays, and it says what to write',
		async ( typed ) => {
			const { user } = show();
			await row( /client/ );
			await user.clear( capOf( 'client.example.com' ) );
			await user.type(
				capOf( 'client.example.com' ),
				`${ typed }{Enter}`
			);
			expect( screen.getByRole( 'alert' ) ).toHaveTextContent(
				'Write a whole number of credits, such as 500.'
			);
			expect( capOf( 'client.example.com' ) ).toHaveValue( typed );
			expect(
				asked.filter( ( one ) => one.startsWith( 'PUT' ) )
			).toEqual( [] );
		}
	);

	it( 'that is refused stays as it was typed, with the reason', async () => {
		answer( 'PUT', `/sites/${ CLIENT.id }/cap`, () =>
			cloudProblem(
				problem( { code: 'forbidden', retry_after_s: null } ),
				manager()
			)
		);
		const { user } = show();
		await row( /client/ );
		await user.clear( capOf( 'client.example.com' ) );
		await user.type( capOf( 'client.example.com' ), '750{Enter}' );
		expect( await screen.findByRole( 'alert' ) ).toHaveTextContent(
			'This site is not a manager any more.'
		);
		expect( capOf( 'client.example.com' ) ).toHaveValue( '750' );
		expect( screen.getByRole( 'button', { name: 'Save' } ) ).toBeVisible();
	} );

	it( 'of this very site brings the account up to date', async () => {
		answer( 'PUT', `/sites/${ OWN_ID }/cap`, { ...own( { cap: 5 } ) } );
		answerAccount( manager() );
		const { user } = show();
		await row( /The agency/ );
		await user.type( capOf( 'localhost:8888' ), '5{Enter}' );
		await waitFor( () => expect( asked ).toContain( 'GET /account' ) );
	} );
} );

it( 'hides Shared on a client’s site, and not on a manager’s', async () => {
	const sent: unknown[] = [];
	answer(
		'PUT',
		`/sites/${ CLIENT.id }/hide-shared`,
		async ( { request } ) => {
			sent.push( await request.json() );
			return HttpResponse.json( { ...CLIENT, hide_shared: true } );
		}
	);
	const { user } = show();
	const toggle = await screen.findByRole( 'checkbox', {
		name: 'Hide Shared on client.example.com',
	} );
	await user.click( toggle );
	await waitFor( () => expect( toggle ).toBeChecked() );
	await waitFor( () => expect( toggle ).toBeEnabled() );
	expect( sent ).toEqual( [ { hide_shared: true } ] );
	expect( screen.getAllByRole( 'checkbox' ) ).toHaveLength( 1 );
} );

it( 'says that the cloud is down, and tries again', async () => {
	answer( 'GET', '/sites', () => cloudProblem( problem(), manager() ) );
	const { user } = open( <UsageScreen />, {
		account: manager(),
		query: 'page=seo-rank-genius&tab=agency',
	} );
	expect(
		await screen.findByText( /The credits service cannot be reached/, {
			selector: '.srg-notice__text',
		} )
	).toBeVisible();
	answer( 'GET', '/sites', { sites: [ { ...CLIENT } ] } );
	await user.click( screen.getByRole( 'button', { name: 'Try again' } ) );
	expect( await screen.findByText( 'client.example.com' ) ).toBeVisible();
} );

it( 'is no tab of a site that is no manager', async () => {
	answer( 'GET', '/usage', { ...usagePage( [] ) } );
	answer( 'GET', '/usage/summary', { ...usageSummary() } );
	answer( 'GET', '/purchases', { ...purchasesPage( [] ) } );
	wordpress.use(
		http.get( 'http://localhost:8888/wp-json/wp/v2/users', () =>
			HttpResponse.json( [] )
		)
	);
	open( <UsageScreen />, {
		account: account(),
		query: 'page=seo-rank-genius&tab=agency',
	} );
	expect( screen.queryByRole( 'link', { name: 'Agency' } ) ).toBeNull();
	expect( screen.getByRole( 'link', { name: 'Usage' } ) ).toHaveAttribute(
		'aria-current',
		'page'
	);
	expect(
		await screen.findByText( /No action has been started/ )
	).toBeVisible();
} );
