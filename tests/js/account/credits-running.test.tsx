// Account › Credits of a trial and of an active plan.
import { screen, within } from '@testing-library/react';
import { account, balance, inDays, license, trialing } from '../fixtures';
import { day, show, tile } from './credits-tab';

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
			screen.getByText( /Ask the owner for more credits\./ )
		).toBeVisible();
		expect(
			screen.queryByRole( 'button', { name: /Buy Now/ } )
		).toBeNull();
	} );
} );
