// The meta box of the classic editor: what its script adds to the fields that PHP has printed.
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import type { Account } from '../../../src/api/generated/account';
import { startBox } from '../../../src/classic/box';
import { contentAction } from '../editor/contents';
import { neverConnected, problem, trialing } from '../fixtures';
import { answer, cloudProblem } from '../wordpress';

const GENERATE = 'Generate 3 alternatives · 1 credit';

const field = ( name: string, label: string, value = '' ) => `
	<p><label for="seo-rank-genius-${ name }">${ label }</label>
	<input id="seo-rank-genius-${ name }" value="${ value }"></p>`;

async function openBox( account: Account ): Promise< void > {
	document.body.innerHTML = `
		<input id="title" value="A meadow instead of a lawn">
		<textarea id="content">As it is typed</textarea>
		<div class="seo-rank-genius srg-classic" data-post="7">
			${ field( 'meta_title', 'Meta title', 'Mine' ) }
			${ field( 'meta_description', 'Meta description' ) }
			${ field( 'focus_keyword', 'Focus keyword', 'meadow' ) }
		</div>`;
	answer( 'GET', '/account', { ...account } );
	end = await startBox(
		document.querySelector( '.srg-classic' ) as HTMLElement
	);
}

let end = () => undefined as void;

afterEach( () => {
	end();
	document.body.innerHTML = '';
} );

it( 'generates from what is typed, and fills a field with the text that is chosen', async () => {
	await openBox( trialing() );
	const user = userEvent.setup();
	let sent: unknown;
	answer( 'POST', '/contents/7/actions', async ( { request } ) => {
		sent = await request.json();
		return HttpResponse.json( {
			...contentAction( {
				result: { alternatives: [ 'Wild', '<b>Easy</b>' ] },
			} ),
		} );
	} );
	const [ title ] = await screen.findAllByRole( 'button', {
		name: GENERATE,
	} );
	await user.click( title as Element );
	expect( await screen.findByText( '<b>Easy</b>' ) ).toBeVisible();
	expect( sent ).toMatchObject( {
		feature: 'meta_title',
		max_cost: 1,
		save: false,
		input: {
			title: 'A meadow instead of a lawn',
			content: 'As it is typed',
			focus_keyword: 'meadow',
			alternatives: 3,
		},
	} );
	const typed = screen.getByRole( 'textbox', { name: 'Meta title' } );
	expect( typed ).toHaveValue( 'Mine' );
	await user.click(
		screen.getAllByRole( 'button', { name: 'Use this' } )[ 1 ] as Element
	);
	expect( typed ).toHaveValue( '<b>Easy</b>' );
	expect( typed ).toHaveFocus();
} );

it( 'says that nothing was charged for a failure', async () => {
	await openBox( trialing() );
	const user = userEvent.setup();
	answer( 'POST', '/contents/7/actions', () =>
		cloudProblem( problem( { code: 'provider_failed' } ), trialing() )
	);
	const [ title ] = await screen.findAllByRole( 'button', {
		name: GENERATE,
	} );
	await user.click( title as Element );
	await waitFor( () =>
		expect( screen.getAllByRole( 'status' )[ 0 ] ).toHaveTextContent(
			/^0 charged\. /
		)
	);
} );

it( 'says why there are no buttons', async () => {
	await openBox( neverConnected() );
	expect( await screen.findByText( /connect this site/ ) ).toBeVisible();
	expect( screen.queryByRole( 'button' ) ).not.toBeInTheDocument();
} );
