// The list of images: found, filtered, ordered, and read piece by piece.
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { ImageSeoScreen } from '../../../src/image-seo/image-seo-screen';
import { image, imagesPage, trialing } from '../fixtures';
import { pass, settle, stopClock } from '../clock';
import { open, setHidden } from '../screen';
import { answer, asked, lost } from '../wordpress';
import { field, generateButton, list, row, runsList, show } from './library';

const filter = ( name: string ) =>
	within( screen.getByRole( 'group', { name: 'Show' } ) ).getByRole(
		'button',
		{ name }
	);

it( 'opens on what is missing, and says how many', async () => {
	await show();
	expect(
		screen.getByRole( 'heading', { name: 'Missing alt text (2)' } )
	).toBeVisible();
	expect( asked ).toEqual( [
		'GET /runs?feature=image_alt',
		'GET /images?state=missing&order=newest&per_page=40',
	] );
	expect( row().getByText( 'harbour.jpg' ) ).toBeVisible();
	expect( row().getByText( 'Missing' ) ).toBeVisible();
	expect( generateButton() ).toBeEnabled();
} );

it( 'filters with counts, searches and orders', async () => {
	const { user } = await show( trialing(), {
		page: {
			counts: {
				all: 310,
				missing: 214,
				short: 12,
				generated: 60,
				failed: 3,
				decorative: 5,
			},
		},
	} );
	expect(
		screen.getByRole( 'heading', { name: 'Missing alt text (214)' } )
	).toBeVisible();
	await user.click( filter( 'Very short 12' ) );
	expect(
		await screen.findByRole( 'heading', {
			name: 'Very short alt text (12)',
		} )
	).toBeVisible();
	await user.selectOptions(
		screen.getByRole( 'combobox', { name: 'Order' } ),
		'File name'
	);
	list( [], { counts: { ...imagesPage( [] ).counts, all: 310 } } );
	await user.type( screen.getByRole( 'searchbox' ), 'boat{Enter}' );
	expect(
		await screen.findByText( 'No image found for “boat”.' )
	).toBeVisible();
	list();
	await user.clear( screen.getByRole( 'searchbox' ) );
	await screen.findByRole( 'listitem', { name: 'Market' } );
	expect( asked.slice( 2 ) ).toEqual( [
		'GET /images?state=short&order=newest&per_page=40',
		'GET /images?state=short&order=file_name&per_page=40',
		'GET /images?state=short&order=file_name&per_page=40&search=boat',
		'GET /images?state=short&order=file_name&per_page=40',
	] );
} );

it( 'reads on from the cursor, below what is shown', async () => {
	const { user } = await show( trialing(), {
		page: {
			next_cursor: 'after-12',
			counts: { ...imagesPage( [] ).counts, missing: 3, all: 3 },
		},
	} );
	await user.type( field(), 'Boats' );
	list( [ image( { id: 13, title: 'Bridge' } ) ] );
	await user.click( screen.getByRole( 'button', { name: 'Load more' } ) );
	await screen.findByRole( 'listitem', { name: 'Bridge' } );
	expect( field() ).toHaveValue( 'Boats' );
	expect( asked.at( -1 ) ).toBe(
		'GET /images?state=missing&order=newest&per_page=40&cursor=after-12'
	);
	expect( screen.queryByRole( 'button', { name: 'Load more' } ) ).toBeNull();
} );

it( 'says so when the next piece cannot be read, and keeps what is shown', async () => {
	const { user } = await show( trialing(), {
		page: { next_cursor: 'after-12' },
	} );
	answer( 'GET', '/images', lost );
	await user.click( screen.getByRole( 'button', { name: 'Load more' } ) );
	expect(
		await screen.findByText( /WordPress did not answer/ )
	).toBeVisible();
	expect( row().getByText( 'harbour.jpg' ) ).toBeVisible();
} );

it( 'keeps a row in its place when it no longer belongs to the list', async () => {
	const { user } = await show();
	answer( 'PATCH', '/images/11', {
		...image( { alt_text: 'Boats', state: 'written' } ),
	} );
	await user.type( field(), 'Boats' );
	await user.click( row().getByRole( 'button', { name: 'Save' } ) );
	expect(
		await screen.findByRole( 'heading', { name: 'Missing alt text (1)' } )
	).toBeVisible();
	expect( field() ).toHaveValue( 'Boats' );
} );

it( 'reads a list that is chosen again from its start', async () => {
	const { user } = await show();
	await user.click( filter( 'All 2' ) );
	await screen.findByRole( 'heading', { name: 'All images (2)' } );
	list( [ image() ] );
	await user.click( filter( 'Missing 2' ) );
	await waitFor( () =>
		expect(
			screen.queryByRole( 'listitem', { name: 'Market' } )
		).toBeNull()
	);
} );

