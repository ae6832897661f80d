// A run that goes on: taken along by the open page, followed, stopped, and found again.
import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { ImageSeoScreen } from '../../../src/image-seo/image-seo-screen';
import {
	account,
	balance,
	endedRun,
	image,
	run,
	runAnswer,
	runItem,
} from '../fixtures';
import { pass, settle, stopClock } from '../clock';
import { field, list, row, runsList, show } from '../image-seo/library';
import { open, setHidden, type Opened } from '../screen';
import { answer, asked, lost, refusal } from '../wordpress';
import { RUN, takeSteps } from './steps';

const half = run( {
	done: 30,
	failed: 1,
	left: 41,
	credits_spent: 31,
	seconds_left: 38,
	last_seq: 31,
} );
const line = ( text: string ) =>
	screen.findByText( text, { selector: 'strong' } );

it( 'shows texts as they come, the balance with them, and takes the next step at once', async () => {
	const sent = takeSteps(
		{
			run: half,
			items: [
				runItem( { seq: 1 } ),
				runItem( {
					object_id: 12,
					state: 'failed',
					code: 'provider_failed',
					text: null,
					seq: 31,
				} ),
			],
			account: account( {
				balance: balance( { license: { shared: 3419, version: 8 } } ),
			} ),
		},
		{ run: endedRun( 'completed', { last_seq: 72 } ) }
	);
	await show( account(), { runs: [ run() ] } );
	expect(
		await screen.findByText( /^Done 72\./, {
			selector: '.srg-notice__text',
		} )
	).toBeVisible();
	expect( field() ).toHaveValue( 'Fishing boats in a harbour at dawn' );
	expect( row().getByText( 'Generated' ) ).toBeVisible();
	expect(
		row( 'Market' ).getByText( /The AI model gave no usable answer/ )
	).toBeVisible();
	expect( sent ).toEqual( [ 0, 31 ] );
	expect(
		screen.getByText( '4,789 Credits', { selector: '[role]' } )
	).toBeInTheDocument();
} );

it( 'says how far it is, and that the tab can be closed', async () => {
	takeSteps( { run: half } );
	await show( account(), { runs: [ half ] } );
	expect( await line( '31 of 72 · 31 credits · 38 s left' ) ).toBeVisible();
	expect( screen.getByText( 'You can close this tab.' ) ).toBeVisible();
	expect( screen.getByRole( 'progressbar' ) ).toHaveAttribute(
		'value',
		'31'
	);
} );

it( 'keeps what a person is typing into a row', async () => {
	let give: () => void = () => undefined;
	const given = new Promise< void >( ( resolve ) => ( give = resolve ) );
	answer( 'POST', `${ RUN }/step`, async () => {
		await given;
		return HttpResponse.json(
			runAnswer( {
				run: endedRun( 'completed' ),
				items: [ runItem() ],
			} )
		);
	} );
	const { user } = await show( account(), { runs: [ run() ] } );
	await user.type( field(), 'My words' );
	give();
	await screen.findByText( /^Done 72\./, { selector: '.srg-notice__text' } );
	expect( field() ).toHaveValue( 'My words' );
	answer( 'PATCH', '/images/11', async ( { request } ) => {
		expect( await request.json() ).toEqual( {
			alt_text: 'My words',
			if_alt_text: '',
		} );
		return refusal( 409, 'alt_text_changed', 'Changed.', {
			image: {
				...image( { alt_text: 'Fishing boats', state: 'generated' } ),
			},
		} );
	} );
	await user.click( row().getByRole( 'button', { name: 'Save' } ) );
	expect(
		await row().findByText( /changed to “Fishing boats”/ )
	).toBeVisible();
} );

it( 'says why it could not be stopped', async () => {
	takeSteps( { run: half } );
	answer( 'POST', `${ RUN }/stop`, lost );
	const { user } = await show( account(), { runs: [ half ] } );
	await user.click( await screen.findByRole( 'button', { name: 'Stop' } ) );
	expect(
		await screen.findByText( /WordPress did not answer/ )
	).toBeVisible();
} );

it( 'offers no stop to who may not', async () => {
	const other = { ...half, can_control: false };
	takeSteps( { run: other } );
	await show( account(), { runs: [ other ] } );
	await line( '31 of 72 · 31 credits · 38 s left' );
	expect( screen.queryByRole( 'button', { name: 'Stop' } ) ).toBeNull();
} );

it( 'only looks where this person may not spend', async () => {
	answer( 'GET', RUN, {
		...runAnswer( {
			run: endedRun( 'completed' ),
			account: account( {
				can: {
					view: true,
					spend: false,
					buy: false,
					manage_license: false,
				},
			} ),
		} ),
	} );
	await show(
		account( {
			can: {
				view: true,
				spend: false,
				buy: false,
				manage_license: false,
			},
		} ),
		{ runs: [ half ] }
	);
	expect(
		await screen.findByText( /^Done 72\./, {
			selector: '.srg-notice__text',
		} )
	).toBeVisible();
	expect( asked ).toContain( `GET ${ RUN }?after=31` );
} );

it( 'asks for the counts once a run has ended', async () => {
	takeSteps( { run: endedRun( 'completed' ) } );
	await show( account(), { runs: [ run() ] } );
	await waitFor( () =>
		expect( asked ).toContain(
			'GET /images?state=all&order=newest&per_page=1'
		)
	);
} );

