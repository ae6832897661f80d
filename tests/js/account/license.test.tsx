// A license key, the plans page and the way back from it, and disconnecting.
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { account, inDays, license, neverConnected, problem } from '../fixtures';
import { accountQuery, knownAccount } from '../../../src/queries/account';
import { answer, asked, cloudProblem, refusal } from '../wordpress';
import { LICENSE, refuse, show } from './license-tab';

describe( 'a license key', () => {
	it( 'connects, and is not shown again', async () => {
		answer( 'POST', '/license/key', async ( { request } ) => {
			expect( await request.json() ).toEqual( { license_key: 'KEY-1' } );
			return HttpResponse.json( account() );
		} );
		const { user } = show();
		await user.click(
			screen.getByRole( 'button', { name: 'I have a license key' } )
		);
		await user.type(
			screen.getByLabelText( 'License key' ),
			' KEY-1 {Enter}'
		);
		expect(
			await screen.findByRole( 'group', { name: 'Total Available' } )
		).toHaveTextContent( '4,820' );
		expect( document.body ).not.toHaveTextContent( 'KEY-1' );
	} );

	it( 'is not undone by an older answer that comes late', async () => {
		let give: () => void = () => undefined;
		const given = new Promise< void >( ( resolve ) => ( give = resolve ) );
		answer( 'GET', '/account', async () => {
			await given;
			return HttpResponse.json( neverConnected() );
		} );
		answer( 'POST', '/license/key', { ...account() } );
		const { user, client } = show(
			neverConnected(),
			`${ LICENSE }&way=key`
		);
		const late = client
			.query( { ...accountQuery(), staleTime: 0 } )
			.catch( () => undefined );
		await user.type( screen.getByLabelText( 'License key' ), 'KEY{Enter}' );
		await screen.findByRole( 'group', { name: 'Total Available' } );
		give();
		await late;
		expect( knownAccount( client )?.connection ).toBe( 'connected' );
	} );

	it.each( [
		[ 'not_found', /That license key is not known/ ],
		[ 'site_limit_reached', /no site left to connect/ ],
		[ 'unavailable', /cannot be reached/ ],
	] as const )( 'keeps what was typed: %s', async ( code, text ) => {
		answer( 'POST', '/license/key', refuse( code ) );
		const { user } = show( neverConnected(), `${ LICENSE }&way=key` );
		const field = screen.getByLabelText( 'License key' );
		await user.type( field, 'KEY-2' );
		await user.click( screen.getByRole( 'button', { name: 'Connect' } ) );
		await waitFor( () =>
			expect( field ).toHaveAccessibleDescription( text )
		);
		expect( field ).toHaveValue( 'KEY-2' );
	} );
} );

describe( 'View Plans', () => {
	it( 'goes to the plans page in this tab', async () => {
		const go = jest.spyOn( window, 'open' ).mockReturnValue( null );
		answer( 'POST', '/license/plans-link', {
			url: 'https://cloud.example.com/plans?state=s',
		} );
		const { user } = show();
		await user.click(
			screen.getByRole( 'button', { name: 'View Plans' } )
		);
		await waitFor( () =>
			expect( go ).toHaveBeenCalledWith(
				'https://cloud.example.com/plans?state=s',
				'_self'
			)
		);
	} );

	it( 'does not follow an address that is not secure', async () => {
		const go = jest.spyOn( window, 'open' ).mockReturnValue( null );
		answer( 'POST', '/license/plans-link', {
			url: 'http://cloud.example.com/plans',
		} );
		const { user } = show();
		await user.click(
			screen.getByRole( 'button', { name: 'View Plans' } )
		);
		expect( await screen.findByRole( 'alert' ) ).toHaveTextContent(
			/not a secure one/
		);
		expect( go ).not.toHaveBeenCalled();
	} );

	it( 'says so when WordPress refuses', async () => {
		answer( 'POST', '/license/plans-link', () =>
			refusal( 403, 'rest_forbidden', 'Sorry, you are not allowed.' )
		);
		const { user } = show();
		await user.click(
			screen.getByRole( 'button', { name: 'View Plans' } )
		);
		expect( await screen.findByRole( 'alert' ) ).toHaveTextContent(
			'Sorry, you are not allowed.'
		);
	} );
} );

