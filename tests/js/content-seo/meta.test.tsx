// Meta titles and descriptions: typed, saved, written by AI, and brought back.
import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';
import type { Content } from '../../../src/api/generated/content';
import { content, contentAction, keptResult } from '../content-fixtures';
import { problem, trialing } from '../fixtures';
import { answer, asked, cloudProblem, lost, refusal } from '../wordpress';
import { act, row, show } from './contents';

const field = () =>
	row().getByRole( 'textbox', { name: 'Meta title of Sourdough at home' } );

const withTitle = (
	text: string,
	change: Partial< Content[ 'meta_title' ] > = {}
) =>
	content( {
		meta_title: {
			...content().meta_title,
			text,
			state: 'written',
			...change,
		},
	} );

it( 'saves what was typed over what was shown, and takes it back', async () => {
	const { user } = await show();
	const sent: unknown[] = [];
	answer( 'PATCH', '/contents/21', async ( { request } ) => {
		const body = ( await request.json() ) as { meta_title: string };
		sent.push( body );
		return HttpResponse.json(
			body.meta_title === '' ? content() : withTitle( body.meta_title )
		);
	} );
	await user.type( field(), 'Bake{Enter}bread' );
	expect( row().getByText( '10 of 60 characters' ) ).toBeVisible();
	expect( row().getByText( 'Not saved yet' ) ).toBeVisible();
	await user.click( row().getByRole( 'button', { name: 'Save' } ) );
	expect( await row().findByText( 'Saved.' ) ).toBeVisible();
	expect( row().getByText( 'By hand' ) ).toBeVisible();
	await user.click( row().getByRole( 'button', { name: 'Undo' } ) );
	await waitFor( () => expect( field() ).toHaveValue( '' ) );
	expect( sent ).toEqual( [
		{ meta_title: 'Bake bread', if_meta_title: '' },
		{ meta_title: '', if_meta_title: 'Bake bread' },
	] );
} );

it( 'says what search results cut, and that another page has the same', async () => {
	await show( {
		rows: [
			withTitle( `${ 'a'.repeat( 60 ) } and the rest`, {
				state: 'long',
				is_duplicate: true,
			} ),
		],
	} );
	expect(
		row().getByText(
			'73 of 60 characters Search results may cut “and the rest”.'
		)
	).toBeVisible();
	expect( row().getByText( 'Too long' ) ).toBeVisible();
	expect( row().getByText( 'Another page has the same.' ) ).toBeVisible();
} );

it( 'counts characters as search engines do, in any script', async () => {
	await show( { rows: [ withTitle( '🍞パン' ) ] } );
	expect( row().getByText( '3 of 60 characters' ) ).toBeVisible();
} );

it( 'says what the text is now when somebody else has changed it, and replaces that only on request', async () => {
	answer( 'PATCH', '/contents/21', () =>
		refusal( 409, 'text_changed', 'Changed.', {
			content: { ...withTitle( 'Their words' ) },
		} )
	);
	const { user } = await show();
	await user.type( field(), 'Mine' );
	await user.click( row().getByRole( 'button', { name: 'Save' } ) );
	expect(
		await row().findByText(
			'Meanwhile this text was changed to “Their words”. Save again to replace it with yours.'
		)
	).toBeVisible();
	expect( field() ).toHaveValue( 'Mine' );
} );

it( 'has it written for the price on the button, and follows with the balance', async () => {
	const sent = act( () => contentAction() );
	const { user } = await show();
	await user.click(
		row().getByRole( 'button', { name: 'Generate · 1 credit' } )
	);
	expect( await row().findByText( '1 credit from Shared' ) ).toBeVisible();
	expect( field() ).toHaveValue( 'Bake sourdough at home' );
	expect(
		screen.getByText( '499 Credits', { selector: '[role]' } )
	).toBeInTheDocument();
	expect(
		screen.getByRole( 'heading', { name: 'Meta titles: Missing (1)' } )
	).toBeVisible();
	expect(
		row().getByRole( 'button', { name: 'Regenerate · 1 credit' } )
	).toBeVisible();
	expect( sent ).toEqual( [
		{
			feature: 'meta_title',
			action_id: expect.any( String ) as string,
			max_cost: 1,
			save: true,
			input: {},
		},
	] );
} );

it( 'keeps what somebody wrote meanwhile, and shows what was made', async () => {
	act( () =>
		contentAction( { applied: false, content: withTitle( 'Theirs' ) } )
	);
	const { user } = await show();
	await user.click( row().getByRole( 'button', { name: /^Generate/ } ) );
	expect(
		await row().findByText( /Written by AI: “Bake sourdough at home”/ )
	).toBeVisible();
	expect( field() ).toHaveValue( 'Theirs' );
} );

it( 'charges nothing for what is refused, and pays once after a lost answer', async () => {
	const sent = act(
		() => lost(),
		() =>
			cloudProblem(
				problem( { code: 'provider_failed', retry_after_s: null } ),
				trialing()
			),
		() => contentAction()
	);
	const { user } = await show();
	const generate = () =>
		user.click( row().getByRole( 'button', { name: /^Generate/ } ) );
	await generate();
	expect(
		await row().findByText( /It is never charged twice/ )
	).toBeVisible();
	await generate();
	expect( await row().findByText( /^0 charged\. / ) ).toBeVisible();
	await generate();
	await row().findByText( '1 credit from Shared' );
	const ids = sent.map(
		( body ) => ( body as { action_id: string } ).action_id
	);
	expect( ids[ 1 ] ).toBe( ids[ 0 ] );
	expect( ids[ 2 ] ).not.toBe( ids[ 0 ] );
} );

it( 'says why WordPress did not send it at all', async () => {
	act( () =>
		refusal( 422, 'content_unusable', 'There is no text. Write some.' )
	);
	const { user } = await show();
	await user.click( row().getByRole( 'button', { name: /^Generate/ } ) );
	expect(
		await row().findByText( '0 charged. There is no text. Write some.' )
	).toBeVisible();
} );

it( 'reads former results when they are opened, and restores one for free', async () => {
	answer( 'GET', '/contents/21/results', {
		results: [
			{
				...keptResult( {
					id: 6,
					is_current: true,
					can_restore: false,
				} ),
			},
			{
				...keptResult( {
					result: { alternatives: [ 'The older one' ] },
				} ),
			},
		],
		next_cursor: null,
	} );
	const { user } = await show();
	expect( asked.join() ).not.toContain( '/results' );
	await user.click( row().getByText( 'History' ) );
	expect( await row().findByText( 'The older one' ) ).toBeVisible();
	expect( row().getByText( 'In use' ) ).toBeVisible();
	expect( row().getAllByText( /Ada · 1 credit · sandbox-1/ ) ).toHaveLength(
		2
	);
	answer( 'POST', '/contents/21/results/5/restore', {
		...withTitle( 'The older one' ),
	} );
	await user.click( row().getByRole( 'button', { name: 'Restore' } ) );
	await waitFor( () => expect( field() ).toHaveValue( 'The older one' ) );
} );