describe( 'on a clock', () => {
	beforeEach( () => setHidden( false ) );
	afterEach( () => jest.useRealTimers() );

	let user: Opened[ 'user' ];

	async function start( ...steps: Parameters< typeof takeSteps > ) {
		list();
		runsList( half );
		const sent = takeSteps( ...steps );
		stopClock();
		( { user } = open( <ImageSeoScreen />, { account: account() } ) );
		await settle();
		return sent;
	}

	it( 'stops, keeps what is in flight, and leaves the focus in its place', async () => {
		await start( { run: half } );
		const stopping = endedRun( 'stopped', {
			done: 30,
			left: 42,
			in_flight: 10,
			credits_spent: 30,
		} );
		answer( 'POST', `${ RUN }/stop`, () => {
			takeSteps( { run: stopping }, { run: endedRun( 'stopped' ) } );
			return HttpResponse.json( runAnswer( { run: stopping } ) );
		} );
		await user.click( screen.getByRole( 'button', { name: 'Stop' } ) );
		await settle();
		expect(
			screen.getByText(
				'Stopped. 10 that were on their way are finished and kept.'
			)
		).toBeVisible();
		expect( screen.getByRole( 'button', { name: 'Stop' } ) ).toHaveFocus();
		await pass( 2 );
		await pass( 2 );
		expect(
			screen.getByText( 'Stopped. 40 saved. 32 left.', {
				selector: '.srg-notice__text',
			} )
		).toBeVisible();
		expect(
			screen
				.getByRole( 'button', { name: 'Resume · 32 credits' } )
				.closest( '.srg-piece' )
		).toHaveFocus();
	} );

	it( 'looks every 2 s while somebody else is at it', async () => {
		const sent = await start( { run: { ...half, is_driven: true } } );
		expect( sent ).toHaveLength( 1 );
		await pass( 2 );
		await pass( 2 );
		expect( sent ).toHaveLength( 3 );
	} );

	it( 'asks again after 2, 4 and 8 s when WordPress does not answer, says so, and goes on', async () => {
		const sent = await start( lost, lost, lost, { run: half } );
		expect( screen.getByText( /WordPress did not answer/ ) ).toBeVisible();
		await pass( 2 );
		await pass( 4 );
		expect( sent ).toHaveLength( 3 );
		await pass( 7 );
		expect( sent ).toHaveLength( 3 );
		await pass( 1 );
		expect( sent.length ).toBeGreaterThanOrEqual( 4 );
		expect( screen.queryByText( /WordPress did not answer/ ) ).toBeNull();
	} );

	it( 'asks no more when WordPress refuses, and says why', async () => {
		const sent = await start( () =>
			refusal( 403, 'rest_forbidden', 'Please log in again.' )
		);
		expect( screen.getByText( 'Please log in again.' ) ).toBeVisible();
		await pass( 120 );
		expect( sent ).toHaveLength( 1 );
	} );

	it( 'goes on by itself at the time that a rate limit names, not before', async () => {
		const limited = endedRun( 'rate_limited', {
			retry_at: new Date( Date.now() + 60_000 ).toISOString(),
		} );
		const sent = await start( { run: limited }, { run: half } );
		expect(
			screen.getByText( /It goes on by itself at/, {
				selector: '.srg-notice__text',
			} )
		).toBeVisible();
		await pass( 55 );
		expect( sent ).toHaveLength( 1 );
		await pass( 6 );
		expect( sent.length ).toBeGreaterThan( 1 );
		expect(
			screen.getByText( '31 of 72 · 31 credits · 38 s left', {
				selector: 'strong',
			} )
		).toBeVisible();
	} );

	it( 'can be stopped while it waits to go on by itself, and nothing else is pressed for', async () => {
		const limited = endedRun( 'rate_limited', {
			retry_at: new Date( Date.now() + 60_000 ).toISOString(),
		} );
		const sent = await start( { run: limited } );
		expect( document.querySelector( '.is-primary' ) ).toBeNull();
		answer( 'POST', `${ RUN }/stop`, {
			...runAnswer( { run: endedRun( 'stopped' ) } ),
		} );
		await user.click( screen.getByRole( 'button', { name: 'Stop' } ) );
		await settle();
		expect(
			screen.getByText( 'Stopped. 40 saved. 32 left.', {
				selector: '.srg-notice__text',
			} )
		).toBeVisible();
		await pass( 120 );
		expect( sent ).toHaveLength( 1 );
		expect( screen.queryByRole( 'button', { name: 'Stop' } ) ).toBeNull();
	} );

	it( 'says how far it is only at each quarter', async () => {
		const at = ( left: number ) => ( {
			run: run( { done: 72 - left, left, credits_spent: 72 - left } ),
		} );
		await start( at( 71 ), at( 70 ), at( 50 ) );
		const said = () =>
			screen.getByText( /of 72/, { selector: '[role="status"]' } )
				.textContent;
		const first = said();
		await pass( 2 );
		expect( said() ).toBe( first );
		await pass( 2 );
		expect( said() ).toBe( '22 of 72 · 22 credits' );
	} );
} );
