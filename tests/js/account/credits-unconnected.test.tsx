// Account › Credits while there is nothing to spend: loading, never connected, free, lapsed.
import { screen } from '@testing-library/react';
import { AccountScreen } from '../../../src/account/account-screen';
import { account, balance, license, neverConnected } from '../fixtures';
import { open } from '../screen';
import { answer, answerAccount, asked, lost } from '../wordpress';
import { filledButtons, show, tile } from './credits-tab';

it( 'says that it is loading, then shows the numbers', async () => {
	answerAccount( account() );
	open( <AccountScreen /> );
	expect( screen.getByText( 'Loading…' ) ).toBeVisible();
	expect(
		await screen.findByRole( 'group', { name: 'Total Available' } )
	).toHaveTextContent( '4,820' );
} );

it( 'says so when the account cannot be read, and tries again on request', async () => {
	answer( 'GET', '/account', lost );
	const { user } = open( <AccountScreen /> );
	expect(
		await screen.findByText( /WordPress did not answer/, {
			selector: '.srg-notice__text',
		} )
	).toBeVisible();
	answerAccount( account() );
	await user.click( screen.getByRole( 'button', { name: 'Try again' } ) );
	expect(
		await screen.findByRole( 'group', { name: 'Total Available' } )
	).toHaveTextContent( '4,820' );
} );

describe( 'never connected', () => {
	it( 'offers plans, a trial and a key, and shows no balance', () => {
		show( neverConnected() );
		expect(
			screen.getByRole( 'heading', { name: 'Unlock AI Credits' } )
		).toBeVisible();
		expect(
			screen.getByText(
				'Upgrade to a paid plan to get AI credits for link suggestions, meta generation, schema building, and more.'
			)
		).toBeVisible();
		expect( filledButtons() ).toEqual( [ 'View Plans' ] );
		expect(
			screen.getByText( '214 images here have no alt text' )
		).toBeVisible();
		expect(
			screen.getByRole( 'button', {
				name: 'Start a 7-day trial: 500 credits, no card',
			} )
		).toBeVisible();
		expect(
			screen.getByRole( 'button', { name: 'I have a license key' } )
		).toBeVisible();
		expect(
			screen.queryByRole( 'group', { name: 'Total Available' } )
		).toBeNull();
		expect( asked ).toEqual( [] );
	} );

	it( 'says nothing of a gain where there is none', () => {
		show(
			neverConnected( {
				gain: { images_without_alt: 0, images: 0, pages: 0 },
			} )
		);
		expect( screen.queryByText( /no alt text/ ) ).toBeNull();
	} );

	it( 'offers nothing to who may not manage the license', () => {
		show(
			neverConnected( {
				can: {
					view: true,
					spend: true,
					buy: false,
					manage_license: false,
				},
			} )
		);
		expect(
			screen.getByText( 'An administrator of this site can connect it.' )
		).toBeVisible();
		expect( screen.queryByRole( 'button' ) ).toBeNull();
	} );
} );

it( 'disconnected: says that the credits are kept, and offers no second trial', () => {
	show( neverConnected( { connection: 'disconnected' } ) );
	expect( screen.getByText( /Its credits are kept/ ) ).toBeVisible();
	expect( screen.queryByRole( 'button', { name: /trial/ } ) ).toBeNull();
	expect(
		screen.getByRole( 'button', { name: 'I have a license key' } )
	).toBeVisible();
	expect( filledButtons() ).toEqual( [ 'I have a license key' ] );
} );

it( 'free: shows the upgrade card instead of balances', () => {
	show(
		account( {
			license: license( {
				plan: 'free',
				plan_name: 'Free',
				status: 'free',
			} ),
			balance: balance( {
				license: { status: 'free', shared: 0 },
				site: { domain: 0 },
			} ),
		} )
	);
	expect(
		screen.getByRole( 'heading', { name: 'Unlock AI Credits' } )
	).toBeVisible();
	expect( screen.queryByRole( 'button', { name: /trial/ } ) ).toBeNull();
	expect( screen.queryByRole( 'button', { name: /key/ } ) ).toBeNull();
} );

it.each( [ 'free', 'lapsed' ] as const )(
	'%s with credits kept: says how many, and that a plan brings them back',
	( status ) => {
		show(
			account( {
				license: license( { status } ),
				balance: balance( {
					license: { status, shared: 400 },
					site: { domain: 30 },
				} ),
			} )
		);
		expect(
			screen.getByText(
				'Your 430 credits are kept. Start a plan to use them.',
				{ selector: '.srg-notice__text' }
			)
		).toBeVisible();
		expect( tile( 'Total Available' ).getByText( '430' ) ).toBeVisible();
		expect( filledButtons() ).toEqual( [ 'View Plans' ] );
		expect(
			screen.queryByRole( 'button', { name: /Buy Now/ } )
		).toBeNull();
	}
);

it( 'believes the balance where it knows of a lapse and the license does not yet', () => {
	show(
		account( {
			license: license( { status: 'active' } ),
			balance: balance( { license: { status: 'lapsed' } } ),
		} )
	);
	expect( screen.getByText( 'Plan: Pro · Ended' ) ).toBeVisible();
	expect( filledButtons() ).toEqual( [ 'View Plans' ] );
} );
