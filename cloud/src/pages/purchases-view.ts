// How the purchases page shows one order: what it was, where its credits went, and what became of it.
import { planOfSku } from '../catalog/offers.ts';
import type { CatalogFile } from '../catalog/catalog.ts';
import type { Purchase } from '../billing/purchases.ts';
import { showCount, showDate, showHome, showMoney, showNumberOf } from '../formats.ts';

export interface PurchaseLine {
	order_id: string;
	on: string;
	what: string;
	pool: string;
	price: string;
	state: string;
	is_bad: boolean;
	/** What must be known besides; '' for nothing. */
	note: string;
	has_receipt: boolean;
}

/** @param homes of the account's sites, by id */
export function purchaseLine(catalog: CatalogFile, purchase: Purchase, homes: ReadonlyMap<string, string>, language: string): PurchaseLine {
	const site = purchase.site_id === null ? undefined : homes.get(purchase.site_id);
	const home = site === undefined ? 'a site that is gone' : showHome(site);
	const plan = planOfSku(catalog, purchase.sku);
	const credits = showCount(purchase.credits, language);
	const given = purchase.credits > 0;
	return {
		order_id: purchase.order_id,
		on: showDate(purchase.at),
		what: purchase.kind === 'plan' ? `${plan?.name ?? purchase.sku} plan${given ? `, ${credits} credits` : ''}` : given ? `${credits} credits` : 'A pack of credits',
		pool: !given ? '' : purchase.pool === 'shared' ? 'Shared' : `Domain: ${home}`,
		price: showMoney(purchase.price_cents, purchase.currency),
		state: STATES[purchase.state],
		is_bad: purchase.state !== 'granted',
		note: noteOf(purchase, home, language),
		has_receipt: purchase.has_receipt,
	};
}

const STATES: Record<Purchase['state'], string> = {
	granted: 'Paid',
	partly_refunded: 'Refunded in part',
	refunded: 'Refunded',
	disputed: 'Disputed',
	not_granted: 'Given back',
};

function noteOf(purchase: Purchase, home: string, language: string): string {
	const taken = purchase.removed_credits > 0 ? ` ${showNumberOf(purchase.removed_credits, 'credit', 'credits', language)} taken back.` : '';
	const refunded = purchase.refunded_cents > 0 ? `${showMoney(purchase.refunded_cents, purchase.currency)} refunded.${taken}` : taken.trim();
	const reason = {
		offer_used: 'The first-time offer had been used: nothing was granted, and the payment is given back.',
		plan_in_force: 'The license had a plan in force: nothing was granted, and the payment is given back.',
		none: '',
	}[purchase.reason ?? 'none'];
	const moved = purchase.went_to_shared ? `Bought for ${home}, which was no longer connected: the credits went to Shared.` : '';
	return [reason, moved, refunded].filter(Boolean).join(' ');
}
