// What the panels of the sidebar make: shown first, and in the post only when it is accepted.
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { answer } from '../wordpress';
import { contentAction, contentDetail } from './contents';
import { choose, htmlOfBlocks, panel, show } from './post-editor';
import { paragraph, registerFormats } from './text-blocks';

const LAWN = 'A lawn wants to be mown every week.';
const SCHEMA = { type: 'Article', headline: 'Meadows', faq: [] };

const button = ( name: string ) => screen.getByRole( 'button', { name } );

/** What is sent when something is generated, and the result that comes back. */
function generates( result: unknown ): { sent: Record< string, unknown > } {
	const seen: { sent: Record< string, unknown > } = { sent: {} };
	answer( 'POST', '/contents/7/actions', async ( { request } ) => {
		seen.sent = ( await request.json() ) as Record< string, unknown >;
		return HttpResponse.json( {
			...contentAction( { result: result as never } ),
		} );
	} );
	return seen;
}

/** What is kept by hand, and the detail that comes back. */
function keeps( what: string, detail = contentDetail() ) {
	const seen: { sent: unknown } = { sent: null };
	answer( 'PUT', `/contents/7/${ what }`, async ( { request } ) => {
		seen.sent = await request.json();
		return HttpResponse.json( { ...detail } );
	} );
	return seen;
}

beforeAll( registerFormats );
beforeEach( () => answer( 'GET', '/contents/7', { ...contentDetail() } ) );

describe( 'Internal links', () => {
	const suggestion = ( id: number, anchor: string ) => ( {
		post_id: id,
		title: `Page ${ id }`,
		url: `https://example.com/${ id }/`,
		anchor,
		reason: 'It says how often.',
	} );

	it( 'shows the words in their sentence, puts the link there with one click, and forgets what is skipped', async () => {
		const { user } = show( { blocks: [ paragraph( LAWN ) ] } );
		const { sent } = keeps( 'links' );
		expect( sent ).toBeNull();
		const seen = generates( {
			suggestions: [
				suggestion( 12, 'mown every week' ),
				suggestion( 13, 'words that are gone' ),
			],
		} );
		await user.click( panel( 'Internal links' ) );
		await user.click( button( 'Suggest links · 3 credits' ) );
		expect( await screen.findByText( 'Page 12' ) ).toBeVisible();
		expect( seen.sent ).toMatchObject( {
			feature: 'link_suggestions',
			max_cost: 3,
			save: true,
		} );
		expect(
			screen.getByText(
				/words that are gone. is not in the text any more/
			)
		).toBeVisible();
		expect( htmlOfBlocks() ).toEqual( [ LAWN ] );
		await user.click( button( 'Insert link' ) );
		expect( htmlOfBlocks() ).toEqual( [
			'A lawn wants to be <a href="https://example.com/12/">mown every week</a>.',
		] );
		await waitFor( () =>
			expect( screen.queryByText( 'Page 12' ) ).not.toBeInTheDocument()
		);
		await user.click( button( 'Skip' ) );
		await waitFor( () =>
			expect( screen.queryByText( 'Page 13' ) ).not.toBeInTheDocument()
		);
	} );
} );

describe( 'Schema', () => {
	it( 'shows what is suggested, and keeps it when it is accepted', async () => {
		const { user } = show();
		const kept = keeps(
			'schema',
			contentDetail( {
				schema: SCHEMA as never,
				json_ld: [ { '@type': 'Article', name: '</script>' } ] as never,
			} )
		);
		const seen = generates( SCHEMA );
		await user.click( panel( 'Schema' ) );
		await user.selectOptions(
			screen.getByRole( 'combobox', { name: 'Type' } ),
			'Article'
		);
		await user.click( button( 'Generate schema · 1 credit' ) );
		expect( await screen.findByText( 'Suggested: Article' ) ).toBeVisible();
		expect( seen.sent ).toMatchObject( {
			save: false,
			input: { schema_type: 'Article' },
		} );
		expect( kept.sent ).toBeNull();
		await user.click( button( 'Use this schema' ) );
		expect( await screen.findByText( 'In use: Article' ) ).toBeVisible();
		expect( kept.sent ).toEqual( { schema: SCHEMA } );
		await user.click(
			screen.getByText( 'What search engines are given (JSON-LD)' )
		);
		expect( screen.getByText( /"name": "<\/script>"/ ) ).toBeVisible();
	} );
} );

