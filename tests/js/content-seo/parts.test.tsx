// Schema, links and analysis: what there is, what it says in full, and what can be done with it.
import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';
import type { Content } from '../../../src/api/generated/content';
import type { LinkSuggestion } from '../../../src/api/generated/content-detail';
import { content, contentAction, contentDetail } from '../content-fixtures';
import { answer, asked, refusal } from '../wordpress';
import { act, detail, row, show } from './contents';

const open = ( name: string ) => row().getByText( name );

describe( 'schema', () => {
	const withSchema = () =>
		content( {
			schema: {
				...content().schema,
				type: 'BlogPosting',
				state: 'generated',
			},
		} );

	it( 'is made, shown as it is printed, and removed', async () => {
		act( () => contentAction( { content: withSchema(), result: null } ) );
		const { user } = await show( { feature: 'schema' } );
		expect( row().getByText( 'No schema' ) ).toBeVisible();
		await user.click(
			row().getByRole( 'button', { name: 'Generate · 1 credit' } )
		);
		expect( await row().findByText( 'BlogPosting' ) ).toBeVisible();
		detail( {
			content: withSchema(),
			json_ld: [
				{
					'@context': 'https://schema.org',
					'@type': 'BlogPosting',
					headline: '</script><b>Bread</b>',
					author: { '@type': 'Person', name: 'Ada' },
				},
			],
		} );
		await user.click( open( 'What is printed' ) );
		expect(
			await row().findByText( '</script><b>Bread</b>' )
		).toBeVisible();
		expect( row().getByText( 'Ada' ) ).toBeVisible();
		expect( row().getByText( /"@context"/ ) ).toBeInTheDocument();
		answer( 'PUT', '/contents/21/schema', async ( { request } ) => {
			expect( await request.json() ).toEqual( { schema: null } );
			return HttpResponse.json( contentDetail() );
		} );
		await user.click( row().getByRole( 'button', { name: 'Remove' } ) );
		expect(
			await row().findByText( 'Removed. It is kept in the history.' )
		).toBeVisible();
		expect( row().getByText( 'No schema' ) ).toBeVisible();
		expect( row().queryByText( 'What is printed' ) ).toBeNull();
	} );
} );

