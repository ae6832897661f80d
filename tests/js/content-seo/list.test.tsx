// What Content SEO lists: by feature, filter, type and words; and what stands in its place while it cannot.
import { screen, waitFor } from '@testing-library/react';
import { content } from '../content-fixtures';
import { account, balance, neverConnected, problem } from '../fixtures';
import { pass, settle, stopClock } from '../clock';
import { open, setHidden } from '../screen';
import { answer, asked, lost } from '../wordpress';
import { ContentSeoScreen } from '../../../src/content-seo/content-seo-screen';
import { contents, list, row, runsList, show } from './contents';

const FIRST =
	'GET /contents?feature=meta_title&state=missing&order=newest&per_page=40';

it( 'opens on what has no meta title, with where it is edited and read', async () => {
	await show();
	expect(
		screen.getByRole( 'heading', { name: 'Meta titles: Missing (2)' } )
	).toBeVisible();
	expect( asked ).toContain( FIRST );
	expect(
		row().getByRole( 'link', { name: 'Sourdough at home' } )
	).toHaveAttribute( 'href', content().edit_url );
	expect( row().getByRole( 'link', { name: 'View' } ) ).toHaveAttribute(
		'href',
		content().view_url
	);
	expect( row( 'Opening hours' ).getByText( /Page/ ) ).toBeVisible();
} );

it( 'goes to another feature by its tab, with an address of its own, and back', async () => {
	const { user } = await show();
	await user.click( screen.getByRole( 'link', { name: 'Analysis' } ) );
	expect(
		await screen.findByRole( 'heading', {
			name: 'Analysis: Not analysed (2)',
		} )
	).toBeVisible();
	expect( window.location.search ).toContain( 'feature=content_analysis' );
	expect( screen.getByRole( 'link', { name: 'Analysis' } ) ).toHaveFocus();
	expect( row().getByText( 'Score 71 of 100' ) ).toBeVisible();
	expect(
		row().getByRole( 'button', { name: 'Generate · 6 credits' } )
	).toBeEnabled();
	window.history.back();
	expect(
		await screen.findByRole( 'heading', {
			name: 'Meta titles: Missing (2)',
		} )
	).toBeVisible();
} );

it.each( [
	[ 'meta_title', 'Meta titles: Missing (2)' ],
	[ 'meta_description', 'Meta descriptions: Missing (2)' ],
	[ 'schema', 'Schema: Missing (2)' ],
	[ 'link_suggestions', 'Links: No suggestions (2)' ],
	[ 'content_analysis', 'Analysis: Not analysed (2)' ],
] as const )( 'opens on %s by its address', async ( feature, heading ) => {
	await show( { feature } );
	expect( screen.getByRole( 'heading', { name: heading } ) ).toBeVisible();
	expect( asked.join() ).toContain( `GET /runs?feature=${ feature }` );
} );

it( 'says how many each filter finds, and shows them', async () => {
	const { user } = await show( {
		page: { counts: { all: 9, missing: 2, duplicate: 3, long: 4 } },
	} );
	list( [ content( { title: 'Twice' } ) ], {
		counts: { all: 9, missing: 2, duplicate: 3, long: 4 },
	} );
	await user.click( screen.getByRole( 'button', { name: 'Duplicate 3' } ) );
	expect(
		await screen.findByRole( 'heading', {
			name: 'Meta titles: Duplicate (3)',
		} )
	).toBeVisible();
	expect( asked.at( -1 ) ).toContain( 'state=duplicate' );
} );

it( 'finds by words, by type and in another order', async () => {
	const { user } = await show();
	await user.type(
		screen.getByRole( 'searchbox', { name: 'Search pages' } ),
		'bread{Enter}'
	);
	await waitFor( () => expect( asked.at( -1 ) ).toContain( 'search=bread' ) );
	await user.selectOptions(
		screen.getByRole( 'combobox', { name: 'Type' } ),
		'Pages (0)'
	);
	await waitFor( () => expect( asked.at( -1 ) ).toContain( 'type=page' ) );
	await user.selectOptions(
		screen.getByRole( 'combobox', { name: 'Order' } ),
		'Shortest text first'
	);
	await waitFor( () =>
		expect( asked.at( -1 ) ).toContain( 'order=measure' )
	);
} );

it( 'reads on from where it ends', async () => {
	const { user } = await show( { page: { next_cursor: 'more' } } );
	list( [ content( { id: 23, title: 'Third' } ) ] );
	await user.click( screen.getByRole( 'button', { name: 'Load more' } ) );
	expect(
		await screen.findByRole( 'listitem', { name: 'Third' } )
	).toBeVisible();
	expect( asked.at( -1 ) ).toContain( 'cursor=more' );
} );