describe( 'Draft', () => {
	it( 'is read first, and put into the post when it is accepted', async () => {
		const { user } = show( { blocks: [ paragraph( '' ) ] } );
		const seen = generates( {
			sections: [
				{ heading: 'Sowing', paragraphs: [ 'Rake & <b>sow</b>.' ] },
			],
		} );
		await user.click( panel( 'Draft' ) );
		await user.type(
			screen.getByRole( 'textbox', { name: 'Outline' } ),
			'Sowing\n\n Mowing '
		);
		await user.click(
			screen.getByRole( 'button', { name: /^Write a draft · / } )
		);
		const draft = await screen.findByRole( 'region', { name: 'Draft' } );
		expect(
			within( draft ).getByText( 'Rake & <b>sow</b>.' )
		).toBeVisible();
		expect( seen.sent ).toMatchObject( {
			input: { outline: [ 'Sowing', 'Mowing' ], words: 500 },
		} );
		expect( htmlOfBlocks() ).toEqual( [ '' ] );
		await user.click( button( 'Insert into the post' ) );
		expect( htmlOfBlocks() ).toEqual( [
			'Sowing',
			'Rake &amp; &lt;b>sow&lt;/b>.',
		] );
		expect( draft ).not.toBeInTheDocument();
	} );
} );

describe( 'Rewrite', () => {
	const other = 'A meadow does not.';

	async function rewrite() {
		const chosen = paragraph( LAWN );
		const opened = show( { blocks: [ chosen, paragraph( other ) ] } );
		choose( chosen );
		const seen = generates( { text: 'Lawns need a weekly mow.' } );
		await opened.user.click( panel( 'Rewrite' ) );
		await opened.user.click(
			screen.getByRole( 'checkbox', { name: 'Simpler words' } )
		);
		await opened.user.click(
			screen.getByRole( 'button', { name: /^Rewrite · / } )
		);
		expect(
			await screen.findByText( 'Lawns need a weekly mow.' )
		).toBeVisible();
		expect( seen.sent ).toMatchObject( {
			input: { text: LAWN, simpler: true },
		} );
		expect( htmlOfBlocks() ).toEqual( [ LAWN, other ] );
		return opened;
	}

	it( 'takes the place of the chosen blocks when it is accepted', async () => {
		const { user } = await rewrite();
		await user.click( button( 'Replace these blocks' ) );
		expect( htmlOfBlocks() ).toEqual( [
			'Lawns need a weekly mow.',
			other,
		] );
	} );

	it( 'changes nothing when it is discarded', async () => {
		const { user } = await rewrite();
		await user.click( button( 'Discard' ) );
		expect( htmlOfBlocks() ).toEqual( [ LAWN, other ] );
	} );

	it( 'has nothing to send where no text is chosen', async () => {
		const { user } = show();
		await user.click( panel( 'Rewrite' ) );
		expect(
			screen.getByText(
				'Choose one or several blocks of text in the post.'
			)
		).toBeVisible();
	} );
} );

describe( 'Analysis', () => {
	it( 'scores for free, and is read by AI for the price that its length has', async () => {
		const { user } = show();
		answer( 'POST', '/contents/7/local-analysis', {
			score: 62,
			code_points: 2000,
			findings: [
				{
					id: 'text_length',
					severity: 'high',
					message: 'The text is short.',
					action: 'Say more.',
					quote: null,
					block: null,
				},
			],
		} );
		const seen = generates( {
			findings: [
				{
					severity: 'medium',
					kind: 'intent',
					quote: 'mown every week',
					message: 'It does not say why.',
					action: 'Say why.',
				},
			],
		} );
		await user.click( panel( 'Analysis' ) );
		expect( await screen.findByText( 'Score: 62 of 100' ) ).toBeVisible();
		expect( screen.getByText( /The text is short/ ) ).toBeVisible();
		await user.type(
			screen.getByRole( 'textbox', { name: 'What is this page for?' } ),
			'Sell seeds'
		);
		await user.click(
			screen.getByRole( 'button', { name: /^Analyse · \d+ credit/ } )
		);
		expect( await screen.findByText( 'mown every week' ) ).toBeVisible();
		expect( seen.sent ).toMatchObject( {
			save: true,
			input: { intent: 'Sell seeds' },
		} );
		expect( button( 'Show in the text' ) ).toBeVisible();
	} );
} );
