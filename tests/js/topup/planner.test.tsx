// The planner: this site's own figures, the pack that covers them, and the sizes to compare with.
import { screen, within } from '@testing-library/react';
import { AccountScreen } from '../../../src/account/account-screen';
import type { Account } from '../../../src/api/generated/account';
import { account, balance, problem } from '../fixtures';
import { open } from '../screen';
import { modal, show, withoutOffer } from './modal';

const SITE = { pages: 24, images: 310, images_without_alt: 214 };

/** What stands beside the packs of Account › Credits. */
function planner( state: Account ) {
	open( <AccountScreen />, { account: state } );
	return within(
		screen.getByRole( 'region', { name: 'What does this site need?' } )
	);
}

function holding( shared: number ): Account {
	return withoutOffer(
		account( {
			gain: SITE,
			balance: balance( { license: { shared }, site: { domain: 0 } } ),
		} )
	);
}

it( 'counts this very site, and says that it is an estimate', () => {
	const view = planner( account( { gain: SITE } ) );
	expect(
		view.getByText(
			'This site: pages 24, images 310, of these without alt text 214.'
		)
	).toBeVisible();
	// 24 pages × 2 + 214 images; half of 24 × 2 + 310.
	expect(
		view
			.getAllByRole( 'definition' )
			.map( ( { textContent } ) => textContent )
	).toEqual( [
		'262 credits',
		'179 credits',
		'about 50 credits, refilled once per quarter',
		'about 300 credits, with room for updates',
		'500–1,000 credits: 500 for the first pass, then 200–300 per quarter',
	] );
	expect(
		view.getByText(
			'An estimate, not a quote: every run tells its price before it starts.'
		)
	).toBeVisible();
} );

it.each( [
	[ 441, 'What you have covers both.' ],
	[ 440, 'With what you have, 1,000 Shared Credits for $5 cover both.' ],
] )( 'with %d credits: %s', ( shared, text ) => {
	expect( planner( holding( shared ) ).getByText( text ) ).toBeVisible();
} );

it( 'says so where no pack is large enough', () => {
	const state = holding( 0 );
	const view = planner( {
		...state,
		gain: { pages: 20_000, images: 50_000, images_without_alt: 50_000 },
	} );
	expect( view.getByText( 'No single pack covers both.' ) ).toBeVisible();
} );

it( 'names no pack where the balance is not known', () => {
	const view = planner( account( { balance: null, problem: problem() } ) );
	expect( view.queryByText( /cover/ ) ).toBeNull();
	expect( view.getByText( '262 credits' ) ).toBeVisible();
} );

it( 'stands in the modal, folded', async () => {
	const { user } = show( account( { gain: SITE } ) );
	expect( modal().getByText( '262 credits' ) ).not.toBeVisible();
	await user.click( modal().getByText( 'What does this site need?' ) );
	expect( modal().getByText( '262 credits' ) ).toBeVisible();
} );
