// The top-up modal: what it is for, the packs, what is chosen for the buyer and what the choice means.
import { screen } from '@testing-library/react';
import type { Account } from '../../../src/api/generated/account';
import {
	account,
	balance,
	inDays,
	license,
	neverConnected,
	problem,
	trialing,
} from '../fixtures';
import { choices, chosen, modal, show, withoutOffer } from './modal';

/** An account with so many Shared Credits, and nothing else. */
function having( shared: number, change: Partial< Account > = {} ): Account {
	return account( {
		balance: balance( { license: { shared }, site: { domain: 0 } } ),
		...change,
	} );
}

/** RankFrame's catalog: no Domain pool. */
function rankframe( state: Account ): Account {
	const [ offer ] = state.catalog.packs;
	if ( offer === undefined ) {
		throw new Error( 'The fixture has no offer.' );
	}
	const pack = ( sku: string, credits: number, cents: number ) => ( {
		...offer,
		sku,
		kind: 'pack' as const,
		credits,
		price_cents: cents,
	} );
	return {
		...state,
		catalog: {
			...state.catalog,
			id: 'rankframe',
			packs: [
				offer,
				pack( 'shared_30000', 30000, 10000 ),
				pack( 'shared_1000', 1000, 1000 ),
			],
		},
	};
}

describe( 'what it is for', () => {
	it( 'says what is short first', () => {
		show( having( 40 ), 72 );
		expect(
			modal().getByText( '72 needed, 40 available, 32 short' )
		).toBeVisible();
	} );

	it( 'says nothing of a need where enough is there', () => {
		show( having( 72 ), 72 );
		expect( modal().queryByText( /needed/ ) ).toBeNull();
	} );

	it( 'says nothing of a need where the balance is not known', () => {
		show( account( { balance: null, problem: problem() } ), 72 );
		expect( modal().queryByText( /needed/ ) ).toBeNull();
	} );
} );

describe( 'the packs', () => {
	it( 'have credits, pool, price and cost per credit; the offer stands on top', () => {
		show();
		expect( choices() ).toEqual( [
			'30,000 Shared Credits first purchase only $49 $0.0016 per credit',
			'1,000 Shared Credits  $5 $0.0050 per credit',
			'5,000 Shared Credits  $20 $0.0040 per credit',
			'15,000 Shared Credits  $40 $0.0027 per credit',
			'1,000 Domain Credits  $5 $0.0050 per credit',
			'5,000 Domain Credits  $20 $0.0040 per credit',
			'10,000 Domain Credits  $30 $0.0030 per credit',
		] );
	} );

	it( 'are those of the other catalog as well', () => {
		show( rankframe( having( 0 ) ), 500 );
		expect( choices() ).toEqual( [
			'30,000 Shared Credits first purchase only $49 $0.0016 per credit',
			'30,000 Shared Credits  $100 $0.0033 per credit',
			'1,000 Shared Credits  $10 $0.0100 per credit',
		] );
		expect( chosen() ).toMatch( /^1,000 Shared Credits/ );
	} );

	it( 'are chosen with the arrow keys, over both columns', async () => {
		const { user } = show( having( 0 ), 10 );
		modal().getByRole( 'radio', { checked: true } ).focus();
		await user.keyboard( '{ArrowDown}{ArrowDown}{ArrowDown}' );
		expect( chosen() ).toMatch( /^1,000 Domain Credits/ );
		expect( modal().getByRole( 'radio', { checked: true } ) ).toHaveFocus();
	} );

	it( 'are none where none is on sale', () => {
		const state = account();
		show( { ...state, catalog: { ...state.catalog, packs: [] } } );
		expect(
			modal().getByText( 'No pack is on sale for this license now.' )
		).toBeVisible();
	} );
} );

describe( 'what is chosen for the buyer', () => {
	it.each( [
		[ 'the smallest that covers', having( 0 ), 32, /^1,000 Shared/ ],
		[ 'what is there counts', having( 4000 ), 5000, /^1,000 Shared/ ],
		[ 'the cheaper of two pools', having( 0 ), 8000, /^10,000 Domain/ ],
		[ 'the offer where it is the smallest', having( 0 ), 20000, /^30,000/ ],
		[
			'the largest where none covers',
			having( 0 ),
			90000,
			/^30,000 Shared/,
		],
		[
			'the largest without the offer',
			withoutOffer( having( 0 ) ),
			90000,
			/^15,000 Shared/,
		],
		[ 'the offer where nothing is short', having( 100 ), 0, /^30,000/ ],
		[
			'else the smallest',
			withoutOffer( having( 100 ) ),
			0,
			/^1,000 Shared/,
		],
		[
			'what a cap lets through',
			account( {
				balance: balance( {
					license: { shared: 500 },
					site: { domain: 0, cap: 100, cap_used: 100 },
				} ),
			} ),
			32,
			/^1,000 Domain/,
		],
		[
			'what is left after a debt',
			account( {
				balance: balance( {
					license: { shared: 0, owed: 990 },
					site: { domain: 0 },
				} ),
			} ),
			32,
			/^5,000 Shared/,
		],
	] )( '%s', ( _name, state, need, card ) => {
		show( state, need );
		expect( chosen() ).toMatch( card );
	} );

	it( 'stays as it is when the balance changes', async () => {
		const { client } = show( having( 0 ), 500 );
		const before = chosen();
		client.setQueryData(
			[ 'account' ],
			account( {
				balance: balance( {
					license: { shared: 0, owed: 5000, version: 9 },
					site: { domain: 0 },
				} ),
			} )
		);
		expect(
			await modal().findByText(
				'1,000 of these credits pay back what is owed after a refund.'
			)
		).toBeVisible();
		expect( chosen() ).toBe( before );
		expect(
			modal().getByRole( 'button', { name: 'Pay $5' } )
		).toBeEnabled();
	} );
} );

