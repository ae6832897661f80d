// What the plans page shows: the licenses that the site can be connected to, and the plans that can be chosen for it.
import { planOf, type CatalogFile } from '../catalog/catalog.ts';
import { showDate } from '../formats.ts';
import type { License } from '../licensing/licenses.ts';
import { featuresOf, priceOf } from './plan-view.ts';

export interface LicensePanel {
	license_id: string;
	plan_name: string;
	/** What stands under the name: how it is, and its seats. */
	about: string;
	has_seat: boolean;
}

export interface PlanCard {
	id: string;
	name: string;
	price: string;
	per: string;
	features: string[];
	is_current: boolean;
	/** Undefined where this plan cannot be chosen for the site now. */
	button: string | undefined;
	is_primary: boolean;
}

export interface PlansView {
	panels: LicensePanel[];
	cards: PlanCard[];
	/** The site's license where it is paid for: another plan is not sold beside it. */
	paid_license_id: string | undefined;
}

/** @param licenses the owner's, the site's own first; empty while nobody is signed in */
export function plansView(catalog: CatalogFile, licenses: License[]): PlansView {
	const own = licenses.find((license) => license.has_home);
	const is_paid = own?.status === 'active';
	const connectable = licenses.filter((license) => license.has_home || license.status === 'active' || license.status === 'trialing');
	const panels = connectable.filter((license) => license.plan !== 'free').map((license) => panelOf(catalog, license));
	const first_paid = catalog.plans.find((plan) => plan.price_cents > 0);
	const cards = catalog.plans.map((plan) => {
		const is_current = own !== undefined && own.plan === plan.id && (own.status === 'active' || own.status === 'free');
		const can_choose = !is_paid && !(plan.price_cents === 0 && own !== undefined && own.plan !== 'free');
		return {
			id: plan.id,
			name: plan.name,
			...priceOf(catalog, plan),
			features: featuresOf(plan),
			is_current,
			button: can_choose ? `Choose ${plan.name}` : undefined,
			is_primary: plan.id === first_paid?.id && !panels.some((panel) => panel.has_seat),
		};
	});
	return { panels, cards, paid_license_id: is_paid ? own.license_id : undefined };
}

function panelOf(catalog: CatalogFile, license: License): LicensePanel {
	const plan = planOf(catalog, license.plan);
	const status: Record<License['status'], string> = {
		active: 'Active',
		trialing: `Trial until ${license.trial_ends_at === null ? '' : showDate(license.trial_ends_at)}`,
		lapsed: 'No active plan: its credits are kept, and can be spent with a plan',
		free: 'Free',
	};
	return {
		license_id: license.license_id,
		plan_name: plan.name,
		about: `${status[license.status]} · ${license.sites_used} of ${plan.sites} ${plan.sites === 1 ? 'site' : 'sites'} connected`,
		has_seat: license.has_home || license.sites_used < plan.sites,
	};
}
