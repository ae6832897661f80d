// Image SEO: the list, editing by hand, and texts written by AI with what they cost.
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import type { Account } from '../../../src/api/generated/account';
import type { Image } from '../../../src/api/generated/image';
import type { ImageAction } from '../../../src/api/generated/image-action';
import type { ProblemCode } from '../../../src/api/generated/problem';
import { ImageSeoScreen } from '../../../src/image-seo/image-seo-screen';
import {
	account,
	balance,
	checkout,
	image,
	imageAction,
	neverConnected,
	problem,
	trialing,
} from '../fixtures';
import { pass, settle, stopClock } from '../clock';
import { open, setHidden } from '../screen';
import {
	answer,
	asked,
	cloudProblem,
	imagesResponse,
	lost,
	refusal,
} from '../wordpress';

const GENERATE = 'Generate Alt Text · 1 credit';
const REGENERATE = 'Regenerate · 1 credit';
const library = () => [
	image(),
	image( { id: 12, title: 'Market', file_name: 'market.jpg' } ),
];

function list( images: Image[] = library(), total = images.length ): void {
	answer( 'GET', '/images', () => imagesResponse( images, total ) );
}

async function show( state: Account = trialing(), images?: Image[] ) {
	list( images );
	const opened = open( <ImageSeoScreen />, {
		account: state,
		query: 'page=seo-rank-genius-image-seo',
	} );
	await screen.findByRole( 'heading', { name: /\(\d+\)/ } );
	return opened;
}

function row( title = 'Harbour at dawn' ) {
	return within( screen.getByRole( 'listitem', { name: title } ) );
}

function field( title = 'Harbour at dawn' ) {
	return row( title ).getByRole( 'textbox', {
		name: `Alt text of ${ title }`,
	} );
}

function generateButton( name = GENERATE ) {
	return row().getByRole( 'button', { name } );
}

interface SentAction {
	action_id: string;
	max_cost: number;
}

/**
 * Answers the next actions one after another, and keeps what was sent.
 * @param {...any} answers
 */
function generate(
	...answers: ( () => Response | ImageAction )[]
): SentAction[] {
	const sent: SentAction[] = [];
	answer( 'POST', '/images/11/alt-text', async ( { request } ) => {
		sent.push( ( await request.json() ) as SentAction );
		const next = answers[ sent.length - 1 ]?.();
		if ( next === undefined ) {
			throw new Error( 'One action more than the test expects.' );
		}
		return next instanceof Response ? next : HttpResponse.json( next );
	} );
	return sent;
}

const refuse = ( code: ProblemCode ) => () =>
	cloudProblem( problem( { code, retry_after_s: null } ), trialing() );

