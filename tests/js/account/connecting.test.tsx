// The three ways to connect, what goes wrong on them, and disconnecting.
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { AccountScreen } from '../../../src/account/account-screen';
import type { Account } from '../../../src/api/generated/account';
import type { ProblemCode } from '../../../src/api/generated/problem';
import {
	account,
	inDays,
	license,
	neverConnected,
	problem,
	trialing,
} from '../fixtures';
import { accountQuery, knownAccount } from '../../../src/queries/account';
import { open } from '../screen';
import { answer, asked, cloudProblem, lost, refusal } from '../wordpress';

const LICENSE = 'page=seo-rank-genius&tab=license';

function show( state: Account = neverConnected(), query?: string ) {
	return open( <AccountScreen />, {
		account: state,
		...( query === undefined ? {} : { query } ),
	} );
}

function refuse( code: ProblemCode ) {
	return () =>
		cloudProblem(
			problem( { code, retry_after_s: null } ),
			neverConnected()
		);
}

function sendCode( trialId = 'trial-1' ) {
	answer( 'POST', '/license/trial', {
		trial_id: trialId,
		expires_at: inDays( 1 ),
	} );
}

async function toCodeField() {
	sendCode();
	const { user } = show();
	await user.click(
		screen.getByRole( 'button', { name: /Start a 7-day trial/ } )
	);
	await user.type(
		screen.getByLabelText( 'Email address' ),
		'jane@example.com'
	);
	await user.click( screen.getByRole( 'button', { name: 'Send code' } ) );
	return {
		user,
		field: await screen.findByLabelText(
			'The 6-digit code sent to jane@example.com'
		),
	};
}

describe( 'the trial', () => {
	it( 'says what is sent and where before it asks for anything', async () => {
		const { user } = show();
		await user.click(
			screen.getByRole( 'button', { name: /Start a 7-day trial/ } )
		);
		expect(
			screen.getByText(
				/Connecting sends the address and name of this site \(localhost:8888\) and what you enter below to cloud\.example\.com\./
			)
		).toBeVisible();
		expect( screen.getByLabelText( 'Email address' ) ).toHaveFocus();
		expect( window.location.search ).toBe(
			'?page=seo-rank-genius&tab=license&way=trial'
		);
		expect( asked ).toEqual( [] );
	} );

	it( 'goes from the card to credits in four clicks: the code sends itself', async () => {
		const { user, field } = await toCodeField();
		expect( field ).toHaveFocus();
		const sent: unknown[] = [];
		answer( 'POST', '/license/trial/confirm', async ( { request } ) => {
			sent.push( await request.json() );
			return HttpResponse.json( trialing() );
		} );
		await user.type( field, '123 456' );
		expect(
			await screen.findByRole( 'group', { name: 'Total Available' } )
		).toHaveTextContent( '500' );
		expect( sent ).toEqual( [ { trial_id: 'trial-1', code: '123456' } ] );
		expect( document.body ).not.toHaveFocus();
		expect(
			screen.getByText( 'localhost:8888 is connected.', {
				selector: '.srg-notice__text',
			} )
		).toBeVisible();
		expect(
			screen.getByRole( 'link', {
				name: 'Write alt text for 214 images',
			} )
		).toHaveAttribute( 'href', 'admin.php?page=seo-rank-genius-image-seo' );
	} );

	it.each( [
		[ 'forbidden', /That code is wrong/ ],
		[
			'code_expired',
			/That code has expired, was used, or was entered wrongly too often\. Have a new one sent\./,
		],
		[ 'not_found', /That code has expired/ ],
		[
			'trial_used',
			/A trial was already used for this email address or this domain\. Choose a plan, or enter a license key\./,
		],
		[ 'unavailable', /The credits service cannot be reached/ ],
	] as const )(
		'keeps the typed code and says what to do: %s',
		async ( code, text ) => {
			const { user, field } = await toCodeField();
			answer( 'POST', '/license/trial/confirm', refuse( code ) );
			await user.type( field, '000000' );
			await waitFor( () =>
				expect( field ).toHaveAccessibleDescription( text )
			);
			expect( field ).toHaveValue( '000000' );
			expect( screen.getByLabelText( 'Email address' ) ).toHaveValue(
				'jane@example.com'
			);
			// Corrected, it is sent again by itself.
			answer( 'POST', '/license/trial/confirm', { ...trialing() } );
			await user.type( field, '{Backspace}1' );
			expect(
				await screen.findByRole( 'group', { name: 'Total Available' } )
			).toBeVisible();
		}
	);

	it( 'sends a new code on request, to the address as it is now', async () => {
		const { user, field } = await toCodeField();
		await user.type( field, '12' );
		sendCode( 'trial-2' );
		await user.type( screen.getByLabelText( 'Email address' ), '.org' );
		await user.click(
			screen.getByRole( 'button', { name: 'Send a new code' } )
		);
		const again = await screen.findByLabelText(
			'The 6-digit code sent to jane@example.com.org'
		);
		let sent: unknown;
		answer( 'POST', '/license/trial/confirm', async ( { request } ) => {
			sent = await request.json();
			return HttpResponse.json( trialing() );
		} );
		await user.clear( again );
		await user.type( again, '654321' );
		await screen.findByRole( 'group', { name: 'Total Available' } );
		expect( sent ).toEqual( { trial_id: 'trial-2', code: '654321' } );
	} );

	it.each( [
		[ 'trial_used', refuse( 'trial_used' ), /A trial was already used/ ],
		[ 'rate_limited', refuse( 'rate_limited' ), /Too many requests/ ],
		[ 'a lost answer', lost, /WordPress did not answer/ ],
		[
			'a bad address',
			() =>
				refusal(
					400,
					'rest_invalid_param',
					'Invalid parameter(s): email'
				),
			/Invalid parameter\(s\): email/,
		],
	] )( 'keeps the typed address: %s', async ( _name, resolver, text ) => {
		answer( 'POST', '/license/trial', resolver );
		const { user } = show( neverConnected(), `${ LICENSE }&way=trial` );
		const field = screen.getByLabelText( 'Email address' );
		await user.type( field, 'jane@example.com' );
		await user.click( screen.getByRole( 'button', { name: 'Send code' } ) );
		await waitFor( () =>
			expect( field ).toHaveAccessibleDescription( text )
		);
		expect( field ).toHaveValue( 'jane@example.com' );
	} );
} );

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
