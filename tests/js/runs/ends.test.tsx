// Each end of a run: what is said, and its one next step.
import { waitFor } from '@testing-library/react';
import type { Account } from '../../../src/api/generated/account';
import type { Run } from '../../../src/api/generated/run';
import { account, balance, endedRun, problem } from '../fixtures';
import { show } from '../image-seo/library';
import { card, nothing } from './steps';

interface Case {
	name: string;
	run: Run;
	state: Account;
	text: string | RegExp;
	/** The filled button or link; null where there is none. */
	next: string | null;
}

const cases: Case[] = [
	{
		name: 'completed',
		run: endedRun( 'completed', { done: 70, failed: 2, failed_price: 2 } ),
		state: account(),
		text: 'Done 70. Failed 2 (0 charged).',
		next: null,
	},
	{
		name: 'stopped',
		run: endedRun( 'stopped' ),
		state: account(),
		text: 'Stopped. 40 saved. 32 left.',
		next: 'Resume · 32 credits',
	},
	{
		name: 'out of credits',
		run: endedRun( 'out_of_credits' ),
		state: account( { balance: nothing() } ),
		text: 'Out of credits. 40 saved. 32 left.',
		next: 'Buy Credits',
	},
	{
		name: 'out of credits, and paid meanwhile',
		run: endedRun( 'out_of_credits' ),
		state: account(),
		text: 'Out of credits. 40 saved. 32 left.',
		next: 'Resume · 32 credits',
	},
	{
		name: 'the cap',
		run: endedRun( 'limit_reached', { limit: 'cap' } ),
		state: account( {
			balance: balance( {
				site: {
					domain: 0,
					cap: 500,
					cap_used: 500,
					cap_resets_at: '2026-12-01T00:00:00Z',
				},
			} ),
		} ),
		text: /^This site’s cap of 500 Shared Credits for November is reached\. 40 saved\. 32 left\. Shared Credits can be used again from/,
		next: 'Buy Credits',
	},
	{
		name: 'the own ceiling',
		run: endedRun( 'limit_reached', {
			limit: 'ceiling',
			spend_at_most: 40,
		} ),
		state: account(),
		text: 'Your limit of 40 credits is reached. 40 saved. 32 left.',
		next: 'Resume · 32 credits',
	},
	{
		name: 'the token refused',
		run: endedRun( 'refused', { code: 'unauthenticated' } ),
		state: account( { connection: 'token_refused' } ),
		text: /no longer accepts this site.* 40 saved\. 32 left\.$/,
		next: 'Connect again',
	},
	{
		name: 'the plan lapsed',
		run: endedRun( 'refused', { code: 'license_lapsed' } ),
		state: account( {
			balance: balance( { license: { status: 'lapsed' } } ),
		} ),
		text: /^Your plan has ended.* 40 saved\. 32 left\.$/,
		next: 'View Plans',
	},
	{
		name: 'the cloud down',
		run: endedRun( 'unavailable', { in_flight: 3 } ),
		state: account( { problem: problem() } ),
		text: 'The credits service cannot be reached. 40 saved. 32 left.',
		next: 'Resume · 32 credits',
	},
];

it.each( cases )( '$name', async ( { run: shown, state, text, next } ) => {
	await show( state, { runs: [ shown ] } );
	await waitFor( () => expect( card().getByText( text ) ).toBeVisible() );
	const filled = document.querySelectorAll( '.is-primary' );
	expect( [ ...filled ].map( ( { textContent } ) => textContent ) ).toEqual(
		next === null ? [] : [ next ]
	);
} );
