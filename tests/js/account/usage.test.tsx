// Account › Usage: the lines, their filters, the chart and the pace; and purchases.
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { UsageScreen } from '../../../src/account/usage-screen';
import type { Account } from '../../../src/api/generated/account';
import type { UsageLine } from '../../../src/api/generated/usage-page';
import { account, balance, neverConnected, problem } from '../fixtures';
import { open } from '../screen';
import {
	purchase,
	purchasesPage,
	usageLine,
	usagePage,
	usageSummary,
} from '../usage-fixtures';
import { answer, asked, cloudProblem, wordpress } from '../wordpress';

function show( lines: UsageLine[] = [ usageLine() ], state = account() ) {
	answer( 'GET', '/usage', { ...usagePage( lines ) } );
	answer( 'GET', '/usage/summary', { ...usageSummary() } );
	answer( 'GET', '/purchases', { ...purchasesPage( [] ) } );
	return openUsage( state );
}

/** With the people that WordPress itself knows. */
function openUsage( state: Account ) {
	wordpress.use(
		http.get( 'http://localhost:8888/wp-json/wp/v2/users', () =>
			HttpResponse.json( [
				{ id: 1, name: 'Ada' },
				{ id: 7, name: 'Grace' },
			] )
		)
	);
	return open( <UsageScreen />, {
		account: state,
		query: 'page=seo-rank-genius&tab=usage',
	} );
}

async function row( name: RegExp ) {
	return within( await screen.findByRole( 'row', { name } ) );
}

// jsdom draws nothing, so it has nothing to scroll to.
beforeAll( () => {
	Element.prototype.scrollIntoView = () => undefined;
} );

describe( 'a line', () => {
	it( 'says what, on what, who, how much and from which pool', async () => {
		show( [
			usageLine(),
			usageLine( {
				id: '22222222-2222-4222-8222-222222222222',
				feature: 'draft',
				subject: {
					type: 'post',
					id: '34',
					title: null,
					edit_url: null,
				},
				person: { id: '9', name: null },
				cost: 9,
				from_domain: 4,
				from_shared: 5,
			} ),
		] );
		const first = await row( /Harbour at dawn/ );
		expect( first.getByText( 'Alt text' ) ).toBeVisible();
		expect(
			first.getByRole( 'link', { name: 'Harbour at dawn' } )
		).toHaveAttribute(
			'href',
			'http://localhost:8888/wp-admin/post.php?post=12&action=edit'
		);
		expect( first.getByText( 'Ada' ) ).toBeVisible();
		expect( first.getByText( 'from Domain' ) ).toBeVisible();
		expect( first.getByText( 'Done' ) ).toBeVisible();
		const second = await row( /Page 34, deleted/ );
		expect( second.getByText( 'User 9, deleted' ) ).toBeVisible();
		expect(
			second.getByText( '4 from Domain, 5 from Shared' )
		).toBeVisible();
	} );

	it( 'says of what failed that nothing was charged, and why', async () => {
		show( [
			usageLine( {
				outcome: 'failed',
				code: 'provider_failed',
				cost: 0,
				from_domain: 0,
			} ),
		] );
		const line = await row( /Harbour/ );
		expect( line.getByText( 'failed: 0 charged' ) ).toBeVisible();
		expect(
			line.getByText( 'The AI model gave no usable answer. Try again.' )
		).toBeVisible();
	} );

	it( 'can be questioned by a mail with all that is needed', async () => {
		show();
		const link = ( await row( /Harbour/ ) ).getByRole( 'link', {
			name: 'Charged wrongly?',
		} );
		const address = new URL( link.getAttribute( 'href' ) ?? '' );
		expect( address.pathname ).toBe( 'support@example.com' );
		const body = address.searchParams.get( 'body' ) ?? '';
		for ( const fact of [
			'11111111-1111-4111-8111-111111111111',
			'2026-11-20T09:58:00.000Z',
			'attachment 12',
			'1 from Domain',
			'localhost:8888',
		] ) {
			expect( body ).toContain( fact );
		}
	} );

	it( 'has its id to copy', async () => {
		const { user } = show();
		const write = jest
			.spyOn( navigator.clipboard, 'writeText' )
			.mockResolvedValue();
		const line = await row( /Harbour/ );
		await user.click( line.getByRole( 'button', { name: 'Copy ID' } ) );
		expect( await line.findByText( 'Copied.' ) ).toBeVisible();
		expect( write ).toHaveBeenCalledWith(
			'11111111-1111-4111-8111-111111111111'
		);
	} );

	it( 'shows its id where the browser has no clipboard', async () => {
		const { user } = show();
		jest.spyOn( navigator.clipboard, 'writeText' ).mockRejectedValue(
			new Error( 'denied' )
		);
		const line = await row( /Harbour/ );
		await user.click( line.getByRole( 'button', { name: 'Copy ID' } ) );
		expect(
			await line.findByText( '11111111-1111-4111-8111-111111111111' )
		).toBeVisible();
	} );

	it( 'shows hostile words as words', async () => {
		show( [
			usageLine( {
				subject: {
					type: 'post',
					id: '1',
					title: '<img src=x onerror=alert(1)>',
					edit_url: null,
				},
			} ),
		] );
		expect(
			await screen.findByText( '<img src=x onerror=alert(1)>' )
		).toBeVisible();
	} );
} );

