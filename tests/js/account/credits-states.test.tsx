// Account › Credits in each of its states.
import { screen, within } from '@testing-library/react';
import type { Account } from '../../../src/api/generated/account';
import { AccountScreen } from '../../../src/account/account-screen';
import {
	account,
	balance,
	inDays,
	license,
	neverConnected,
	problem,
	trialing,
} from '../fixtures';
import { open } from '../screen';
import { answer, answerAccount, asked, lost } from '../wordpress';

function show( state: Account ) {
	return open( <AccountScreen />, { account: state } );
}

function tile( name: string ) {
	return within( screen.getByRole( 'group', { name } ) );
}

function day( iso: string ): string {
	return new Intl.DateTimeFormat( 'en-US', {
		day: 'numeric',
		month: 'long',
	} ).format( new Date( iso ) );
}

function filledButtons(): string[] {
	return [ ...document.querySelectorAll( '.is-primary' ) ].map(
		( { textContent } ) => textContent
	);
}

afterEach( () => {
	expect( filledButtons().length ).toBeLessThanOrEqual( 1 );
} );

it( 'says that it is loading, then shows the numbers', async () => {
	answerAccount( account() );
	open( <AccountScreen /> );
	expect( screen.getByText( 'Loading…' ) ).toBeVisible();
	expect(
		await screen.findByRole( 'group', { name: 'Total Available' } )
	).toHaveTextContent( '4,820' );
} );

it( 'says so when the account cannot be read, and tries again on request', async () => {
	answer( 'GET', '/account', lost );
	const { user } = open( <AccountScreen /> );
	expect(
		await screen.findByText( /WordPress did not answer/, {
			selector: '.srg-notice__text',
		} )
	).toBeVisible();
	answerAccount( account() );
	await user.click( screen.getByRole( 'button', { name: 'Try again' } ) );
	expect(
		await screen.findByRole( 'group', { name: 'Total Available' } )
	).toHaveTextContent( '4,820' );
} );

describe( 'never connected', () => {
	it( 'offers plans, a trial and a key, and shows no balance', () => {
		show( neverConnected() );
		expect(
			screen.getByRole( 'heading', { name: 'Unlock AI Credits' } )
		).toBeVisible();
		expect(
			screen.getByText(
				'Upgrade to a paid plan to get AI credits for link suggestions, meta generation, schema building, and more.'
			)
		).toBeVisible();
		expect( filledButtons() ).toEqual( [ 'View Plans' ] );
		expect(
			screen.getByText( '214 images here have no alt text' )
		).toBeVisible();
		expect(
			screen.getByRole( 'button', {
				name: 'Start a 7-day trial: 500 credits, no card',
			} )
		).toBeVisible();
		expect(
			screen.getByRole( 'button', { name: 'I have a license key' } )
		).toBeVisible();
		expect(
			screen.queryByRole( 'group', { name: 'Total Available' } )
		).toBeNull();
		expect( asked ).toEqual( [] );
	} );

	it( 'says nothing of a gain where there is none', () => {
		show( neverConnected( { gain: { images_without_alt: 0 } } ) );
		expect( screen.queryByText( /no alt text/ ) ).toBeNull();
	} );

	it( 'offers nothing to who may not manage the license', () => {
		show(
			neverConnected( {
				can: {
					view: true,
					spend: true,
					buy: false,
					manage_license: false,
				},
			} )
		);
		expect(
			screen.getByText( 'An administrator of this site can connect it.' )
		).toBeVisible();
		expect( screen.queryByRole( 'button' ) ).toBeNull();
	} );
} );

it( 'disconnected: says that the credits are kept, and offers no second trial', () => {
	show( neverConnected( { connection: 'disconnected' } ) );
	expect( screen.getByText( /Its credits are kept/ ) ).toBeVisible();
	expect( screen.queryByRole( 'button', { name: /trial/ } ) ).toBeNull();
	expect(
		screen.getByRole( 'button', { name: 'I have a license key' } )
	).toBeVisible();
} );

