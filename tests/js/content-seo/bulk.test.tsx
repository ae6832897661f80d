// Many pages at once: the price before, the rows as they follow, and the choice of all that match.
import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { content } from '../content-fixtures';
import {
	account,
	endedRun,
	run,
	runAnswer,
	runItem,
	runQuote,
} from '../fixtures';
import { answer } from '../wordpress';
import { list, row, show } from './contents';

interface SentRun {
	id: string;
}

function quote( change = {} ): unknown[] {
	const sent: unknown[] = [];
	answer( 'POST', '/runs/quote', async ( { request } ) => {
		sent.push( await request.json() );
		return HttpResponse.json( runQuote( change ) );
	} );
	return sent;
}

async function ready( name: string ) {
	const found = await screen.findByRole( 'button', { name } );
	await waitFor( () =>
		expect( found ).not.toHaveAttribute( 'aria-disabled', 'true' )
	);
	return found;
}

it( 'says the price of all that match before it starts', async () => {
	const sent = quote( {
		items: 72,
		credits: 216,
		skipped: { has_text: 0, decorative: 0, not_editable: 1, no_text: 2 },
	} );
	const { user } = await show( {
		account: account(),
		feature: 'link_suggestions',
		page: { next_cursor: 'more', counts: { all: 80, none: 75 } },
	} );
	await user.selectOptions(
		screen.getByRole( 'combobox', { name: 'Type' } ),
		'Posts (2)'
	);
	await user.click(
		await screen.findByRole( 'checkbox', { name: 'Choose the 2 shown' } )
	);
	await user.click(
		await screen.findByRole( 'button', {
			name: 'Choose all 75 that match',
		} )
	);
	expect(
		await screen.findByText(
			'72 pages, 216 credits; you have 4,820: leaves 4,604'
		)
	).toBeVisible();
	expect(
		screen.getByText(
			'1 page is left alone: you may not edit it. 2 pages have no text to work from.'
		)
	).toBeVisible();
	expect( await ready( 'Suggest Links · 216 credits' ) ).toBeVisible();
	expect( sent.at( -1 ) ).toMatchObject( {
		feature: 'link_suggestions',
		selection: {
			filter: { state: 'none', search: '', type: 'post' },
			except: [],
		},
	} );
} );

it( 'says what the first five cost where prices differ, and starts just these', async () => {
	const asking = quote( { items: 30, credits: 200, first_credits: 41 } );
	const sent: unknown[] = [];
	answer( 'POST', '/runs', async ( { request } ) => {
		sent.push( await request.json() );
		return HttpResponse.json(
			runAnswer( { run: endedRun( 'completed' ) } )
		);
	} );
	const { user } = await show( {
		account: account(),
		feature: 'content_analysis',
	} );
	await user.click(
		screen.getByRole( 'checkbox', { name: 'Choose the 2 shown' } )
	);
	await user.click( await ready( 'Try 5 first · 41 credits' ) );
	await waitFor( () => expect( sent ).toHaveLength( 1 ) );
	expect( asking.at( -1 ) ).toMatchObject( { first: 5 } );
	expect( sent[ 0 ] ).toMatchObject( { first: 5, max_credits: 41 } );
} );

it( 'shows in the rows what a run writes, as it comes', async () => {
	quote( { items: 1, credits: 1, covers: 1 } );
	answer( 'POST', '/runs', async ( { request } ) =>
		HttpResponse.json(
			runAnswer( {
				run: run( {
					id: ( ( await request.json() ) as SentRun ).id,
					feature: 'meta_title',
				} ),
			} )
		)
	);
	answer( 'POST', '/runs/:id/step', ( { params } ) =>
		HttpResponse.json(
			runAnswer( {
				run: endedRun( 'completed', {
					id: String( params.id ),
					feature: 'meta_title',
					total: 1,
					done: 1,
					last_seq: 1,
				} ),
				items: [ runItem( { object_id: 21, text: 'From a run' } ) ],
			} )
		)
	);
	const { user } = await show( { account: account() } );
	await user.click(
		screen.getByRole( 'checkbox', { name: 'Choose Sourdough at home' } )
	);
	await user.click( await ready( 'Generate Meta Titles · 1 credit' ) );
	await screen.findByText( 'Done 1.', { selector: '.srg-notice__text' } );
	expect( row().getByRole( 'textbox' ) ).toHaveValue( 'From a run' );
	expect( row().getByText( 'Generated' ) ).toBeVisible();
} );

it( 'reads again the rows whose schema a run has made', async () => {
	answer( 'POST', '/runs/:id/step', ( { params } ) => {
		list( [
			content( {
				schema: {
					...content().schema,
					type: 'BlogPosting',
					state: 'generated',
				},
			} ),
		] );
		return HttpResponse.json(
			runAnswer( {
				run: endedRun( 'completed', {
					id: String( params.id ),
					feature: 'schema',
				} ),
				items: [ runItem( { object_id: 21, text: 'BlogPosting' } ) ],
			} )
		);
	} );
	await show( {
		account: account(),
		feature: 'schema',
		runs: [ run( { feature: 'schema' } ) ],
	} );
	expect( await row().findByText( 'BlogPosting' ) ).toBeVisible();
} );

it( 'shows the runs of the feature that is chosen', async () => {
	const { user } = await show( { account: account() } );
	answer( 'GET', '/runs', {
		runs: [
			{
				...endedRun( 'stopped', {
					feature: 'schema',
					can_undo: false,
				} ),
			},
		],
		next_cursor: null,
	} );
	await user.click( screen.getByRole( 'link', { name: 'Schema' } ) );
	expect(
		await screen.findByText( 'Stopped. 40 saved. 32 left.', {
			selector: '.srg-notice__text',
		} )
	).toBeVisible();
} );
