// The start of a screen, as the page that PHP prints starts it.
import apiFetch from '@wordpress/api-fetch';
import { act, screen, waitFor } from '@testing-library/react';
import { StrictMode } from 'react';
import { AccountScreen } from '../../src/account/account-screen';
import { ImageSeoScreen } from '../../src/image-seo/image-seo-screen';
import { FIRST_LISTING } from '../../src/image-seo/listing';
import { imageLists } from '../../src/queries/images';
import { runsQuery } from '../../src/queries/runs';
import { startScreen } from '../../src/start-screen';
import { account, image, imagesPage } from './fixtures';
import { answer, asked } from './wordpress';

/** As wp_add_inline_script prints it: each answer by its path. */
function preload( answers: Record< string, unknown > ): void {
	apiFetch.use(
		apiFetch.createPreloadingMiddleware(
			Object.fromEntries(
				Object.entries( answers ).map( ( [ path, body ] ) => [
					path,
					{ body, headers: {} },
				] )
			)
		)
	);
}

let stop: () => void = () => undefined;

beforeEach( () => {
	document.body.innerHTML =
		'<div class="wrap"><div id="seo-rank-genius-root" class="seo-rank-genius"></div></div>';
} );

afterEach( () => {
	Reflect.set( globalThis, 'IS_REACT_ACT_ENVIRONMENT', true );
	act( () => stop() );
} );

/** As in a browser: React renders when it gets to it, and timers may run before. */
async function start( ...of: Parameters< typeof startScreen > ) {
	Reflect.set( globalThis, 'IS_REACT_ACT_ENVIRONMENT', false );
	stop = await startScreen( ...of );
}

it( 'shows the numbers of the preloaded account without a request', async () => {
	preload( { '/seo-rank-genius/v1/account': account() } );
	await start( <AccountScreen />, () => Promise.resolve() );
	expect(
		await screen.findByRole( 'group', { name: 'Total Available' } )
	).toHaveTextContent( '4,820' );
	expect( asked ).toEqual( [] );
} );

it( 'shows the first page of preloaded images without a request', async () => {
	preload( {
		'/seo-rank-genius/v1/account': account(),
		'/seo-rank-genius/v1/images?state=missing&order=newest&per_page=40':
			imagesPage( [ image() ] ),
		'/seo-rank-genius/v1/runs?feature=image_alt': {
			runs: [],
			next_cursor: null,
		},
	} );
	await start( <ImageSeoScreen />, ( client ) =>
		Promise.all( [
			client.infiniteQuery( imageLists.listQuery( FIRST_LISTING ) ),
			client.infiniteQuery( runsQuery( 'image_alt' ) ),
		] )
	);
	expect(
		await screen.findByRole( 'heading', { name: 'Missing alt text (1)' } )
	).toBeVisible();
	expect( asked ).toEqual( [] );
} );

it( 'says that it is loading where nothing was preloaded', async () => {
	let give: () => void = () => undefined;
	const given = new Promise< void >( ( resolve ) => ( give = resolve ) );
	answer( 'GET', '/account', async () => {
		await given;
		return Response.json( account() );
	} );
	await start( <AccountScreen />, () => Promise.resolve() );
	expect( await screen.findByText( 'Loading…' ) ).toBeVisible();
	give();
	await waitFor( () =>
		expect(
			screen.getByRole( 'group', { name: 'Total Available' } )
		).toHaveTextContent( '4,820' )
	);
} );

it( 'leaves other pages alone', async () => {
	document.body.innerHTML = '<div class="wrap"></div>';
	await start( <StrictMode />, () => Promise.resolve() );
	expect( document.body.innerHTML ).toBe( '<div class="wrap"></div>' );
} );