it( 'free: shows the upgrade card instead of balances', () => {
	show(
		account( {
			license: license( {
				plan: 'free',
				plan_name: 'Free',
				status: 'free',
			} ),
			balance: balance( {
				license: { status: 'free', shared: 0 },
				site: { domain: 0 },
			} ),
		} )
	);
	expect(
		screen.getByRole( 'heading', { name: 'Unlock AI Credits' } )
	).toBeVisible();
	expect( screen.queryByRole( 'button', { name: /trial/ } ) ).toBeNull();
	expect( screen.queryByRole( 'button', { name: /key/ } ) ).toBeNull();
} );

it.each( [ 'free', 'lapsed' ] as const )(
	'%s with credits kept: says how many, and that a plan brings them back',
	( status ) => {
		show(
			account( {
				license: license( { status } ),
				balance: balance( {
					license: { status, shared: 400 },
					site: { domain: 30 },
				} ),
			} )
		);
		expect(
			screen.getByText(
				'Your 430 credits are kept. Start a plan to use them.',
				{ selector: '.srg-notice__text' }
			)
		).toBeVisible();
		expect( tile( 'Total Available' ).getByText( '430' ) ).toBeVisible();
		expect( filledButtons() ).toEqual( [ 'View Plans' ] );
		expect(
			screen.queryByRole( 'button', { name: /Buy Now/ } )
		).toBeNull();
	}
);

it( 'believes the balance where it knows of a lapse and the license does not yet', () => {
	show(
		account( {
			license: license( { status: 'active' } ),
			balance: balance( { license: { status: 'lapsed' } } ),
		} )
	);
	expect( screen.getByText( 'Plan: Pro · Ended' ) ).toBeVisible();
	expect( filledButtons() ).toEqual( [ 'View Plans' ] );
} );

describe( 'trial', () => {
	it( 'says that it is one, when it ends, and what packs are worth after it', () => {
		const endsAt = inDays( 7 );
		show(
			trialing( {
				license: license( {
					status: 'trialing',
					trial_ends_at: endsAt,
				} ),
			} )
		);
		expect(
			screen.getByText( `Plan: Pro · Trial, ends ${ day( endsAt ) }` )
		).toBeVisible();
		expect(
			screen.getByText(
				`After ${ day( endsAt ) } you need a paid plan to spend these.`
			)
		).toBeVisible();
		expect( tile( 'Total Available' ).getByText( '500' ) ).toBeVisible();
		expect( tile( 'Shared Credits' ).getByText( '500' ) ).toBeVisible();
		expect( tile( 'Domain Credits' ).getByText( '0' ) ).toBeVisible();
	} );
} );