describe( 'the list', () => {
	it( 'opens on what is missing, and says how many', async () => {
		await show();
		expect(
			screen.getByRole( 'heading', { name: 'Missing alt text (2)' } )
		).toBeVisible();
		expect( asked ).toEqual( [
			'GET /images?state=missing&page=1&per_page=40',
		] );
		expect( row().getByText( 'harbour.jpg' ) ).toBeVisible();
		expect( row().getByText( 'Missing' ) ).toBeVisible();
		expect( generateButton() ).toBeEnabled();
	} );

	it( 'filters and searches', async () => {
		const { user } = await show();
		await user.click( screen.getByRole( 'button', { name: 'Present' } ) );
		expect(
			await screen.findByRole( 'heading', { name: 'With alt text (2)' } )
		).toBeVisible();
		list( [] );
		await user.type( screen.getByRole( 'searchbox' ), 'boat{Enter}' );
		expect(
			await screen.findByText( 'No image found for “boat”.' )
		).toBeVisible();
		list();
		await user.clear( screen.getByRole( 'searchbox' ) );
		await screen.findByRole( 'listitem', { name: 'Market' } );
		await user.click( screen.getByRole( 'button', { name: 'All' } ) );
		await screen.findByRole( 'heading', { name: 'All images (2)' } );
		expect( asked.slice( 1 ) ).toEqual( [
			'GET /images?state=present&page=1&per_page=40',
			'GET /images?state=present&page=1&per_page=40&search=boat',
			'GET /images?state=present&page=1&per_page=40',
			'GET /images?state=all&page=1&per_page=40',
		] );
	} );

	it( 'turns pages', async () => {
		list( library(), 81 );
		const { user } = open( <ImageSeoScreen />, { account: trialing() } );
		expect( await screen.findByText( 'Page 1 of 3' ) ).toBeVisible();
		await user.click( screen.getByRole( 'button', { name: 'Next' } ) );
		expect( await screen.findByText( 'Page 2 of 3' ) ).toBeVisible();
		await waitFor( () =>
			expect( asked ).toContain(
				'GET /images?state=missing&page=2&per_page=40'
			)
		);
	} );

	it( 'says so when nothing is missing', async () => {
		await show( trialing(), [] );
		expect(
			screen.getByText( 'Every image here has alt text.' )
		).toBeVisible();
	} );

	it( 'says so when it cannot be read, and tries again on request', async () => {
		answer( 'GET', '/images', lost );
		const { user } = open( <ImageSeoScreen />, { account: trialing() } );
		await user.click(
			await screen.findByRole( 'button', { name: 'Try again' } )
		);
		list();
		await user.click( screen.getByRole( 'button', { name: 'Try again' } ) );
		expect(
			await screen.findByRole( 'heading', {
				name: 'Missing alt text (2)',
			} )
		).toBeVisible();
	} );

	it( 'takes titles and texts as text, never as markup', async () => {
		await show( trialing(), [
			image( {
				title: '<b>bold</b>',
				alt_text: '<i>x</i>',
				state: 'present',
			} ),
		] );
		expect( screen.getByText( '<b>bold</b>' ) ).toBeVisible();
		expect( screen.getByRole( 'textbox', { name: /bold/ } ) ).toHaveValue(
			'<i>x</i>'
		);
	} );

	it( 'leaves alone what this person may not edit', async () => {
		await show( trialing(), [ image( { can_edit: false } ) ] );
		expect( row().queryByRole( 'textbox' ) ).toBeNull();
		expect( row().queryByRole( 'button' ) ).toBeNull();
	} );
} );

describe( 'by hand', () => {
	it.each( [
		[ 'connected', trialing() ],
		[ 'never connected', neverConnected() ],
	] )(
		'saves what was typed, and takes it back: %s',
		async ( _name, state ) => {
			const { user } = await show( state );
			const saved: unknown[] = [];
			answer( 'PATCH', '/images/11', async ( { request } ) => {
				const { alt_text: altText } = ( await request.json() ) as {
					alt_text: string;
				};
				saved.push( altText );
				return HttpResponse.json(
					image( {
						alt_text: altText,
						state: altText === '' ? 'missing' : 'present',
					} )
				);
			} );
			await user.type( field(), 'Boats' );
			expect( row().getByText( 'Not saved yet' ) ).toBeVisible();
			await user.click( row().getByRole( 'button', { name: 'Save' } ) );
			expect( await row().findByText( 'Saved.' ) ).toBeVisible();
			expect( row().getByText( 'Present' ) ).toBeVisible();
			expect(
				row().getByRole( 'button', { name: 'Undo' } )
			).toHaveFocus();
			expect(
				screen.getByRole( 'heading', { name: 'Missing alt text (1)' } )
			).toBeVisible();
			await user.click( row().getByRole( 'button', { name: 'Undo' } ) );
			await waitFor( () => expect( field() ).toHaveValue( '' ) );
			expect( saved ).toEqual( [ 'Boats', '' ] );
			expect(
				screen.getByRole( 'heading', { name: 'Missing alt text (2)' } )
			).toBeVisible();
		}
	);

	it( 'keeps what was typed when saving fails', async () => {
		answer( 'PATCH', '/images/11', () =>
			refusal( 403, 'rest_cannot_edit', 'Sorry, you may not edit this.' )
		);
		const { user } = await show();
		await user.type( field(), 'Boats' );
		await user.click( row().getByRole( 'button', { name: 'Save' } ) );
		expect(
			await row().findByText( 'Sorry, you may not edit this.' )
		).toBeVisible();
		expect( field() ).toHaveValue( 'Boats' );
	} );
} );

