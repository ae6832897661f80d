// The start of a run of what is chosen.
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import {
	account,
	balance,
	endedRun,
	problem,
	run,
	runAnswer,
	runItem,
} from '../fixtures';
import { answer, asked, cloudProblem, lost } from '../wordpress';
import {
	FEATURE,
	button,
	choose,
	library,
	quote,
	start,
	takeStart,
} from './choices';
import { show } from './library';

describe( 'the start', () => {
	it( 'starts what was quoted, and hands the focus to the progress', async () => {
		quote();
		const sent = takeStart();
		const { user } = await show( account(), { images: library( 2 ) } );
		await user.click( choose( 'Picture 1' ) );
		await user.click( await start() );
		expect(
			await screen.findByText( '0 of 72 · 0 credits', {
				selector: 'strong',
			} )
		).toBeVisible();
		expect( sent ).toEqual( [
			{
				id: expect.any( String ) as string,
				feature: FEATURE,
				selection: { ids: [ 1 ] },
				overwrite: false,
				max_credits: 72,
				spend_at_most: null,
				first: null,
			},
		] );
		expect( choose( 'Picture 1' ) ).not.toBeChecked();
		expect(
			screen.getByRole( 'progressbar' ).closest( '.srg-piece' )
		).toHaveFocus();
	} );

	it( 'offers five first above twenty, and keeps the rest chosen', async () => {
		quote( { items: 21, credits: 21, covers: 21 } );
		const sent = takeStart();
		const { user } = await show( account(), { images: library( 2 ) } );
		await user.click( choose( 'Picture 1' ) );
		await user.click( await start( 'Try 5 first · 5 credits' ) );
		await screen.findByText( 'You can close this tab.' );
		expect( sent[ 0 ] ).toMatchObject( { first: 5, max_credits: 5 } );
		expect( choose( 'Picture 1' ) ).toBeChecked();
	} );

	it( 'no longer has chosen what the first five have done', async () => {
		quote( { items: 21, credits: 21, covers: 21 } );
		takeStart();
		answer( 'POST', '/runs/:id/step', ( { params } ) =>
			HttpResponse.json(
				runAnswer( {
					run: endedRun( 'completed', {
						id: String( params.id ),
						total: 1,
						done: 1,
						last_seq: 1,
					} ),
					items: [ runItem( { object_id: 1 } ) ],
				} )
			)
		);
		const { user } = await show( account(), { images: library( 3 ) } );
		await user.click( choose( 'Picture 1' ) );
		await user.click( choose( 'Picture 3' ) );
		await user.click( await start( 'Try 5 first · 5 credits' ) );
		await screen.findByText( 'Done 1.', { selector: '.srg-notice__text' } );
		expect( choose( 'Picture 1' ) ).not.toBeChecked();
		expect( choose( 'Picture 3' ) ).toBeChecked();
	} );

	it( 'waits while another run is going on', async () => {
		quote();
		answer( 'POST', '/runs/:id/step', { ...runAnswer() } );
		const { user } = await show( account(), {
			images: library( 2 ),
			runs: [ run() ],
		} );
		await user.click( choose( 'Picture 1' ) );
		expect(
			screen.getByText(
				'The next run can start when this one has ended.'
			)
		).toBeVisible();
		expect( button( 'Generate Alt Text' ) ).toHaveAttribute(
			'aria-disabled',
			'true'
		);
		expect( asked ).not.toContain( 'POST /runs/quote' );
	} );

	it( 'does not offer it for twenty', async () => {
		quote( { items: 20, credits: 20, covers: 20 } );
		const { user } = await show( account(), { images: library( 2 ) } );
		await user.click( choose( 'Picture 1' ) );
		await start( 'Generate Alt Text · 20 credits' );
		expect( screen.queryByRole( 'button', { name: /^Try/ } ) ).toBeNull();
	} );

	it( 'spends at most what was typed, and says so in its price', async () => {
		quote();
		const sent = takeStart();
		const { user } = await show( account(), { images: library( 2 ) } );
		await user.click( choose( 'Picture 1' ) );
		const ceiling = await screen.findByRole( 'spinbutton', {
			name: 'Spend at most',
		} );
		await user.type( ceiling, '0' );
		expect(
			await screen.findByRole( 'button', {
				name: 'Generate Alt Text · 72 credits',
			} )
		).toHaveAttribute( 'aria-disabled', 'true' );
		expect( screen.getByText( /A whole number of credits/ ) ).toBeVisible();
		await user.clear( ceiling );
		await user.type( ceiling, '30' );
		await user.click( await start( 'Generate Alt Text · 30 credits' ) );
		await screen.findByText( 'You can close this tab.' );
		expect( sent[ 0 ] ).toMatchObject( {
			spend_at_most: 30,
			max_credits: 72,
		} );
	} );

	it( 'replaces texts only when asked to, says how many, and asks once more', async () => {
		const skipped = {
			has_text: 8,
			decorative: 0,
			not_editable: 0,
			no_text: 0,
		};
		const asking = quote(
			{ skipped },
			{ items: 80, credits: 80, covers: 80, overwrites: 8 }
		);
		const sent = takeStart();
		const { user } = await show( account(), { images: library( 2 ) } );
		await user.click( choose( 'Picture 1' ) );
		await user.click(
			await screen.findByRole( 'checkbox', {
				name: 'Replace the texts of 8 images that have one',
			} )
		);
		const generate = await start( 'Generate Alt Text · 80 credits' );
		await waitFor( () => expect( generate ).toBeEnabled() );
		expect( asking.at( -1 ) ).toMatchObject( { overwrite: true } );
		await user.click( generate );
		const dialog = within( await screen.findByRole( 'dialog' ) );
		expect(
			dialog.getByText( /8 of the chosen images have a text/ )
		).toBeVisible();
		expect( sent ).toEqual( [] );
		await user.click(
			dialog.getByRole( 'button', { name: 'Replace · 80 credits' } )
		);
		await screen.findByText( 'You can close this tab.' );
		expect( sent[ 0 ] ).toMatchObject( { overwrite: true } );
		// The next choice starts from what is the default.
		await user.click( choose( 'Picture 2' ) );
		expect( screen.getByRole( 'spinbutton' ) ).toHaveValue( null );
		expect(
			screen.queryByRole( 'checkbox', {
				name: /^Replace/,
				checked: true,
			} )
		).toBeNull();
	} );

	it( 'is the same run when it is started again after a lost answer', async () => {
		quote();
		const sent = takeStart( lost );
		const { user } = await show( account(), { images: library( 2 ) } );
		await user.click( choose( 'Picture 1' ) );
		await user.click( await start() );
		await screen.findByText( /WordPress did not answer/ );
		await user.click( await start() );
		await screen.findByText( 'You can close this tab.' );
		expect( sent[ 1 ]?.id ).toBe( sent[ 0 ]?.id );
	} );

	it( 'says why it was refused, and loses nothing', async () => {
		quote();
		takeStart( () =>
			cloudProblem(
				problem( { code: 'license_lapsed', retry_after_s: null } ),
				account( {
					balance: balance( { license: { status: 'lapsed' } } ),
				} )
			)
		);
		const { user } = await show( account(), { images: library( 2 ) } );
		await user.click( choose( 'Picture 1' ) );
		await user.click( await start() );
		expect(
			await screen.findByText( /Start a plan to use your credits/ )
		).toBeInTheDocument();
		expect( choose( 'Picture 1' ) ).toBeChecked();
	} );
} );
