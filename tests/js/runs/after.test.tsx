// After a run: the ways on and back, what it did, and those before it.
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import {
	account,
	balance,
	checkout,
	endedRun,
	image,
	imagesPage,
	neverConnected,
	problem,
	run,
	runAnswer,
	runItem,
} from '../fixtures';
import { field, list, show } from '../image-seo/library';
import { answer, asked, cloudProblem } from '../wordpress';
import { RUN, card, nothing, takeSteps } from './steps';

it( 'resumes exactly the rest', async () => {
	const { user } = await show( account(), {
		runs: [ endedRun( 'stopped', { last_seq: 40 } ) ],
	} );
	const sent: unknown[] = [];
	answer( 'POST', `${ RUN }/resume`, async ( { request } ) => {
		sent.push( await request.json() );
		return HttpResponse.json(
			runAnswer( {
				run: run( {
					done: 40,
					left: 32,
					credits_spent: 40,
					last_seq: 40,
				} ),
			} )
		);
	} );
	const after = takeSteps( {
		run: endedRun( 'completed', { last_seq: 72 } ),
	} );
	await user.click(
		screen.getByRole( 'button', { name: 'Resume · 32 credits' } )
	);
	expect(
		await screen.findByText( 'Done 72.', { selector: '.srg-notice__text' } )
	).toBeVisible();
	expect( sent ).toEqual( [ { max_credits: 32 } ] );
	expect( after ).toEqual( [ 40 ] );
} );

it( 'offers to resume after the payment, and never does it by itself', async () => {
	const held = checkout( { credits: 1000 } );
	answer( 'GET', `/checkouts/${ held.id }`, {
		checkout: { ...held, status: 'granted' },
		account: account( {
			balance: balance( {
				license: { shared: 0 },
				site: { domain: 1000, version: 9 },
			} ),
		} ),
	} );
	await show( account( { balance: nothing(), open_checkouts: [ held ] } ), {
		runs: [ endedRun( 'out_of_credits' ) ],
	} );
	expect(
		card().getByRole( 'button', { name: 'Buy Credits' } )
	).toBeVisible();
	expect(
		await screen.findByRole( 'button', { name: 'Resume · 32 credits' } )
	).toHaveClass( 'is-primary' );
	expect( asked.filter( ( one ) => one.startsWith( 'POST' ) ) ).toEqual( [] );
} );

it( 'opens the top-up for what is left', async () => {
	const { user } = await show( account( { balance: nothing() } ), {
		runs: [ endedRun( 'out_of_credits' ) ],
	} );
	await user.click( card().getByRole( 'button', { name: 'Buy Credits' } ) );
	expect(
		within( await screen.findByRole( 'dialog' ) ).getByText(
			/32 needed, 0 available, 32 short/
		)
	).toBeVisible();
} );

it( 'retries what failed, as a new run', async () => {
	const { user } = await show( account(), {
		runs: [
			endedRun( 'completed', { done: 70, failed: 2, failed_price: 2 } ),
		],
	} );
	const sent: { id: string; max_credits: number }[] = [];
	answer( 'POST', `${ RUN }/retry`, async ( { request } ) => {
		const body = ( await request.json() ) as ( typeof sent )[ number ];
		sent.push( body );
		return HttpResponse.json(
			runAnswer( {
				run: endedRun( 'completed', {
					id: body.id,
					total: 2,
					done: 2,
					retry_of: run().id,
				} ),
			} )
		);
	} );
	await user.click(
		screen.getByRole( 'button', { name: 'Retry 2 · 2 credits' } )
	);
	expect(
		await screen.findByText( 'Done 2.', { selector: '.srg-notice__text' } )
	).toBeVisible();
	expect( sent ).toEqual( [
		{ id: expect.not.stringMatching( run().id ) as string, max_credits: 2 },
	] );
} );

it( 'says why resuming was refused, and stays', async () => {
	const { user } = await show( account(), {
		runs: [ endedRun( 'stopped' ) ],
	} );
	answer( 'POST', `${ RUN }/resume`, () =>
		cloudProblem( problem( { retry_after_s: null } ), account() )
	);
	await user.click(
		screen.getByRole( 'button', { name: 'Resume · 32 credits' } )
	);
	expect(
		await card().findByText( /credits service cannot be reached/ )
	).toBeVisible();
} );

