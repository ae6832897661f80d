// The header of Image SEO, and what stands in the way of spending.
import { screen } from '@testing-library/react';
import { account, balance, neverConnected, problem } from '../fixtures';
import { answer } from '../wordpress';
import { show, field, generateButton } from './library';

describe( 'the header', () => {
	it( 'forces a live sync with the badge', async () => {
		answer( 'POST', '/account/sync', {
			...account( {
				balance: balance( {
					license: { shared: 60498, version: 9 },
					site: { domain: 0, version: 9 },
				} ),
			} ),
		} );
		const { user } = await show( account() );
		await user.click(
			screen.getByRole( 'button', { name: 'Refresh credits' } )
		);
		expect(
			await screen.findByText( '60,498 Credits', { selector: '[role]' } )
		).toBeInTheDocument();
	} );

	it( 'shows — and no 0 where nothing is known', async () => {
		await show( account( { balance: null, problem: problem() } ) );
		expect( screen.getByText( 'Credits not known' ) ).toBeInTheDocument();
		expect( screen.queryByText( /^0 Credit/ ) ).toBeNull();
	} );

	it( 'stands out when credits are short', async () => {
		await show(
			account( {
				balance: balance( {
					license: { shared: 0 },
					site: { domain: 0 },
				} ),
			} )
		);
		expect(
			screen.getByRole( 'button', { name: 'Buy Credits' } )
		).toHaveClass( 'is-primary' );
		expect(
			screen.getByText( '0 Credits', { selector: '[role]' } )
		).toBeInTheDocument();
		expect( generateButton() ).toHaveAttribute( 'aria-disabled', 'true' );
	} );

	it( 'opens the top-up', async () => {
		const { user } = await show( account() );
		await user.click(
			screen.getByRole( 'button', { name: 'Buy Credits' } )
		);
		expect(
			await screen.findByRole( 'dialog', { name: 'Buy Credits' } )
		).toBeVisible();
	} );

	it( 'says where texts will be thin, and leads to what helps', async () => {
		await show( account( { personalization_is_thin: true } ) );
		expect(
			screen.getByRole( 'link', { name: 'Fill in Personalization' } )
		).toHaveAttribute(
			'href',
			'admin.php?page=seo-rank-genius&tab=personalization'
		);
	} );

	it( 'is outlined otherwise', async () => {
		await show( account() );
		expect(
			screen.getByRole( 'button', { name: 'Buy Credits' } )
		).toHaveClass( 'is-secondary' );
	} );
} );

describe( 'what stands in the way', () => {
	it.each( [
		[
			'never connected',
			neverConnected(),
			'Start a 7-day trial: 500 credits, no card',
			'admin.php?page=seo-rank-genius&tab=license&way=trial',
		],
		[
			'disconnected',
			neverConnected( { connection: 'disconnected' } ),
			'Connect this site',
			'admin.php?page=seo-rank-genius&tab=license',
		],
		[
			'token refused',
			account( { connection: 'token_refused' } ),
			'Connect again',
			'admin.php?page=seo-rank-genius&tab=license',
		],
		[
			'lapsed',
			account( {
				balance: balance( { license: { status: 'lapsed' } } ),
			} ),
			'View Plans',
			'admin.php?page=seo-rank-genius&tab=license',
		],
	] )( '%s: one next step', async ( _name, state, label, href ) => {
		await show( state );
		expect( screen.getByRole( 'link', { name: label } ) ).toHaveAttribute(
			'href',
			href
		);
		expect( generateButton() ).toHaveAttribute( 'aria-disabled', 'true' );
		expect( document.querySelectorAll( '.is-primary' ) ).toHaveLength( 1 );
	} );

	it( 'says so to who may not spend', async () => {
		await show(
			account( {
				can: {
					view: true,
					spend: false,
					buy: false,
					manage_license: false,
				},
			} )
		);
		expect(
			screen.getByText( /your role does not allow here/, {
				selector: '.srg-notice__text',
			} )
		).toBeVisible();
		expect( generateButton() ).toHaveAttribute( 'aria-disabled', 'true' );
	} );

	it( 'says it when the cloud is down, and still lets texts be edited', async () => {
		await show(
			account( {
				problem: problem(),
				balance: balance( { as_of: '2026-03-04T10:42:00Z' } ),
			} )
		);
		expect(
			screen.getByText( /Alt text can be edited by hand meanwhile\./, {
				selector: '.srg-notice__text',
			} )
		).toBeVisible();
		expect( screen.getByText( /^as of .*March 4/ ) ).toBeVisible();
		expect( field() ).toBeEnabled();
	} );
} );