describe( 'what the choice means', () => {
	it( 'another pack uses the first purchase', async () => {
		const { user } = show();
		expect( modal().queryByText( /uses your first purchase/ ) ).toBeNull();
		await user.click(
			modal().getByRole( 'radio', { name: /^5,000 Domain/ } )
		);
		expect(
			modal().getByText(
				'This pack uses your first purchase: the first-time offer (30,000 for $49) ends with it.'
			)
		).toBeVisible();
		expect(
			modal().getByRole( 'button', { name: 'Pay $20' } )
		).toBeEnabled();
	} );

	it.each( [
		[
			'offer_used',
			'The first-time offer is gone: your account has made its first purchase.',
		],
		[
			'offer_claimed',
			'The first-time offer is in an open checkout of another license of your account.',
		],
	] as const )( 'the offer is gone: %s', ( reason, text ) => {
		show( withoutOffer( account(), reason ) );
		expect( modal().getByText( text ) ).toBeVisible();
		expect( choices() ).toHaveLength( 6 );
	} );

	it( 'has no offer to speak of where the catalog has none', () => {
		const state = account();
		show( {
			...state,
			catalog: {
				...state.catalog,
				packs: state.catalog.packs.slice( 1 ),
			},
		} );
		expect( modal().queryByText( /first-time offer/ ) ).toBeNull();
	} );

	it( 'it is not enough', () => {
		show( having( 0 ), 90000 );
		expect(
			modal().getByText(
				'With this pack 60,000 credits are still short.'
			)
		).toBeVisible();
	} );

	it( 'the cap is in the way, not the pool', async () => {
		const { user } = show(
			account( {
				balance: balance( {
					license: { shared: 500 },
					site: { domain: 0, cap: 100, cap_used: 80 },
				} ),
			} ),
			72
		);
		await user.click(
			modal().getByRole( 'radio', { name: /^1,000 Shared/ } )
		);
		expect(
			modal().getByText(
				'This site may use 20 more Shared Credits this month: with this pack 52 are still short.'
			)
		).toBeVisible();
	} );

	it( 'says whom it is for, what may be added, and where else it can be done', () => {
		show();
		expect(
			modal().getByText( 'For localhost:8888, account a…@example.com' )
		).toBeVisible();
		expect( modal().getByText( 'Plus tax where due' ) ).toBeVisible();
		const link = modal().getByRole( 'link', {
			name: 'Manage credits outside WordPress',
		} );
		expect( link ).toHaveAttribute(
			'href',
			'https://cloud.example.com/account'
		);
		expect( link ).toHaveAttribute( 'rel', 'noopener noreferrer' );
	} );

	it( 'in a trial, what packs are worth after it', () => {
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
			modal().getByText(
				/^After .* you need a paid plan to spend these\.$/
			)
		).toBeVisible();
	} );

	it( 'counts nothing down', () => {
		show();
		expect( screen.queryByRole( 'timer' ) ).toBeNull();
	} );
} );

describe( 'where nothing can be bought', () => {
	const noRights = {
		view: true,
		spend: true,
		buy: false,
		manage_license: false,
	};
	const lapsed = balance( { license: { status: 'lapsed' } } );
	const free = balance( { license: { status: 'free', shared: 0 } } );

	it.each( [
		[
			'an editor',
			account( { can: noRights } ),
			'An administrator of this site can buy credits.',
			null,
		],
		[
			'a client’s site',
			account( { site: { is_manager: false, hide_shared: true } } ),
			'The owner of this site’s license buys its credits. Ask them for more.',
			null,
		],
		[
			'never connected',
			neverConnected(),
			'Credits belong to a license. Connect this site to one first.',
			'Connect this site',
		],
		[
			'token refused',
			account( { connection: 'token_refused' } ),
			'This site’s connection to the credits service needs mending before credits can be bought.',
			'Connect again',
		],
		[
			'free',
			account( { balance: free } ),
			'Credits are sold to trials and paid plans. Start a plan first.',
			'View Plans',
		],
		[
			'lapsed',
			account( { balance: lapsed } ),
			'Your plan has ended, so credits can be neither bought nor spent. Those that you have are kept. Start a plan first.',
			'View Plans',
		],
	] )(
		'%s: says why, and the one next step',
		( _name, state, text, step ) => {
			show( state, 72 );
			expect( modal().getByText( text ) ).toBeVisible();
			expect( modal().queryByRole( 'radio' ) ).toBeNull();
			expect(
				modal().queryByRole( 'button', { name: /^Pay/ } )
			).toBeNull();
			const links = modal().queryAllByRole( 'link' );
			expect( links.map( ( { textContent } ) => textContent ) ).toEqual(
				step === null ? [] : [ step ]
			);
			links.forEach( ( link ) =>
				expect( link ).toHaveAttribute(
					'href',
					'admin.php?page=seo-rank-genius&tab=license'
				)
			);
		}
	);

	it( 'the cloud is down: says so, and does not let anybody pay', () => {
		show( account( { problem: problem() } ) );
		expect(
			modal().getByText(
				'The credits service cannot be reached. Try again in a few minutes.'
			)
		).toBeVisible();
		expect(
			modal().getByRole( 'button', { name: /^Pay/ } )
		).toHaveAttribute( 'aria-disabled', 'true' );
	} );
} );