describe( 'by AI', () => {
	it( 'writes the text, says what it cost and from where, and follows with the balance', async () => {
		const sent = generate( () => imageAction() );
		const { user } = await show();
		expect(
			screen.getByText( '500 Credits', { selector: '[role]' } )
		).toBeInTheDocument();
		await user.click( generateButton() );
		expect(
			await row().findByText( '1 credit from Shared' )
		).toBeVisible();
		expect( field() ).toHaveValue( 'Fishing boats in a harbour at dawn' );
		expect(
			screen.getByText( '499 Credits', { selector: '[role]' } )
		).toBeInTheDocument();
		expect( generateButton( REGENERATE ) ).toBeEnabled();
		expect(
			screen.getByRole( 'heading', { name: 'Missing alt text (1)' } )
		).toBeVisible();
		expect( sent ).toEqual( [
			{ action_id: expect.any( String ) as string, max_cost: 1 },
		] );
	} );

	it( 'says that Domain was spent first', async () => {
		generate( () =>
			imageAction( { action: { from_domain: 1, from_shared: 0 } } )
		);
		const { user } = await show();
		await user.click( generateButton() );
		expect(
			await row().findByText( '1 credit from Domain' )
		).toBeVisible();
	} );

	it( 'goes back to what was typed before', async () => {
		generate( () => imageAction() );
		const { user } = await show();
		await user.type( field(), 'My words' );
		await user.click( generateButton() );
		await row().findByText( '1 credit from Shared' );
		answer( 'PATCH', '/images/11', async ( { request } ) => {
			expect( await request.json() ).toEqual( { alt_text: 'My words' } );
			return HttpResponse.json(
				image( { alt_text: 'My words', state: 'present' } )
			);
		} );
		await user.click( row().getByRole( 'button', { name: 'Undo' } ) );
		expect(
			await row().findByText( 'The text before is back.' )
		).toBeVisible();
		expect( field() ).toHaveValue( 'My words' );
	} );

	it.each( [ 'failed', 'expired' ] as const )(
		'charges nothing for what has %s, keeps the text, and starts anew',
		async ( outcome ) => {
			const failed = imageAction( {
				action: {
					outcome,
					cost: 0,
					from_shared: 0,
					code: outcome === 'failed' ? 'provider_failed' : null,
				},
				image: { alt_text: '', state: 'missing' },
				account: trialing(),
			} );
			const sent = generate(
				() => failed,
				() => imageAction()
			);
			const { user } = await show();
			await user.type( field(), 'Draft' );
			await user.click( generateButton() );
			expect( await row().findByText( /^0 charged\. / ) ).toBeVisible();
			expect( field() ).toHaveValue( 'Draft' );
			await user.click( generateButton() );
			await row().findByText( '1 credit from Shared' );
			expect( sent[ 1 ]?.action_id ).not.toBe( sent[ 0 ]?.action_id );
		}
	);

	it.each( [
		[
			'input_unusable',
			'0 charged. This file cannot be read as a picture. Replace it, or write the text by hand.',
		],
		[
			'payload_too_large',
			'0 charged. This picture is too large. Replace it with a smaller one.',
		],
		[
			'insufficient_credits',
			'0 charged. There are not enough credits. Buy credits, then try again.',
		],
		[
			'license_lapsed',
			'0 charged. Your plan has ended. Start a plan to use your credits.',
		],
		[
			'quote_exceeded',
			'0 charged. The price has changed. Reload the page to see the new one.',
		],
		[
			'rate_limited',
			'0 charged. Too many requests at once. Try again shortly.',
		],
	] as const )(
		'says why, and that nothing was charged: %s',
		async ( code, text ) => {
			generate( refuse( code ) );
			const { user } = await show();
			await user.click( generateButton() );
			expect( await row().findByText( text ) ).toBeVisible();
			expect(
				screen.getByText( '500 Credits', { selector: '[role]' } )
			).toBeInTheDocument();
		}
	);

	it( 'says what WordPress refuses', async () => {
		generate( () =>
			refusal( 404, 'rest_post_invalid_id', 'No such image.' )
		);
		const { user } = await show();
		await user.click( generateButton() );
		expect(
			await row().findByText( '0 charged. No such image.' )
		).toBeVisible();
	} );

	it.each( [
		[ 'lost on the way', lost ],
		[ 'not given by the cloud', refuse( 'unavailable' ) ],
	] )(
		'asks for the same action again when its answer was %s',
		async ( _name, first ) => {
			const sent = generate( first, () => imageAction() );
			const { user } = await show();
			await user.click( generateButton() );
			expect(
				await row().findByText( /It is never charged twice\.$/ )
			).toBeVisible();
			await user.click( generateButton() );
			await row().findByText( '1 credit from Shared' );
			expect( sent[ 1 ]?.action_id ).toBe( sent[ 0 ]?.action_id );
		}
	);

	it( 'asks for the same action again after a reload', async () => {
		const sent = generate( lost, () => imageAction() );
		const first = await show();
		await first.user.click( generateButton() );
		await row().findByText( /It is never charged twice\.$/ );
		document.body.innerHTML = '';
		const second = await show();
		await second.user.click( generateButton() );
		await row().findByText( '1 credit from Shared' );
		expect( sent[ 1 ]?.action_id ).toBe( sent[ 0 ]?.action_id );
	} );

	it( 'ends an attempt whose row was left meanwhile', async () => {
		let give: () => void = () => undefined;
		const given = new Promise< void >( ( resolve ) => ( give = resolve ) );
		const sent: string[] = [];
		answer( 'POST', '/images/11/alt-text', async ( { request } ) => {
			sent.push( ( ( await request.json() ) as SentAction ).action_id );
			await given;
			return HttpResponse.json( imageAction() );
		} );
		const { user } = await show();
		await user.click( generateButton() );
		await waitFor( () => expect( sent ).toHaveLength( 1 ) );
		list( [] );
		await user.click( screen.getByRole( 'button', { name: 'Present' } ) );
		await screen.findByText( 'No images here.' );
		give();
		await screen.findByText( '499 Credits', { selector: '[role]' } );
		list();
		await user.click( screen.getByRole( 'button', { name: 'All' } ) );
		await screen.findByRole( 'heading', { name: 'All images (2)' } );
		await user.click( generateButton() );
		await row().findByText( '1 credit from Shared' );
		expect( sent[ 1 ] ).not.toBe( sent[ 0 ] );
	} );

	it( 'buys a new text when it is asked for one more', async () => {
		const sent = generate(
			() => imageAction(),
			() => imageAction( { image: { alt_text: 'Boats at anchor' } } )
		);
		const { user } = await show();
		await user.click( generateButton() );
		await row().findByText( '1 credit from Shared' );
		await user.click( generateButton( REGENERATE ) );
		await waitFor( () =>
			expect( field() ).toHaveValue( 'Boats at anchor' )
		);
		expect( sent[ 1 ]?.action_id ).not.toBe( sent[ 0 ]?.action_id );
	} );

	describe( 'on a clock', () => {
		beforeEach( () => setHidden( false ) );
		afterEach( () => jest.useRealTimers() );

		const running = () =>
			imageAction( {
				action: { outcome: 'in_progress', cost: 0, from_shared: 0 },
				image: { alt_text: '', state: 'missing' },
				account: trialing(),
			} );

		it( 'asks every 2 s with the same id while the action is in progress', async () => {
			const sent = generate( running, running, () => imageAction() );
			const { user } = await show();
			stopClock();
			await user.click( generateButton() );
			await settle();
			expect( sent ).toHaveLength( 1 );
			await pass( 2 );
			expect( sent ).toHaveLength( 2 );
			await pass( 2 );
			expect( row().getByText( '1 credit from Shared' ) ).toBeVisible();
			expect(
				new Set( sent.map( ( { action_id: id } ) => id ) ).size
			).toBe( 1 );
		} );

		it( 'stops asking after two minutes, and goes on with the same id', async () => {
			const answers = Array.from( { length: 100 }, () => running );
			const sent = generate( ...answers );
			const { user } = await show();
			stopClock();
			await user.click( generateButton() );
			for ( let turn = 0; turn < 62; turn++ ) {
				await pass( 2 );
			}
			expect(
				row().getByText( /This takes longer than usual/ )
			).toBeVisible();
			const before = sent.length;
			await pass( 60 );
			expect( sent ).toHaveLength( before );
			await user.click( generateButton() );
			await settle();
			expect( sent.at( -1 )?.action_id ).toBe( sent[ 0 ]?.action_id );
		} );

		it( 'says what has landed while it was open', async () => {
			const held = checkout();
			answer( 'GET', `/checkouts/${ held.id }`, {
				checkout: checkout( { status: 'granted' } ),
				account: trialing( {
					balance: balance( {
						license: { status: 'trialing', shared: 500 },
						site: { domain: 1000, version: 5 },
					} ),
				} ),
			} );
			list();
			stopClock();
			open( <ImageSeoScreen />, {
				account: trialing( { open_checkouts: [ held ] } ),
			} );
			await settle();
			await pass( 2 );
			expect( screen.getByText( '+1,000 Domain Credits' ) ).toBeVisible();
			expect(
				screen.getByText( '1,500 Credits', { selector: '[role]' } )
			).toBeInTheDocument();
		} );
	} );
} );

