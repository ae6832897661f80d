// Account › Credits when something is wrong: the payment, the connection, the cloud, the credits.
import { screen } from '@testing-library/react';
import { account, balance, inDays, license, problem } from '../fixtures';
import { answer } from '../wordpress';
import { day, filledButtons, show, tile } from './credits-tab';

it( 'past due: says until when credits work', () => {
	const endsAt = inDays( 5 );
	show(
		account( { license: license( { past_due: true, ends_at: endsAt } ) } )
	);
	expect(
		screen.getByText(
			`The last payment for your plan did not go through. Credits work until ${ day(
				endsAt
			) }; update your payment method to keep it so.`,
			{ selector: '.srg-notice__text' }
		)
	).toBeVisible();
	expect(
		screen.getAllByRole( 'button', { name: /Buy Now/ } ).length
	).toBeGreaterThan( 0 );
	expect( filledButtons() ).toEqual( [] );
} );

it.each( [
	[
		'token_refused',
		/no longer accepts this site’s connection/,
		'Connect again',
		'Connect localhost:8888',
	],
	[
		'token_unreadable',
		/security keys have changed/,
		'Connect again',
		'Connect localhost:8888',
	],
	[
		'site_moved',
		/Say whether it has moved or is a copy/,
		'Moved or copied?',
		'Has this site moved?',
	],
] as const )(
	'%s: keeps the last known balance with its time, and leads to where it is mended',
	async ( connection, text, button, heading ) => {
		const { user } = show(
			account( {
				connection,
				balance: balance( { as_of: '2026-03-04T10:42:00Z' } ),
			} )
		);
		expect(
			screen.getByText( text, { selector: '.srg-notice__text' } )
		).toBeVisible();
		expect( tile( 'Total Available' ).getByText( '4,820' ) ).toBeVisible();
		expect( screen.getByText( /^As of .*March 4/ ) ).toBeVisible();
		expect(
			screen.queryByRole( 'button', { name: /Buy Now/ } )
		).toBeNull();
		await user.click( screen.getByRole( 'button', { name: button } ) );
		expect(
			screen.getByRole( 'heading', { name: heading } )
		).toBeVisible();
	}
);

describe( 'cloud down', () => {
	it( 'keeps the last known balance with its time, and nothing reads 0', () => {
		show(
			account( {
				problem: problem(),
				balance: balance( { as_of: '2026-03-04T10:42:00Z' } ),
			} )
		);
		expect(
			screen.getByText( /The credits service cannot be reached/, {
				selector: '.srg-notice__text',
			} )
		).toHaveTextContent( 'This page goes on by itself.' );
		expect( tile( 'Total Available' ).getByText( '4,820' ) ).toBeVisible();
		expect( screen.getByText( /^As of .*March 4/ ) ).toBeVisible();
		screen
			.getAllByRole( 'button', { name: /Buy Now/ } )
			.forEach( ( button ) =>
				expect( button ).toHaveAttribute( 'aria-disabled', 'true' )
			);
	} );

	it( 'shows — where a balance was never known', () => {
		show( account( { problem: problem(), balance: null } ) );
		for ( const name of [
			'Total Available',
			'Shared Credits',
			'Domain Credits',
		] ) {
			expect( tile( name ).getByText( '—' ) ).toBeVisible();
			expect( tile( name ).getByText( 'not known' ) ).toBeInTheDocument();
		}
	} );

	it( 'tries again on request, and is current when the cloud is back', async () => {
		answer( 'POST', '/account/sync', {
			...account( {
				balance: balance( { license: { shared: 3449, version: 8 } } ),
			} ),
		} );
		const { user } = show( account( { problem: problem() } ) );
		await user.click(
			screen.getByRole( 'button', { name: 'Try again now' } )
		);
		expect(
			await tile( 'Total Available' ).findByText( '4,819' )
		).toBeVisible();
		expect(
			screen.queryByRole( 'button', { name: 'Try again now' } )
		).toBeNull();
		expect( document.body ).not.toHaveFocus();
	} );
} );

it.each( [
	[ 30, '30 s' ],
	[ 570, '10 min' ],
] )( 'rate-limited for %i s: says for how long', ( seconds, told ) => {
	show(
		account( {
			problem: problem( {
				code: 'rate_limited',
				retry_after_s: seconds,
			} ),
		} )
	);
	expect(
		screen.getByText( `Try again in ${ told }.`, {
			exact: false,
			selector: '.srg-notice__text',
		} )
	).toBeVisible();
	expect(
		screen.queryByRole( 'button', { name: 'Try again now' } )
	).toBeNull();
	expect( filledButtons() ).toEqual( [] );
} );

it( 'out of credits: shows a known 0 and leads to the packs', () => {
	show(
		account( {
			balance: balance( { license: { shared: 0 }, site: { domain: 0 } } ),
		} )
	);
	expect( tile( 'Total Available' ).getByText( '0' ) ).toBeVisible();
	expect(
		screen.getByText(
			'You have no credits left. Buy a pack below to go on.',
			{
				selector: '.srg-notice__text',
			}
		)
	).toBeVisible();
} );

describe( 'under a cap', () => {
	it.each( [
		[ 380, 'This site may use 120 more Shared Credits this month.' ],
		[ 499, 'This site may use 1 more Shared Credit this month.' ],
	] )( 'says how much is left of it when %i are used', ( used, text ) => {
		show(
			account( {
				balance: balance( { site: { cap: 500, cap_used: used } } ),
			} )
		);
		expect( screen.getByText( text, { exact: false } ) ).toBeVisible();
	} );

	it( 'names the cap, and when Shared can be used again, once it is reached', () => {
		const resetsAt = '2026-12-01T00:00:00Z';
		show(
			account( {
				balance: balance( {
					site: {
						domain: 0,
						cap: 500,
						cap_used: 500,
						cap_resets_at: resetsAt,
					},
				} ),
			} )
		);
		expect(
			screen.getByText(
				`This site’s cap of 500 Shared Credits for November is reached. It can use them again from ${ day(
					resetsAt
				) }; Domain Credits work at once.`,
				{ selector: '.srg-notice__text' }
			)
		).toBeVisible();
		// What stands first is for Shared, which this site may not take.
		expect( filledButtons() ).toEqual( [] );
	} );
} );