it.each( [
	[ 'everything is done', 12, 'Every image here has alt text.' ],
	[
		'the library is empty',
		0,
		'There are no images in the Media Library yet.',
	],
] )( 'says so when %s', async ( _name, all, text ) => {
	await show( trialing(), {
		images: [],
		page: { counts: { ...imagesPage( [] ).counts, all } },
	} );
	expect( screen.getByText( text ) ).toBeVisible();
} );

it( 'says so when it cannot be read, and tries again on request', async () => {
	answer( 'GET', '/images', lost );
	runsList();
	const { user } = open( <ImageSeoScreen />, { account: trialing() } );
	await user.click(
		await screen.findByRole( 'button', { name: 'Try again' } )
	);
	list();
	await user.click( screen.getByRole( 'button', { name: 'Try again' } ) );
	expect(
		await screen.findByRole( 'heading', { name: 'Missing alt text (2)' } )
	).toBeVisible();
} );

it( 'shows the images that were chosen in the Media Library, chosen', async () => {
	answer( 'POST', '/runs/quote', () => HttpResponse.error() );
	await show( trialing(), { query: '&images=11,12,12,x' } );
	expect(
		screen.getByRole( 'heading', {
			name: 'Chosen in the Media Library (2)',
		} )
	).toBeVisible();
	expect( asked ).toContain(
		'GET /images?state=all&order=newest&per_page=40&ids=11%2C12'
	);
	expect(
		screen.getByRole( 'checkbox', { name: 'Choose Harbour at dawn' } )
	).toBeChecked();
	expect(
		screen.getByRole( 'checkbox', { name: 'Choose Market' } )
	).toBeChecked();
} );

it( 'names the page that uses an image, linked where that may be edited', async () => {
	await show( trialing(), {
		images: [
			image( {
				page_title: 'Home',
				page_url: 'http://localhost:8888/e/1',
			} ),
			image( { id: 12, title: 'Market', page_title: 'Shop' } ),
		],
	} );
	expect( row().getByRole( 'link', { name: 'on “Home”' } ) ).toHaveAttribute(
		'href',
		'http://localhost:8888/e/1'
	);
	expect( row( 'Market' ).getByText( 'on “Shop”' ) ).toBeVisible();
	expect(
		row( 'Market' ).queryByRole( 'link', { name: 'on “Shop”' } )
	).toBeNull();
} );

it( 'says why the last text of an image came to nothing', async () => {
	await show( trialing(), {
		images: [
			image( { failure: 'provider_failed' } ),
			image( { id: 12, title: 'Market', failure: 'not_an_image' } ),
		],
	} );
	expect(
		row().getByText( /The AI model gave no usable answer/ )
	).toBeVisible();
	expect(
		row( 'Market' ).getByText( /not the picture that its name says/ )
	).toBeVisible();
} );

it( 'takes titles and texts as text, never as markup', async () => {
	await show( trialing(), {
		images: [
			image( {
				title: '<b>bold</b>',
				alt_text: '<i>x</i>',
				state: 'written',
			} ),
		],
	} );
	expect( screen.getByText( '<b>bold</b>' ) ).toBeVisible();
	expect( screen.getByRole( 'textbox', { name: /bold/ } ) ).toHaveValue(
		'<i>x</i>'
	);
} );

it( 'leaves alone what this person may not edit', async () => {
	await show( trialing(), { images: [ image( { can_edit: false } ) ] } );
	expect( row().queryByRole( 'textbox' ) ).toBeNull();
	expect( row().queryByRole( 'button' ) ).toBeNull();
	expect( row().getByRole( 'checkbox' ) ).toBeDisabled();
} );

describe( 'while the index is being filled', () => {
	beforeEach( () => setHidden( false ) );
	afterEach( () => jest.useRealTimers() );

	it( 'says how far it is, and follows until it is complete', async () => {
		list( [], {
			counts: imagesPage( [] ).counts,
			index: { complete: false, indexed: 0, total: 2 },
		} );
		runsList();
		stopClock();
		open( <ImageSeoScreen />, { account: trialing() } );
		await settle();
		expect(
			screen.getByText(
				'Reading the Media Library: 0 of 2 images so far.'
			)
		).toBeVisible();
		list();
		await pass( 3 );
		expect( row().getByText( 'harbour.jpg' ) ).toBeVisible();
		expect( screen.queryByText( /Reading the Media Library/ ) ).toBeNull();
		const before = asked.length;
		await pass( 30 );
		expect( asked ).toHaveLength( before );
	} );
} );
