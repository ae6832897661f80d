/* What a purchase costs: the price, and the tax that the buyer's country adds to it. */

import type { models } from '@polar-sh/sdk/2026-10';

/** The countries that the test checkout knows, with their tax in percent; in every other one none is due. */
export const COUNTRIES: { code: models.CountryAlpha2; name: string; tax_percent: number }[] = [
	{ code: 'US', name: 'United States (no tax)', tax_percent: 0 },
	{ code: 'CA', name: 'Canada (5 % tax)', tax_percent: 5 },
	{ code: 'FR', name: 'France (20 % tax)', tax_percent: 20 },
	{ code: 'DE', name: 'Germany (19 % tax)', tax_percent: 19 },
	{ code: 'IL', name: 'Israel (18 % tax)', tax_percent: 18 },
	{ code: 'ES', name: 'Spain (21 % tax)', tax_percent: 21 },
	{ code: 'GB', name: 'United Kingdom (20 % tax)', tax_percent: 20 },
];

export const DEFAULT_COUNTRY = 'US' satisfies models.CountryAlpha2;

/** Amounts in the currency's smallest unit. */
export interface Cost {
	amount: number;
	net_amount: number;
	tax_amount: number;
	total_amount: number;
}

/** Tax comes on top of the price and is rounded to the smallest unit. */
export function quote(amount: number, country: string): Cost {
	const percent = COUNTRIES.find(({ code }) => code === country)?.tax_percent ?? 0;
	const tax = Math.round((amount * percent) / 100);
	return { amount, net_amount: amount, tax_amount: tax, total_amount: amount + tax };
}

/** The part of an order's tax that goes back with a refund of `amount` (net): all that is left with the last of it. */
export function refundedTax(
	order: Pick<models.Order, 'net_amount' | 'tax_amount' | 'refundable_amount' | 'refundable_tax_amount'>,
	amount: number,
): number {
	return amount === order.refundable_amount
		? order.refundable_tax_amount
		: Math.round((amount * order.tax_amount) / order.net_amount);
}