describe( 'active', () => {
	it( 'shows the plan, three tiles and what they mean', () => {
		show( account() );
		expect(
			screen.getByRole( 'heading', { name: 'AI Credits' } )
		).toBeVisible();
		expect( screen.getByText( 'Plan: Pro' ) ).toBeVisible();
		expect( tile( 'Total Available' ).getByText( '4,820' ) ).toBeVisible();
		expect( tile( 'Shared Credits' ).getByText( '3,450' ) ).toBeVisible();
		expect(
			tile( 'Shared Credits' ).getByText(
				'Available across all websites connected to your license.'
			)
		).toBeVisible();
		expect( tile( 'Domain Credits' ).getByText( '1,370' ) ).toBeVisible();
		expect(
			tile( 'Domain Credits' ).getByText(
				'Bound to this site only — cannot be shared with other domains.'
			)
		).toBeVisible();
		expect(
			screen.getByText( 'Domain Credits are spent first, then Shared.' )
		).toBeVisible();
		expect(
			screen.getByText(
				'Credits are used for AI-powered features: link suggestions, meta generation, schema building, content analysis, and more. Each AI action costs 1–15 credits depending on complexity. Credits never expire. Without an active plan they are kept but cannot be spent.'
			)
		).toBeVisible();
	} );

	it( 'writes numbers as the reader does', () => {
		document.documentElement.lang = 'de-DE';
		show( account() );
		expect( tile( 'Total Available' ).getByText( '4.820' ) ).toBeVisible();
	} );

	it( 'sells three packs for each pool, and the first-time offer above them', () => {
		show( account() );
		const shared = within(
			screen.getByRole( 'region', { name: 'Buy Shared Credits' } )
		);
		expect(
			shared.getByText(
				'Shared credits are available across ALL websites connected to your license.'
			)
		).toBeVisible();
		expect(
			shared
				.getAllByRole( 'listitem' )
				.map( ( { textContent } ) => textContent )
		).toEqual( [
			'1,000 shared credits · $5 one-timeBuy Now',
			'5,000 shared credits · $20 one-timeBuy Now',
			'15,000 shared credits · $40 one-timeBuy Now',
		] );
		const domain = within(
			screen.getByRole( 'region', { name: 'Buy Domain Credits' } )
		);
		expect(
			domain.getByText(
				'Domain credits are bound to this site only — best for single-site owners.'
			)
		).toBeVisible();
		expect(
			domain
				.getAllByRole( 'listitem' )
				.map( ( { textContent } ) => textContent )
		).toEqual( [
			'1,000 credits · $5Buy Now',
			'5,000 credits · $20Buy Now',
			'10,000 credits · $30Buy Now',
		] );
		expect(
			screen.getByText( /First purchase only/ ).parentElement
		).toHaveTextContent(
			'First purchase only: 30,000 Shared Credits for $49.'
		);
	} );

	it( 'says nothing of the first-time offer once it is used', () => {
		const { catalog } = account();
		show(
			account( {
				catalog: {
					...catalog,
					packs: catalog.packs.map( ( pack ) =>
						pack.kind === 'first_time_offer'
							? {
									...pack,
									available: false,
									unavailable_reason: 'offer_used',
								}
							: pack
					),
				},
			} )
		);
		expect( screen.queryByText( /First purchase only/ ) ).toBeNull();
	} );

	it( 'has no refresh button', () => {
		show( account() );
		expect(
			screen.queryByRole( 'button', { name: /refresh/i } )
		).toBeNull();
	} );

	it( 'has one pool and one grid where the catalog sells no Domain Credits', () => {
		const { catalog } = account();
		show(
			account( {
				balance: balance( { site: { domain: 0 } } ),
				catalog: {
					...catalog,
					packs: catalog.packs.filter(
						( { pool } ) => pool === 'shared'
					),
				},
			} )
		);
		expect(
			screen.queryByRole( 'group', { name: 'Domain Credits' } )
		).toBeNull();
		expect(
			screen.queryByRole( 'group', { name: 'Shared Credits' } )
		).toBeNull();
		expect( tile( 'Total Available' ).getByText( '3,450' ) ).toBeVisible();
		expect(
			screen.getAllByRole( 'region', { name: /^Buy/ } )
		).toHaveLength( 1 );
	} );

	it( 'hides Shared figures and buying where the owner has said so', () => {
		show( account( { site: { is_manager: false, hide_shared: true } } ) );
		expect( screen.queryByText( '3,450' ) ).toBeNull();
		expect( screen.queryByText( '4,820' ) ).toBeNull();
		expect( tile( 'Domain Credits' ).getByText( '1,370' ) ).toBeVisible();
		expect(
			screen.queryByRole( 'button', { name: /Buy Now/ } )
		).toBeNull();
	} );
} );

it( 'past due: says until when credits work', () => {
	const endsAt = inDays( 5 );
	show(
		account( { license: license( { past_due: true, ends_at: endsAt } ) } )
	);
	expect(
		screen.getByText(
			`The last payment for your plan did not go through. Credits work until ${ day(
				endsAt
			) }; update your payment method to keep it so.`,
			{ selector: '.srg-notice__text' }
		)
	).toBeVisible();
	expect(
		screen.getAllByRole( 'button', { name: /Buy Now/ } ).length
	).toBeGreaterThan( 0 );
} );