describe( 'the header', () => {
	it( 'forces a live sync with the badge', async () => {
		answer( 'POST', '/account/sync', {
			...account( {
				balance: balance( {
					license: { shared: 60498, version: 9 },
					site: { domain: 0, version: 9 },
				} ),
			} ),
		} );
		const { user } = await show( account() );
		await user.click(
			screen.getByRole( 'button', { name: 'Refresh credits' } )
		);
		expect(
			await screen.findByText( '60,498 Credits', { selector: '[role]' } )
		).toBeInTheDocument();
	} );

	it( 'shows — and no 0 where nothing is known', async () => {
		await show( account( { balance: null, problem: problem() } ) );
		expect( screen.getByText( 'Credits not known' ) ).toBeInTheDocument();
		expect( screen.queryByText( /^0/ ) ).toBeNull();
	} );

	it( 'leads to the packs, and stands out when credits are short', async () => {
		await show(
			account( {
				balance: balance( {
					license: { shared: 0 },
					site: { domain: 0 },
				} ),
			} )
		);
		const buy = screen.getByRole( 'link', { name: 'Buy Credits' } );
		expect( buy ).toHaveAttribute(
			'href',
			'admin.php?page=seo-rank-genius&tab=credits'
		);
		expect( buy ).toHaveClass( 'is-primary' );
		expect(
			screen.getByText( '0 Credits', { selector: '[role]' } )
		).toBeInTheDocument();
		expect( generateButton() ).toHaveAttribute( 'aria-disabled', 'true' );
	} );

	it( 'is outlined otherwise', async () => {
		await show( account() );
		expect(
			screen.getByRole( 'link', { name: 'Buy Credits' } )
		).toHaveClass( 'is-secondary' );
	} );
} );