it( 'undoes all piece by piece when that is confirmed, and says what was kept', async () => {
	const { user } = await show( account(), {
		images: [ image( { alt_text: 'Written by AI', state: 'generated' } ) ],
		runs: [ endedRun( 'completed' ) ],
	} );
	const undone = ( restored: number, more: boolean ) => ( {
		...runAnswer( {
			more,
			run: endedRun( 'completed', {
				can_undo: more,
				undo: { at: new Date().toISOString(), restored, kept: 2 },
			} ),
		} ),
	} );
	let calls = 0;
	answer( 'POST', `${ RUN }/undo`, () => {
		calls += 1;
		return HttpResponse.json( undone( calls * 35, calls < 2 ) );
	} );
	list( [ image() ], { counts: imagesPage( [ image() ] ).counts } );
	await user.click( screen.getByRole( 'button', { name: 'Undo all' } ) );
	const dialog = within( await screen.findByRole( 'dialog' ) );
	expect( dialog.getByText( /Put 72 former texts back/ ) ).toBeVisible();
	expect( calls ).toBe( 0 );
	await user.click( dialog.getByRole( 'button', { name: 'Undo all' } ) );
	expect(
		await card().findByText(
			'Done 72. 70 former texts are back. 2 were edited since and are kept.'
		)
	).toBeVisible();
	expect( calls ).toBe( 2 );
	await waitFor( () => expect( field() ).toHaveValue( '' ) );
	expect( screen.queryByRole( 'button', { name: 'Undo all' } ) ).toBeNull();
} );

it( 'lists failures with their reasons, and what was written', async () => {
	const { user } = await show( account(), {
		runs: [ endedRun( 'completed', { done: 71, failed: 1 } ) ],
	} );
	answer( 'GET', `${ RUN }/items`, ( { request } ) => {
		const { searchParams } = new URL( request.url );
		return HttpResponse.json( {
			items:
				searchParams.get( 'state' ) === 'failed'
					? [
							runItem( {
								state: 'failed',
								code: 'x',
								reason: 'The file is missing.',
								text: null,
							} ),
						]
					: [
							runItem( { object_id: 12, object: null } ),
							runItem( { object_id: 13, is_applied: false } ),
						],
			next_cursor: null,
		} );
	} );
	await user.click( screen.getByRole( 'button', { name: 'Review' } ) );
	const review = within(
		await screen.findByRole( 'region', { name: 'What this run did' } )
	);
	expect( await review.findByText( 'The file is missing.' ) ).toBeVisible();
	await user.click( review.getByRole( 'button', { name: 'Done (71)' } ) );
	expect( await review.findByText( 'Deleted' ) ).toBeVisible();
	expect(
		review.getByText( /Edited meanwhile, so it was kept/ )
	).toBeVisible();
	await user.click( screen.getByRole( 'button', { name: 'Review' } ) );
	expect(
		screen.queryByRole( 'region', { name: 'What this run did' } )
	).toBeNull();
} );

it( 'closes its card for good, and shows it again from the history', async () => {
	const state = account();
	const runs = [
		endedRun( 'stopped' ),
		endedRun( 'completed', { id: '11111111-1111-4111-8111-111111111111' } ),
	];
	const { user } = await show( state, { runs } );
	await user.click( screen.getByRole( 'button', { name: 'Close' } ) );
	expect( screen.queryByRole( 'button', { name: /Resume/ } ) ).toBeNull();
	expect(
		screen.getByRole( 'heading', { name: /Missing alt text/ } )
	).toHaveFocus();
	document.body.innerHTML = '';
	const again = await show( state, { runs } );
	expect( screen.queryByRole( 'button', { name: /Resume/ } ) ).toBeNull();
	await again.user.click( screen.getByText( 'History of runs' ) );
	await again.user.click(
		screen.getAllByRole( 'button', { name: /Show the run of/ } )[ 1 ] ??
			document.body
	);
	expect( card().getByText( 'Done 72.' ) ).toBeVisible();
} );

it( 'offers nothing that spends where nothing is connected', async () => {
	await show( neverConnected( { connection: 'disconnected' } ), {
		runs: [ endedRun( 'stopped' ) ],
	} );
	expect(
		card().getByRole( 'link', { name: 'Connect again' } )
	).toHaveAttribute( 'href', 'admin.php?page=seo-rank-genius&tab=license' );
	expect( screen.queryByRole( 'button', { name: /Resume/ } ) ).toBeNull();
} );
