// Usage, purchases and sites as WordPress answers them, for the tests to vary.
import type { LicenseSite } from '../../src/api/generated/license-site';
import type {
	Purchase,
	PurchasesPage,
} from '../../src/api/generated/purchases-page';
import type { UsageLine, UsagePage } from '../../src/api/generated/usage-page';
import type { UsageSummary } from '../../src/api/generated/usage-summary';

/** One alt text, for one Domain credit. */
export function usageLine( change: Partial< UsageLine > = {} ): UsageLine {
	return {
		id: '11111111-1111-4111-8111-111111111111',
		at: '2026-11-20T09:58:00.000Z',
		feature: 'image_alt',
		subject: {
			type: 'attachment',
			id: '12',
			title: 'Harbour at dawn',
			edit_url:
				'http://localhost:8888/wp-admin/post.php?post=12&action=edit',
		},
		person: { id: '1', name: 'Ada' },
		run_id: null,
		outcome: 'completed',
		code: null,
		cost: 1,
		from_domain: 1,
		from_shared: 0,
		...change,
	};
}

export function usagePage(
	lines: UsageLine[],
	nextCursor: string | null = null
): UsagePage {
	return { lines, next_cursor: nextCursor };
}

/** Three days: 12 credits on two of them. */
export function usageSummary(
	change: Partial< UsageSummary > = {}
): UsageSummary {
	return {
		from: '2026-11-18T00:00:00.000Z',
		to: '2026-11-20T12:00:00.000Z',
		total: { credits: 12, actions: 4 },
		days: [
			{
				day: '2026-11-18',
				feature: 'image_alt',
				actions: 3,
				credits: 3,
				from_domain: 3,
				from_shared: 0,
			},
			{
				day: '2026-11-20',
				feature: 'draft',
				actions: 1,
				credits: 9,
				from_domain: 0,
				from_shared: 9,
			},
		],
		pace: { credits: 5852, days: 28 },
		csv_url:
			'http://localhost:8888/wp-admin/admin-post.php?action=seo_rank_genius_usage_csv&_wpnonce=abc',
		...change,
	};
}

export function purchase( change: Partial< Purchase > = {} ): Purchase {
	return {
		order_id: 'ord_1',
		at: '2026-11-19T12:00:00.000Z',
		kind: 'pack',
		sku: 'shared_5000',
		pool: 'shared',
		credits: 5000,
		price_cents: 2000,
		currency: 'USD',
		state: 'granted',
		reason: null,
		went_to_shared: false,
		refunded_cents: 0,
		removed_credits: 0,
		receipt_url: 'https://cloud.example.com/account/receipts/ord_1',
		...change,
	};
}

export function purchasesPage(
	purchases: Purchase[],
	nextCursor: string | null = null
): PurchasesPage {
	return { purchases, next_cursor: nextCursor };
}

/** A client’s site that took 480 of its 500 this month. */
export function licenseSite(
	change: Partial< LicenseSite > = {},
	taken: readonly number[] = [ 0, 0, 10, 200, 310, 480 ]
): LicenseSite {
	return {
		id: 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb',
		home: 'https://client.example.com',
		name: 'A client',
		connected: true,
		is_manager: false,
		hide_shared: false,
		domain: 620,
		cap: 500,
		months: taken.map( ( shared, index ) => ( {
			month: `2026-${ String( 6 + index ).padStart( 2, '0' ) }`,
			shared,
		} ) ),
		...change,
	};
}
