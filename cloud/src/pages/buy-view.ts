// What an owner can buy for a pool, and for which pools: the packs with their price per credit, and why one cannot be had.
import type { CatalogFile } from '../catalog/catalog.ts';
import { unavailableReason, type OfferState, type UnavailableReason } from '../catalog/offers.ts';
import { showMoney } from '../formats.ts';
import type { OwnedLicense, OwnedSite } from '../licensing/owner-licenses.ts';
import { planOf } from '../catalog/catalog.ts';
import { siteName } from './account-view.ts';

/** A pool that packs are sold for: a license's Shared, or a connected site's. */
export interface BuyTarget {
	pool_id: string;
	license: OwnedLicense;
	/** Null: Shared. */
	site: OwnedSite | null;
	/** As the menu names it. */
	label: string;
}

export interface PackChoice {
	sku: string;
	credits: number;
	price: string;
	/** "$0.0050": four decimals, so that packs can be compared. */
	per_credit: string;
	is_offer: boolean;
	/** Why it cannot be had; undefined where it can. */
	refusal: string | undefined;
}

export function buyTargets(catalog: CatalogFile, licenses: readonly OwnedLicense[]): BuyTarget[] {
	const is_one = licenses.length === 1;
	return licenses.flatMap((license) => {
		const { name } = planOf(catalog, license.plan);
		const sites = catalog.domain_pools ? license.sites.filter((site) => site.is_connected) : [];
		return [
			{ pool_id: license.license_id, license, site: null, label: is_one ? 'Shared: all websites of your license' : `Shared: all websites of your ${name} license (${seatsOf(license)})` },
			...sites.map((site) => ({ pool_id: site.site_id, license, site, label: `Domain: ${siteName(site.home, site.name)}` })),
		];
	});
}

function seatsOf(license: OwnedLicense): string {
	const connected = license.sites.filter((site) => site.is_connected);
	return connected[0] === undefined ? 'no site yet' : connected.length === 1 ? siteName(connected[0].home, '') : `${connected.length} sites`;
}

export function packChoices(catalog: CatalogFile, target: BuyTarget, offer: OfferState): PackChoice[] {
	const kind = target.site === null ? 'shared' : 'domain';
	return catalog.packs
		.filter((pack) => pack.pool === kind)
		.map((pack) => {
			const reason = unavailableReason(pack, target.license.status, offer);
			return {
				sku: pack.sku,
				credits: pack.credits,
				price: showMoney(pack.price_cents, catalog.currency),
				per_credit: new Intl.NumberFormat('en-US', { style: 'currency', currency: catalog.currency, minimumFractionDigits: 4, maximumFractionDigits: 4 }).format(
					pack.price_cents / 100 / pack.credits,
				),
				is_offer: pack.kind === 'first_time_offer',
				refusal: reason === null ? undefined : REFUSALS[reason],
			};
		});
}

export const REFUSALS: Record<UnavailableReason, string> = {
	offer_used: 'First purchase only: this account has bought a pack before.',
	offer_claimed: 'First purchase only: another checkout of this account has it now.',
	license_lapsed: 'Packs are sold to licenses with a plan: start one first. Your credits are kept.',
	plan_has_no_credits: 'The free plan has no AI credits: choose a plan first.',
};