describe( 'the list', () => {
	it( 'goes on where it ended', async () => {
		const { user } = show();
		await row( /Harbour/ );
		answer( 'GET', '/usage', ( { request } ) => {
			const cursor = new URL( request.url ).searchParams.get( 'cursor' );
			return HttpResponse.json(
				cursor === 'next'
					? usagePage( [
							usageLine( {
								id: '33333333-3333-4333-8333-333333333333',
								subject: {
									type: 'attachment',
									id: '13',
									title: 'A pier',
									edit_url: null,
								},
							} ),
						] )
					: usagePage( [ usageLine() ], 'next' )
			);
		} );
		await user.selectOptions( screen.getByLabelText( 'Outcome' ), 'Done' );
		await user.click(
			await screen.findByRole( 'button', { name: 'Load more' } )
		);
		expect( await screen.findByText( 'A pier' ) ).toBeVisible();
		expect( screen.getByText( 'Harbour at dawn' ) ).toBeVisible();
		expect(
			screen.queryByRole( 'button', { name: 'Load more' } )
		).toBeNull();
	} );

	it( 'asks for what the filters say, and offers just that as a file', async () => {
		const { user } = show();
		await row( /Harbour/ );
		await user.selectOptions( screen.getByLabelText( 'Feature' ), 'Draft' );
		await user.selectOptions(
			screen.getByLabelText( 'Outcome' ),
			'Failed'
		);
		await user.click( screen.getByRole( 'combobox', { name: 'Person' } ) );
		await user.click(
			await screen.findByRole( 'option', { name: 'Grace' } )
		);
		await waitFor( () =>
			expect( asked ).toContain(
				'GET /usage?feature=draft&outcome=failed&person=7'
			)
		);
		const link = screen.getByRole( 'link', { name: 'Download CSV' } );
		expect( link ).toHaveAttribute(
			'href',
			'http://localhost:8888/wp-admin/admin-post.php?action=seo_rank_genius_usage_csv&_wpnonce=abc&feature=draft&outcome=failed&person=7'
		);
		await user.click(
			screen.getByRole( 'button', { name: 'Clear filters' } )
		);
		expect( screen.getByLabelText( 'Feature' ) ).toHaveValue( '' );
	} );

	it( 'says that days are out of order, and asks nothing', async () => {
		const { user } = show();
		await row( /Harbour/ );
		await user.type( screen.getByLabelText( 'To' ), '2026-11-01' );
		await waitFor( () =>
			expect( asked ).toContain( 'GET /usage?to=2026-11-01' )
		);
		await user.type( screen.getByLabelText( 'From' ), '2026-11-05' );
		expect( screen.getByRole( 'alert' ) ).toHaveTextContent(
			'The first day is after the last.'
		);
		expect( asked.filter( ( one ) => one.includes( 'from=' ) ) ).toEqual(
			[]
		);
		expect(
			screen.queryByRole( 'link', { name: 'Download CSV' } )
		).toBeNull();
	} );

	it( 'says that the chart has no room for more than a year, and still lists', async () => {
		const { user } = show();
		await row( /Harbour/ );
		answer( 'GET', '/usage/summary', () =>
			cloudProblem( problem( { code: 'invalid_request' } ), account() )
		);
		await user.type( screen.getByLabelText( 'From' ), '2024-11-05' );
		expect(
			await screen.findByText( /The chart shows at most 366 days\./ )
		).toBeVisible();
		expect( await row( /Harbour/ ) ).toBeDefined();
		expect( screen.queryByText( /Update the plugin/ ) ).toBeNull();
		expect(
			screen.getByRole( 'link', { name: 'Download CSV' } )
		).toHaveAttribute(
			'href',
			expect.stringContaining( 'from=2024-11-05' )
		);
	} );

	it( 'tells an empty list from filters that match nothing', async () => {
		const { user } = show( [] );
		expect(
			await screen.findByText( /No action has been started/ )
		).toBeVisible();
		await user.selectOptions( screen.getByLabelText( 'Feature' ), 'Draft' );
		expect(
			await screen.findByText( 'No action matches these filters.' )
		).toBeVisible();
	} );
} );

describe( 'the cloud is down', () => {
	it( 'says so once for each list, and tries again', async () => {
		const fail = () => cloudProblem( problem(), account() );
		answer( 'GET', '/usage/summary', fail );
		answer( 'GET', '/purchases', fail );
		answer( 'GET', '/usage', fail );
		const { user } = openUsage( account() );
		for ( const name of [ 'Usage', 'Purchases' ] ) {
			const section = within( screen.getByRole( 'region', { name } ) );
			expect(
				await section.findByText(
					/The credits service cannot be reached/
				)
			).toBeVisible();
		}
		answer( 'GET', '/usage', { ...usagePage( [ usageLine() ] ) } );
		answer( 'GET', '/usage/summary', { ...usageSummary() } );
		const usage = within( screen.getByRole( 'region', { name: 'Usage' } ) );
		await user.click( usage.getByRole( 'button', { name: 'Try again' } ) );
		expect( await usage.findByText( 'Harbour at dawn' ) ).toBeVisible();
		expect( await usage.findByRole( 'figure' ) ).toBeVisible();
	} );

	it( 'keeps the lines where only what they add up to cannot be had', async () => {
		show();
		answer( 'GET', '/usage/summary', () =>
			cloudProblem( problem(), account() )
		);
		expect( await screen.findByText( 'Harbour at dawn' ) ).toBeVisible();
		expect(
			await screen.findByRole( 'button', { name: 'Try again' } )
		).toBeVisible();
	} );
} );