describe( 'what stands in the way', () => {
	it.each( [
		[
			'never connected',
			neverConnected(),
			'Start a 7-day trial: 500 credits, no card',
			'admin.php?page=seo-rank-genius&tab=license&way=trial',
		],
		[
			'disconnected',
			neverConnected( { connection: 'disconnected' } ),
			'Connect this site',
			'admin.php?page=seo-rank-genius&tab=license',
		],
		[
			'token refused',
			account( { connection: 'token_refused' } ),
			'Connect again',
			'admin.php?page=seo-rank-genius&tab=license',
		],
		[
			'lapsed',
			account( {
				balance: balance( { license: { status: 'lapsed' } } ),
			} ),
			'View Plans',
			'admin.php?page=seo-rank-genius&tab=license',
		],
	] )( '%s: one next step', async ( _name, state, label, href ) => {
		await show( state );
		expect( screen.getByRole( 'link', { name: label } ) ).toHaveAttribute(
			'href',
			href
		);
		expect( generateButton() ).toHaveAttribute( 'aria-disabled', 'true' );
		expect( document.querySelectorAll( '.is-primary' ) ).toHaveLength( 1 );
	} );

	it( 'says so to who may not spend', async () => {
		await show(
			account( {
				can: {
					view: true,
					spend: false,
					buy: false,
					manage_license: false,
				},
			} )
		);
		expect(
			screen.getByText( /your role does not allow here/, {
				selector: '.srg-notice__text',
			} )
		).toBeVisible();
		expect( generateButton() ).toHaveAttribute( 'aria-disabled', 'true' );
	} );

	it( 'says it when the cloud is down, and still lets texts be edited', async () => {
		await show(
			account( {
				problem: problem(),
				balance: balance( { as_of: '2026-03-04T10:42:00Z' } ),
			} )
		);
		expect(
			screen.getByText( /Alt text can be edited by hand meanwhile\./, {
				selector: '.srg-notice__text',
			} )
		).toBeVisible();
		expect( screen.getByText( /^as of .*March 4/ ) ).toBeVisible();
		expect( field() ).toBeEnabled();
	} );
} );