describe( 'links', () => {
	const suggestion = ( change: Partial< LinkSuggestion > ) => ( {
		post_id: 31,
		title: 'Flour',
		url: 'http://localhost:8888/flour/',
		edit_url: null,
		anchor: 'strong flour',
		context: 'Take strong flour and water.',
		reason: 'Says which flour rises.',
		...change,
	} );
	const flour = suggestion( {} );
	const ovens = suggestion( {
		post_id: 32,
		title: 'Ovens',
		anchor: 'a hot oven',
	} );
	const withLinks = ( suggested: number ) =>
		content( {
			links: {
				...content().links,
				in: 0,
				is_orphan: true,
				suggested,
				state: suggested > 0 ? 'suggested' : 'none',
			},
		} );
	const suggested = ( ...suggestions: LinkSuggestion[] ) => ( {
		...contentDetail( {
			content: withLinks( suggestions.length ),
			suggestions,
		} ),
	} );

	it( 'counts them, and marks a page to which nothing links', async () => {
		await show( {
			feature: 'link_suggestions',
			rows: [ withLinks( 0 ) ],
		} );
		expect( row().getByText( /0 in · 5 out/ ) ).toBeVisible();
		expect( row().getByText( 'Orphan' ) ).toBeVisible();
		expect(
			row().getByRole( 'button', { name: 'Generate · 3 credits' } )
		).toBeEnabled();
	} );

	it( 'shows — while nothing is known of them', async () => {
		await show( {
			feature: 'link_suggestions',
			rows: [
				content( {
					links: { ...content().links, in: null, out: null },
				} ),
			],
		} );
		expect( row().getByText( '— in · — out' ) ).toBeVisible();
	} );

	it( 'puts a suggested one into the text, and dismisses another', async () => {
		const { user } = await show( {
			feature: 'link_suggestions',
			rows: [ withLinks( 2 ) ],
		} );
		answer( 'GET', '/contents/21', suggested( flour, ovens ) );
		await user.click( open( '2 suggestions' ) );
		expect( await row().findByText( 'strong flour' ) ).toBeVisible();
		expect( row().getByText( 'Take and water.' ) ).toBeVisible();
		expect( row().getByRole( 'link', { name: 'Flour' } ) ).toHaveAttribute(
			'href',
			'http://localhost:8888/flour/'
		);
		answer( 'POST', '/contents/21/links/31', suggested( ovens ) );
		await user.click(
			row().getByRole( 'button', { name: 'Insert: link to Flour' } )
		);
		await waitFor( () =>
			expect( row().queryByText( 'strong flour' ) ).toBeNull()
		);
		answer( 'PUT', '/contents/21/links', async ( { request } ) => {
			expect( await request.json() ).toEqual( { post_ids: [] } );
			return HttpResponse.json( suggested() );
		} );
		await user.click(
			row().getByRole( 'button', { name: 'Dismiss: link to Ovens' } )
		);
		await waitFor( () =>
			expect( row().queryByText( '1 suggestion' ) ).toBeNull()
		);
	} );

	it( 'says why one cannot be put in, and keeps it', async () => {
		const { user } = await show( {
			feature: 'link_suggestions',
			rows: [ withLinks( 1 ) ],
		} );
		answer( 'GET', '/contents/21', suggested( flour ) );
		await user.click( open( '1 suggestion' ) );
		answer( 'POST', '/contents/21/links/31', () =>
			refusal( 409, 'anchor_not_found', 'The words are gone.' )
		);
		await user.click(
			await row().findByRole( 'button', { name: /^Insert/ } )
		);
		expect( await row().findByText( 'The words are gone.' ) ).toBeVisible();
		expect( row().getByText( 'strong flour' ) ).toBeVisible();
	} );

	it( 'says that there is nothing to link', async () => {
		await show( {
			feature: 'link_suggestions',
			rows: [
				content( {
					links: { ...content().links, failure: 'nothing_to_link' },
				} ),
			],
		} );
		expect(
			row().getByText( /about the same things and not linked yet/ )
		).toBeVisible();
	} );
} );

describe( 'analysis', () => {
	const analysed = (
		change: Partial< Content[ 'analysis' ] > = {}
	): Content =>
		content( {
			analysis: {
				...content().analysis,
				findings: 1,
				state: 'analysed',
				...change,
			},
		} );

	it( 'shows what the model has found, with its evidence and what to do', async () => {
		const sent = act( () =>
			contentAction( {
				content: analysed(),
				action: { cost: 6, from_shared: 6 },
			} )
		);
		const { user } = await show( { feature: 'content_analysis' } );
		await user.click(
			row().getByRole( 'button', { name: 'Generate · 6 credits' } )
		);
		expect(
			await row().findByText( '6 credits from Shared' )
		).toBeVisible();
		expect( sent ).toMatchObject( [
			{ feature: 'content_analysis', max_cost: 6 },
		] );
		detail( {
			content: analysed(),
			findings: [
				{
					severity: 'high',
					kind: 'clarity',
					quote: 'It rises.',
					message: 'What rises is not said.',
					action: 'Name the dough.',
				},
			],
		} );
		await user.click( open( '1 finding' ) );
		expect( await row().findByText( 'It rises.' ) ).toBeVisible();
		expect( row().getByText( 'Important' ) ).toBeVisible();
		expect( row().getByText( 'Name the dough.' ) ).toBeVisible();
	} );

	it( 'says that the text has changed since', async () => {
		await show( {
			feature: 'content_analysis',
			rows: [ analysed( { state: 'outdated' } ) ],
		} );
		expect( row().getByText( 'Changed since' ) ).toBeVisible();
		expect( asked.join() ).not.toContain( 'GET /contents/21' );
		expect(
			screen.getByRole( 'button', { name: /^Changed since/ } )
		).toBeVisible();
	} );
} );