it.each( [
	[ 'token_refused', /no longer accepts this site’s connection/ ],
	[ 'token_unreadable', /security keys have changed/ ],
	[ 'site_moved', /address has changed since it was connected/ ],
] as const )(
	'%s: keeps the last known balance with its time, and offers to connect again',
	async ( connection, text ) => {
		const { user } = show(
			account( {
				connection,
				balance: balance( { as_of: '2026-03-04T10:42:00Z' } ),
			} )
		);
		expect(
			screen.getByText( text, { selector: '.srg-notice__text' } )
		).toBeVisible();
		expect( tile( 'Total Available' ).getByText( '4,820' ) ).toBeVisible();
		expect( screen.getByText( /^As of .*March 4/ ) ).toBeVisible();
		expect(
			screen.queryByRole( 'button', { name: /Buy Now/ } )
		).toBeNull();
		await user.click(
			screen.getByRole( 'button', { name: 'Connect again' } )
		);
		expect(
			screen.getByRole( 'heading', { name: 'Connect localhost:8888' } )
		).toBeVisible();
	}
);

describe( 'cloud down', () => {
	it( 'keeps the last known balance with its time, and nothing reads 0', () => {
		show(
			account( {
				problem: problem(),
				balance: balance( { as_of: '2026-03-04T10:42:00Z' } ),
			} )
		);
		expect(
			screen.getByText( /The credits service cannot be reached/, {
				selector: '.srg-notice__text',
			} )
		).toHaveTextContent( 'This page goes on by itself.' );
		expect( tile( 'Total Available' ).getByText( '4,820' ) ).toBeVisible();
		expect( screen.getByText( /^As of .*March 4/ ) ).toBeVisible();
		screen
			.getAllByRole( 'button', { name: /Buy Now/ } )
			.forEach( ( button ) =>
				expect( button ).toHaveAttribute( 'aria-disabled', 'true' )
			);
	} );

	it( 'shows — where a balance was never known', () => {
		show( account( { problem: problem(), balance: null } ) );
		for ( const name of [
			'Total Available',
			'Shared Credits',
			'Domain Credits',
		] ) {
			expect( tile( name ).getByText( '—' ) ).toBeVisible();
			expect( tile( name ).getByText( 'not known' ) ).toBeInTheDocument();
		}
	} );

	it( 'tries again on request, and is current when the cloud is back', async () => {
		answer( 'POST', '/account/sync', {
			...account( {
				balance: balance( { license: { shared: 3449, version: 8 } } ),
			} ),
		} );
		const { user } = show( account( { problem: problem() } ) );
		await user.click(
			screen.getByRole( 'button', { name: 'Try again now' } )
		);
		expect(
			await tile( 'Total Available' ).findByText( '4,819' )
		).toBeVisible();
		expect(
			screen.queryByRole( 'button', { name: 'Try again now' } )
		).toBeNull();
		expect( document.body ).not.toHaveFocus();
	} );
} );

it( 'rate-limited: says for how long', () => {
	show(
		account( {
			problem: problem( { code: 'rate_limited', retry_after_s: 30 } ),
		} )
	);
	expect(
		screen.getByText( /Too many requests at once. Try again in 30 s./, {
			selector: '.srg-notice__text',
		} )
	).toBeVisible();
} );

it( 'out of credits: shows a known 0 and leads to the packs', () => {
	show(
		account( {
			balance: balance( { license: { shared: 0 }, site: { domain: 0 } } ),
		} )
	);
	expect( tile( 'Total Available' ).getByText( '0' ) ).toBeVisible();
	expect(
		screen.getByText(
			'You have no credits left. Buy a pack below to go on.',
			{
				selector: '.srg-notice__text',
			}
		)
	).toBeVisible();
} );

describe( 'under a cap', () => {
	it( 'says how much is left of it', () => {
		show(
			account( {
				balance: balance( { site: { cap: 500, cap_used: 380 } } ),
			} )
		);
		expect(
			screen.getByText(
				/This site may use 120 more Shared Credits this month\./
			)
		).toBeVisible();
	} );

	it( 'says when Shared can be used again once it is reached', () => {
		const resetsAt = inDays( 10 );
		show(
			account( {
				balance: balance( {
					site: {
						domain: 0,
						cap: 500,
						cap_used: 500,
						cap_resets_at: resetsAt,
					},
				} ),
			} )
		);
		expect(
			screen.getByText(
				`This site has used its Shared Credits for this month. It can use them again from ${ day(
					resetsAt
				) }; Domain Credits work at once.`,
				{ selector: '.srg-notice__text' }
			)
		).toBeVisible();
	} );
} );