describe( 'the chart', () => {
	it( 'has every day, its totals by feature, and a table', async () => {
		const { user } = show();
		const chart = within(
			await screen.findByRole( 'figure', {
				name: /12 credits spent from November 18 to November 20/,
			} )
		);
		expect(
			chart.getAllByRole( 'listitem' ).map( ( one ) => one.textContent )
		).toEqual( [ 'Draft 9', 'Alt text 3' ] );
		await user.click( chart.getByText( 'Show as a table' ) );
		expect(
			chart
				.getAllByRole( 'row' )
				.slice( 1 )
				.map( ( one ) => one.textContent )
		).toEqual( [ 'November 18Alt text3', 'November 20Draft9' ] );
	} );

	it( 'says that nothing was spent', async () => {
		show();
		answer( 'GET', '/usage/summary', {
			...usageSummary( { total: { credits: 0, actions: 0 }, days: [] } ),
		} );
		expect(
			await screen.findByText( 'Nothing was spent in this time.' )
		).toBeVisible();
	} );
} );

describe( 'the pace', () => {
	it.each( [
		[ 5852, 28, 'At this pace about 23 days' ],
		[ 4820, 1, 'At this pace about 1 day' ],
		[ 9641, 1, 'At this pace less than a day' ],
		[ 1, 28, 'At this pace more than two years' ],
	] )( '%s credits in %s days', async ( credits, days, text ) => {
		show();
		answer( 'GET', '/usage/summary', {
			...usageSummary( { pace: { credits, days } } ),
		} );
		expect( await screen.findByText( text ) ).toBeVisible();
	} );

	it.each( [
		[ 'nothing was spent', account(), 0 ],
		[ 'the balance is not known', account( { balance: null } ), 9 ],
		[
			'Shared is hidden here',
			account( {
				site: { is_manager: false, hide_shared: true },
				balance: balance( { license: { shared: null } } ),
			} ),
			9,
		],
	] )( 'is not told where %s', async ( _why, state, credits ) => {
		show( [ usageLine() ], state );
		answer( 'GET', '/usage/summary', {
			...usageSummary( { pace: { credits, days: 28 } } ),
		} );
		await screen.findByRole( 'figure' );
		expect( screen.queryByText( /At this pace/ ) ).toBeNull();
		expect( document.body ).not.toHaveTextContent( '∞' );
	} );
} );

describe( 'purchases', () => {
	it( 'says when, what, which pool, how much, and links the receipt', async () => {
		show();
		answer( 'GET', '/purchases', {
			...purchasesPage( [
				purchase(),
				purchase( {
					order_id: 'ord_2',
					sku: 'domain_1000',
					credits: 1000,
					price_cents: 500,
					went_to_shared: true,
					state: 'partly_refunded',
					refunded_cents: 250,
					removed_credits: 500,
					receipt_url: 'javascript:alert(1)',
				} ),
			] ),
		} );
		const first = await row( /5,000 credits/ );
		expect( first.getByText( 'Shared' ) ).toBeVisible();
		expect( first.getByText( '$20' ) ).toBeVisible();
		expect( first.getByText( 'ord_1' ) ).toBeVisible();
		expect(
			first.getByRole( 'link', { name: /Receipt/ } )
		).toHaveAttribute(
			'href',
			'https://cloud.example.com/account/receipts/ord_1'
		);
		const second = await row( /1,000 credits/ );
		expect(
			second.getByText( 'Shared: the site it was bought for was gone' )
		).toBeVisible();
		expect(
			second.getByText( '$2.50 refunded, 500 credits taken back' )
		).toBeVisible();
		expect( second.queryByRole( 'link' ) ).toBeNull();
	} );

	it( 'says that there are none', async () => {
		show();
		expect(
			await screen.findByText( 'Nothing was bought yet.' )
		).toBeVisible();
	} );
} );

describe( 'who sees it', () => {
	it.each( [
		[
			'an editor',
			account( {
				can: {
					view: true,
					spend: true,
					buy: false,
					manage_license: false,
				},
			} ),
		],
		[ 'a site that was never connected', neverConnected() ],
	] )( 'not %s: nothing is asked', ( _who, state ) => {
		openUsage( state );
		expect( screen.queryByRole( 'link', { name: 'Usage' } ) ).toBeNull();
		expect(
			screen.getByText( /those who manage the license/ )
		).toBeVisible();
	} );
} );
