// Choosing images, and the price of what is chosen.
import { screen, waitFor } from '@testing-library/react';
import { account, imagesPage, neverConnected } from '../fixtures';
import { answer, asked, lost } from '../wordpress';
import { FEATURE, button, choose, library, quote, start } from './choices';
import { show } from './library';

describe( 'choosing', () => {
	it( 'chooses one by one, a range with shift, and all that is shown', async () => {
		const sent = quote();
		const { user } = await show( account(), { images: library( 5 ) } );
		await user.click( choose( 'Picture 2' ) );
		await user.keyboard( '{Shift>}' );
		await user.click( choose( 'Picture 4' ) );
		await user.keyboard( '{/Shift}' );
		await user.click( choose( 'Picture 3' ) );
		expect( choose( 'Picture 4' ) ).toBeChecked();
		expect( choose( 'Picture 3' ) ).not.toBeChecked();
		await waitFor( () =>
			expect( sent.at( -1 ) ).toEqual( {
				feature: FEATURE,
				selection: { ids: [ 2, 4 ] },
				overwrite: false,
			} )
		);
		const all = screen.getByRole( 'checkbox', {
			name: 'Choose the 5 shown',
		} );
		expect( all ).toBePartiallyChecked();
		await user.click( all );
		expect( all ).toBeChecked();
		await waitFor( () =>
			expect( sent.at( -1 ) ).toMatchObject( {
				selection: { ids: [ 2, 4, 1, 3, 5 ] },
			} )
		);
	} );

	it( 'chooses all that match, but for those that are left out', async () => {
		const sent = quote();
		const { user } = await show( account(), {
			images: library( 3 ),
			page: {
				next_cursor: 'more',
				counts: { ...imagesPage( [] ).counts, all: 9, missing: 9 },
			},
		} );
		await user.click(
			screen.getByRole( 'checkbox', { name: 'Choose the 3 shown' } )
		);
		await user.click( button( 'Choose all 9 that match' ) );
		await user.click( choose( 'Picture 2' ) );
		await waitFor( () =>
			expect( sent.at( -1 ) ).toEqual( {
				feature: FEATURE,
				selection: {
					filter: { state: 'missing', search: '' },
					except: [ 2 ],
				},
				overwrite: false,
			} )
		);
	} );

	it( 'clears, and leaves the focus at the list', async () => {
		quote();
		const { user } = await show( account(), { images: library( 2 ) } );
		await user.click( choose( 'Picture 1' ) );
		await user.click( button( 'Clear' ) );
		expect( choose( 'Picture 1' ) ).not.toBeChecked();
		expect(
			screen.getByRole( 'heading', { name: 'Missing alt text (2)' } )
		).toHaveFocus();
		expect( screen.queryByRole( 'button', { name: 'Clear' } ) ).toBeNull();
	} );
} );

describe( 'the quote', () => {
	it.each( [
		[ {}, '72 images, 72 credits; you have 4,820: leaves 4,748' ],
		[
			{ spendable: 40, covers: 40 },
			'72 images, 72 credits; you have 40: covers the first 40',
		],
		[ { spendable: null }, '72 images, 72 credits' ],
		[
			{ items: 1, credits: 1, covers: 1 },
			'1 image, 1 credit; you have 4,820: leaves 4,819',
		],
	] as const )( 'says %o as "%s"', async ( change, text ) => {
		quote( change );
		const { user } = await show( account(), { images: library( 2 ) } );
		await user.click( choose( 'Picture 1' ) );
		expect( await screen.findByText( text ) ).toBeVisible();
	} );

	it( 'keeps Shared figures from a site that is not to see them', async () => {
		quote();
		const { user } = await show(
			account( { site: { is_manager: false, hide_shared: true } } ),
			{ images: library( 2 ) }
		);
		await user.click( choose( 'Picture 1' ) );
		expect(
			await screen.findByText( '72 images, 72 credits' )
		).toBeVisible();
	} );

	it( 'says what is left alone', async () => {
		quote( {
			skipped: {
				has_text: 0,
				decorative: 2,
				not_editable: 1,
				no_text: 0,
			},
		} );
		const { user } = await show( account(), { images: library( 2 ) } );
		await user.click( choose( 'Picture 1' ) );
		expect(
			await screen.findByText(
				'2 decorative images stay without text. 1 image is left alone: you may not edit it.'
			)
		).toBeVisible();
	} );

	it( 'fills "Buy Credits" instead of the start when they do not cover all', async () => {
		quote( { spendable: 40, covers: 40 } );
		const { user } = await show( account(), { images: library( 2 ) } );
		await user.click( choose( 'Picture 1' ) );
		expect( await start() ).toHaveClass( 'is-secondary' );
		expect( button( 'Buy Credits' ) ).toHaveClass( 'is-primary' );
		await user.click( button( 'Buy Credits' ) );
		expect( await screen.findByRole( 'dialog' ) ).toBeVisible();
	} );

	it( 'says why there is none', async () => {
		answer( 'POST', '/runs/quote', lost );
		const { user } = await show( account(), { images: library( 2 ) } );
		await user.click( choose( 'Picture 1' ) );
		expect(
			await screen.findByText( /WordPress did not answer/ )
		).toBeVisible();
		expect( screen.getByText( '1 image chosen' ) ).toBeVisible();
	} );

	it( 'asks nothing where nothing can be spent', async () => {
		const { user } = await show( neverConnected(), {
			images: library( 2 ),
		} );
		await user.click( choose( 'Picture 1' ) );
		expect( screen.getByText( '1 image chosen' ) ).toBeVisible();
		expect( asked ).not.toContain( 'POST /runs/quote' );
	} );
} );
