// Texts written by AI: what they cost, and what happens when they fail or take long.
import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { ImageSeoScreen } from '../../../src/image-seo/image-seo-screen';
import { balance, checkout, image, imageAction, trialing } from '../fixtures';
import { pass, settle, stopClock } from '../clock';
import { open, setHidden } from '../screen';
import { answer, lost, refusal } from '../wordpress';
import {
	REGENERATE,
	list,
	runsList,
	show,
	row,
	field,
	generateButton,
	type SentAction,
	generate,
	refuse,
} from './library';

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
			expect( await request.json() ).toEqual( {
				alt_text: 'My words',
				if_alt_text: 'Fishing boats in a harbour at dawn',
			} );
			return HttpResponse.json(
				image( { alt_text: 'My words', state: 'written' } )
			);
		} );
		await user.click( row().getByRole( 'button', { name: 'Undo' } ) );
		expect(
			await row().findByText( 'The text before is back.' )
		).toBeVisible();
		expect( field() ).toHaveValue( 'My words' );
	} );

	it( 'shows a text that was made while somebody else changed the one there, and keeps theirs', async () => {
		generate( () =>
			imageAction( {
				applied: false,
				text: 'Boats at anchor',
				image: { alt_text: 'Their words', state: 'written' },
			} )
		);
		const { user } = await show();
		await user.click( generateButton() );
		expect(
			await row().findByText( /Written by AI: “Boats at anchor”/ )
		).toBeVisible();
		expect( field() ).toHaveValue( 'Their words' );
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
			'0 charged. This could not be read. Check that the picture opens, or that the text has words.',
		],
		[
			'payload_too_large',
			'0 charged. This is too large to send. Use a smaller picture, or a shorter text.',
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
		await user.click(
			screen.getByRole( 'button', { name: /^Generated/ } )
		);
		await screen.findByText(
			'There are no images in the Media Library yet.'
		);
		give();
		await screen.findByText( '499 Credits', { selector: '[role]' } );
		list();
		await user.click( screen.getByRole( 'button', { name: /^All/ } ) );
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
			runsList();
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