it.each( [
	[ 'everything is done', 5, 'Nothing is left to do here.' ],
	[ 'there is nothing', 0, 'There are no posts or pages here yet.' ],
] )( 'says so when %s', async ( _name, all, text ) => {
	await show( { rows: [], page: { counts: { all, missing: 0 } } } );
	expect( screen.getByText( text ) ).toBeVisible();
} );

it( 'says so when it cannot be read, and tries again on request', async () => {
	answer( 'GET', '/contents', lost );
	runsList();
	const { user } = open( <ContentSeoScreen />, { account: account() } );
	const again = await screen.findByRole( 'button', { name: 'Try again' } );
	list();
	await user.click( again );
	expect(
		await screen.findByRole( 'heading', {
			name: 'Meta titles: Missing (2)',
		} )
	).toBeVisible();
} );

it( 'leaves alone what this person may not edit, and takes titles as text', async () => {
	await show( {
		rows: [
			content( {
				title: '<b>bold</b>',
				can_edit: false,
				edit_url: null,
				status: 'draft',
				view_url: null,
			} ),
		],
	} );
	const bold = row( '<b>bold</b>' );
	expect( bold.getByText( 'Post · Draft' ) ).toBeVisible();
	expect( bold.queryByRole( 'link' ) ).toBeNull();
	expect( bold.queryByRole( 'textbox' ) ).toBeNull();
	expect( bold.queryByRole( 'button' ) ).toBeNull();
	expect( bold.getByRole( 'checkbox' ) ).toBeDisabled();
} );

it( 'offers nothing to generate where there is no text, and says why', async () => {
	const { price: _price, ...meta } = content().meta_title;
	await show( {
		rows: [ content( { meta_title: { ...meta, price: 0 } } ) ],
	} );
	expect( row().getByText( /no text here to work from/ ) ).toBeVisible();
	expect( row().queryByRole( 'button', { name: /Generate/ } ) ).toBeNull();
	expect( row().getByRole( 'textbox' ) ).toBeEnabled();
} );

it.each( [
	[
		'never connected',
		neverConnected(),
		/edit everything here by hand\. To have it written by AI, connect/,
	],
	[
		'lapsed',
		account( {
			balance: balance( { license: { status: 'lapsed' } } ),
		} ),
		/need a paid plan\. Titles, descriptions and links can be edited by hand/,
	],
	[
		'out of credits',
		account( {
			balance: balance( {
				license: { shared: 0 },
				site: { domain: 0 },
			} ),
		} ),
		/no credits left for this/,
	],
	[
		'the cloud is down',
		account( { problem: problem(), stale: false } ),
		/cannot be reached.*edited by hand meanwhile/,
	],
] )( 'says what works and what does not: %s', async ( _name, state, text ) => {
	await show( { account: state, rows: contents() } );
	expect(
		screen.getByText( text, { selector: '.srg-notice__text' } )
	).toBeVisible();
	expect( row().getByRole( 'textbox' ) ).toBeEnabled();
} );

it.each( [
	[ 'meta_title', 'Saved into Yoast SEO; it prints the tags.' ],
	[
		'schema',
		'Yoast SEO prints the tags of this site: schema is kept here, and not printed.',
	],
] as const )(
	'says quietly that another plugin prints the tags: %s',
	async ( feature, text ) => {
		await show( { feature, page: { printed_by: 'yoast' } } );
		expect( screen.getByText( text ) ).toBeVisible();
	}
);

describe( 'while pages are being read for their links', () => {
	beforeEach( () => setHidden( false ) );
	afterEach( () => jest.useRealTimers() );

	it( 'says how far it is, and counts links also where the list is full', async () => {
		const rows = ( links: number | null ) =>
			Array.from( { length: 40 }, ( _, place ) =>
				content( {
					id: place + 1,
					title: `Page ${ place }`,
					links: { ...content().links, in: links, out: links },
				} )
			);
		list( rows( null ), {
			index: { complete: false, indexed: 1200, total: 3000 },
		} );
		runsList();
		stopClock();
		open( <ContentSeoScreen />, {
			account: account(),
			query: 'page=seo-rank-genius-content-seo&feature=link_suggestions',
		} );
		await settle();
		const reading = 'Reading posts and pages: 1,200 of 3,000 so far.';
		expect( screen.getByText( reading ) ).toBeVisible();
		expect( row( 'Page 39' ).getByText( '— in · — out' ) ).toBeVisible();
		list( rows( 3 ) );
		await pass( 3 );
		expect( row( 'Page 39' ).getByText( '3 in · 3 out' ) ).toBeVisible();
		expect( screen.queryByText( reading ) ).toBeNull();
	} );
} );

it( 'leads to the templates those who may set them', async () => {
	await show();
	expect( screen.getByRole( 'link', { name: 'Templates' } ) ).toHaveAttribute(
		'href',
		'admin.php?page=seo-rank-genius-content-seo&view=templates'
	);
} );
