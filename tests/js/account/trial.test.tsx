// Starting a trial, and what goes wrong on the way.
import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { inDays, neverConnected, trialing } from '../fixtures';
import { answer, asked, lost, refusal } from '../wordpress';
import { LICENSE, refuse, show } from './license-tab';

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
