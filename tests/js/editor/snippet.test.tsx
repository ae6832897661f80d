// The search preview, and its texts: typed, or chosen from what was generated; nothing is replaced before.
import { screen, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { balance, neverConnected, problem, trialing } from '../fixtures';
import { answer, asked, cloudProblem, lost } from '../wordpress';
import { contentAction, contentDetail } from './contents';
import { SEO, retitle, seoNow, show } from './post-editor';

const GENERATE = 'Generate 3 alternatives · 1 credit';

beforeEach( () => answer( 'GET', '/contents/7', { ...contentDetail() } ) );

function titleField() {
	return screen.getByRole( 'textbox', { name: 'Meta title' } );
}

function generateTitle() {
	return screen.getAllByRole( 'button', { name: GENERATE } )[ 0 ] as Element;
}

it( 'shows what the templates make of a post without texts', async () => {
	show();
	expect( await screen.findByText( SEO.fallback_description ) ).toBeVisible();
	expect(
		screen.getByText( 'example.com › garden › a-meadow' )
	).toBeVisible();
	expect(
		screen.getByText( 'What is not typed comes from your templates.' )
	).toBeVisible();
	expect( titleField() ).toHaveAttribute(
		'placeholder',
		'A meadow instead of a lawn – Field Notes'
	);
} );

it( 'follows the title that is being typed, where nothing is typed here', async () => {
	const { user } = show();
	await user.type( titleField(), 'x' );
	await user.clear( titleField() );
	retitle( 'Toads & $& meadows' );
	expect(
		await screen.findByText( 'Toads & $& meadows – Field Notes' )
	).toBeVisible();
	retitle( '' );
	expect(
		await screen.findByText( '(no title) – Field Notes' )
	).toBeVisible();
} );

it( 'keeps what is typed with the post, and says how long it is', async () => {
	const { user } = show();
	await user.type( titleField(), 'Meadows' );
	expect( seoNow() ).toMatchObject( {
		meta_title: 'Meadows',
		meta_description: '',
	} );
	expect(
		screen.getByText(
			'7 of at most 60 characters. There is room for more.'
		)
	).toBeVisible();
	await user.type( titleField(), ' 草'.repeat( 30 ) );
	expect(
		screen.getByText(
			'67 of at most 60 characters. Search engines cut it.'
		)
	).toBeVisible();
} );

it( 'generates alternatives from what stands there now, and uses the one that is chosen', async () => {
	const { user } = show( { state: trialing() } );
	let sent: unknown;
	answer( 'POST', '/contents/7/actions', async ( { request } ) => {
		sent = await request.json();
		return HttpResponse.json( {
			...contentAction( {
				result: {
					alternatives: [
						'Meadow over lawn',
						'Wild and easy',
						'No more mowing',
					],
				},
			} ),
		} );
	} );
	await user.click( generateTitle() );
	expect( await screen.findByText( '1 credit from Shared' ) ).toBeVisible();
	expect( sent ).toMatchObject( {
		feature: 'meta_title',
		max_cost: 1,
		save: false,
		input: {
			title: 'A meadow instead of a lawn',
			content: '<!-- wp:paragraph -->…',
			alternatives: 3,
		},
	} );
	expect( seoNow().meta_title ).toBe( '' );
	const second = screen
		.getByText( 'Wild and easy' )
		.closest( 'li' ) as HTMLElement;
	await user.click(
		within( second ).getByRole( 'button', { name: 'Use this' } )
	);
	expect( seoNow().meta_title ).toBe( 'Wild and easy' );
	expect(
		within( second ).getByRole( 'button', { name: 'In use' } )
	).toBeVisible();
	expect( screen.getAllByText( '499 Credits' ) ).not.toEqual( [] );
} );

it( 'charges nothing for a failure, says why, and keeps the text', async () => {
	const { user } = show( {
		post: { seo_rank_genius: { ...SEO, meta_title: 'Mine' } },
	} );
	answer( 'POST', '/contents/7/actions', () =>
		cloudProblem( problem( { code: 'provider_failed' } ), trialing() )
	);
	await user.click( generateTitle() );
	expect(
		await screen.findByText(
			/^0 charged\. The AI model gave no usable answer/
		)
	).toBeVisible();
	expect( seoNow().meta_title ).toBe( 'Mine' );
} );

it( 'asks for the same action again after a lost answer', async () => {
	const { user } = show();
	const ids: string[] = [];
	answer( 'POST', '/contents/7/actions', async ( { request } ) => {
		ids.push(
			( ( await request.json() ) as { action_id: string } ).action_id
		);
		return ids.length === 1
			? lost()
			: HttpResponse.json( {
					...contentAction( {
						result: { alternatives: [ 'Found again' ] },
					} ),
				} );
	} );
	await user.click( generateTitle() );
	expect(
		await screen.findByText( /It is never charged twice/ )
	).toBeVisible();
	await user.click( generateTitle() );
	expect( await screen.findByText( 'Found again' ) ).toBeVisible();
	expect( ids[ 1 ] ).toBe( ids[ 0 ] );
} );

it( 'saves a new post as a draft first, so that what is paid for is found again', async () => {
	const { user } = show( { post: { status: 'auto-draft' } } );
	expect( asked ).toEqual( [] );
	answer( 'POST', '/contents/7/actions', {
		...contentAction( { result: { alternatives: [ 'A' ] } } ),
	} );
	await user.click( generateTitle() );
	expect( await screen.findByText( '1 credit from Shared' ) ).toBeVisible();
	expect( asked ).toContain( 'GET /contents/7' );
} );

it( 'has more of the earlier results when they are asked for', async () => {
	const { user } = show();
	const page = ( id: number, text: string, cursor: string | null ) => ( {
		results: [
			{
				id,
				feature: 'meta_title',
				cost: 1,
				created_at: new Date().toISOString(),
				result: { alternatives: [ text ] },
			},
		],
		next_cursor: cursor,
	} );
	let isDown = true;
	answer( 'GET', '/contents/7/results', ( { request } ) => {
		if ( new URL( request.url ).searchParams.get( 'cursor' ) !== '3' ) {
			return HttpResponse.json( page( 3, 'Newest', '3' ) );
		}
		return isDown ? lost() : HttpResponse.json( page( 2, 'Oldest', null ) );
	} );
	await user.click(
		screen.getAllByRole( 'button', {
			name: 'Earlier results',
		} )[ 0 ] as Element
	);
	await user.click(
		await screen.findByRole( 'button', { name: 'Load more' } )
	);
	expect( await screen.findByRole( 'alert' ) ).toBeVisible();
	expect( screen.getByText( 'Newest' ) ).toBeVisible();
	isDown = false;
	await user.click( screen.getByRole( 'button', { name: 'Load more' } ) );
	expect( await screen.findByText( 'Oldest' ) ).toBeVisible();
	expect( screen.getByText( 'Newest' ) ).toBeVisible();
	expect(
		screen.queryByRole( 'button', { name: 'Load more' } )
	).not.toBeInTheDocument();
} );

it( 'has earlier results, free to be used again', async () => {
	const { user } = show();
	answer( 'GET', '/contents/7/results', {
		results: [
			{
				id: 3,
				feature: 'meta_title',
				cost: 1,
				created_at: new Date().toISOString(),
				result: { alternatives: [ 'From before' ] },
			},
		],
		next_cursor: null,
	} );
	await user.click(
		screen.getAllByRole( 'button', {
			name: 'Earlier results',
		} )[ 0 ] as Element
	);
	await user.click(
		await screen.findByRole( 'button', { name: 'Show this result' } )
	);
	await user.click( screen.getByRole( 'button', { name: 'Use this' } ) );
	expect( seoNow().meta_title ).toBe( 'From before' );
} );

it.each( [
	[ 'never connected', neverConnected(), /connect this site/ ],
	[
		'out of credits',
		trialing( {
			balance: balance( {
				license: { status: 'trialing', shared: 0 },
				site: { domain: 0 },
			} ),
		} ),
		/no credits left/,
	],
	[
		'without the right to spend',
		trialing( {
			can: {
				view: true,
				spend: false,
				buy: false,
				manage_license: false,
			},
		} ),
		/your role does not allow/,
	],
	[
		'lapsed',
		trialing( { balance: balance( { license: { status: 'lapsed' } } ) } ),
		/need a paid plan/,
	],
] )( 'says what stands in the way: %s', async ( _name, state, text ) => {
	const { user } = show( { state } );
	expect( ( await screen.findAllByText( text ) )[ 0 ] ).toBeVisible();
	expect( generateTitle() ).toHaveAttribute( 'aria-disabled', 'true' );
	await user.type( titleField(), 'By hand' );
	expect( seoNow().meta_title ).toBe( 'By hand' );
} );