describe( 'the way back from the plans page', () => {
	it( 'says what went wrong, and what to do', () => {
		show( neverConnected(), `${ LICENSE }&connect_problem=code_expired` );
		expect(
			screen.getByText( /The connection was not finished in time/, {
				selector: '.srg-notice__text',
			} )
		).toBeVisible();
	} );

	it( 'tells a code that it does not know as text, not as markup', () => {
		show( neverConnected(), `${ LICENSE }&connect_problem=<b>x</b>` );
		expect(
			screen.getByText( /answered “<b>x<\/b>”/, {
				selector: '.srg-notice__text',
			} )
		).toBeVisible();
	} );
} );

describe( 'the License tab', () => {
	it( 'shows account, domain, plan, renewal and sites', () => {
		const renewsAt = inDays( 20 );
		show(
			account( { license: license( { renews_at: renewsAt } ) } ),
			LICENSE
		);
		expect(
			screen
				.getAllByRole( 'term' )
				.map( ( { textContent } ) => textContent )
		).toEqual( [ 'Account', 'Domain', 'Plan', 'Renewal', 'Sites' ] );
		const values = screen
			.getAllByRole( 'definition' )
			.map( ( { textContent } ) => textContent );
		expect( values ).toEqual( [
			'a…@example.com',
			'localhost:8888',
			'Pro',
			expect.stringMatching( /^Renews / ),
			'1 of 25 sites',
		] );
	} );

	it( 'is reached by its tab, and by its address', async () => {
		const { user } = show( account() );
		await user.click( screen.getByRole( 'link', { name: 'License' } ) );
		expect( screen.getByText( '1 of 25 sites' ) ).toBeVisible();
		expect(
			screen.getByRole( 'link', { name: 'License' } )
		).toHaveAttribute( 'aria-current', 'page' );
		expect( window.location.search ).toBe(
			'?page=seo-rank-genius&tab=license'
		);
	} );

	it( 'disconnects only after it was confirmed, and says that credits stay', async () => {
		const { user } = show( account(), LICENSE );
		await user.click(
			screen.getByRole( 'button', { name: 'Disconnect' } )
		);
		const dialog = within(
			screen.getByRole( 'dialog', { name: 'Disconnect localhost:8888?' } )
		);
		expect(
			dialog.getByText( /All credits stay with your license/ )
		).toBeVisible();
		await user.click(
			dialog.getByRole( 'button', { name: 'Keep connected' } )
		);
		expect( screen.queryByRole( 'dialog' ) ).toBeNull();
		expect( asked ).toEqual( [] );

		answer( 'DELETE', '/license', {
			...neverConnected( { connection: 'disconnected' } ),
		} );
		await user.click(
			screen.getByRole( 'button', { name: 'Disconnect' } )
		);
		await user.click(
			within( screen.getByRole( 'dialog' ) ).getByRole( 'button', {
				name: 'Disconnect',
			} )
		);
		expect(
			await screen.findByRole( 'heading', {
				name: 'Connect localhost:8888',
			} )
		).toBeVisible();
		expect( asked ).toEqual( [ 'DELETE /license' ] );
		expect( document.body ).not.toHaveFocus();
	} );

	it( 'says so when disconnecting fails, and stays connected', async () => {
		answer( 'DELETE', '/license', () =>
			cloudProblem( problem(), account() )
		);
		const { user } = show( account(), LICENSE );
		await user.click(
			screen.getByRole( 'button', { name: 'Disconnect' } )
		);
		await user.click(
			within( screen.getByRole( 'dialog' ) ).getByRole( 'button', {
				name: 'Disconnect',
			} )
		);
		expect( await screen.findByRole( 'alert' ) ).toHaveTextContent(
			/cannot be reached/
		);
	} );

	it( 'offers nothing to who may not manage the license', () => {
		const can = {
			view: true,
			spend: true,
			buy: false,
			manage_license: false,
		};
		show( account( { can } ), LICENSE );
		expect( screen.queryByRole( 'button' ) ).toBeNull();
	} );
} );
