// The catalog as one license sees it: what can be bought now, and why not.
import type { Catalog, LicenseStatus } from '../http/schemas.ts';
import type { CatalogFile, CatalogPack, CatalogPlan } from './catalog.ts';

export type UnavailableReason = NonNullable<Catalog['packs'][number]['unavailable_reason']>;

/** Where the account's first-time offer stands, seen from one license. */
export type OfferState = 'open' | 'claimed_elsewhere' | 'used';

/** Why a license cannot buy this pack now; null where it can. */
export function unavailableReason(pack: CatalogPack, status: LicenseStatus, offer: OfferState): UnavailableReason | null {
	if (status === 'free') {
		return 'plan_has_no_credits';
	}
	if (status === 'lapsed') {
		return 'license_lapsed';
	}
	if (pack.kind !== 'first_time_offer' || offer === 'open') {
		return null;
	}
	return offer === 'used' ? 'offer_used' : 'offer_claimed';
}

export function catalogFor(catalog: CatalogFile, status: LicenseStatus, offer: OfferState): Catalog {
	const { id, dated, currency, support_email, trial, plans, packs } = catalog;
	return {
		id,
		dated,
		currency,
		support_email,
		trial: { days: trial.days, credits: trial.credits },
		plans,
		packs: packs.map((pack) => {
			const unavailable_reason = unavailableReason(pack, status, offer);
			return { ...pack, available: unavailable_reason === null, unavailable_reason };
		}),
	};
}

/** The SKU under which a plan is sold. */
export function planSku(plan_id: string): string {
	return `plan_${plan_id}`;
}

/** The plan sold under this SKU. */
export function planOfSku(catalog: CatalogFile, sku: string): CatalogPlan | undefined {
	return catalog.plans.find((plan) => planSku(plan.id) === sku);
}
