// What an owner is offered for the plan of a license: which plans, at what price, and what choosing one does.
import { planOf, type CatalogFile, type CatalogPlan } from '../catalog/catalog.ts';
import { showCount, showMoney } from '../formats.ts';
import type { PlanState } from '../billing/plan-changes.ts';
import type { OwnedLicense } from '../licensing/owner-licenses.ts';

export interface PlanChoice {
	id: string;
	name: string;
	price: string;
	per: string;
	features: string[];
	is_current: boolean;
}

/** The paid plans, as they are for a license; without one, for a new license. */
export function planChoices(catalog: CatalogFile, license: Pick<OwnedLicense, 'plan' | 'status'> | undefined): PlanChoice[] {
	return catalog.plans
		.filter((plan) => plan.price_cents > 0)
		.map((plan) => ({
			id: plan.id,
			name: plan.name,
			...priceOf(catalog, plan),
			features: featuresOf(plan),
			is_current: license?.plan === plan.id && license.status === 'active',
		}));
}

export function priceOf(catalog: CatalogFile, plan: CatalogPlan): { price: string; per: string } {
	return { price: showMoney(plan.price_cents, catalog.currency), per: plan.interval === null ? '' : `per ${plan.interval}` };
}

export function featuresOf(plan: CatalogPlan): string[] {
	const sites = plan.sites === 1 ? '1 website' : `Up to ${plan.sites} websites`;
	if (plan.price_cents === 0) {
		return [sites, 'Editing by hand, templates and local analysis'];
	}
	const credits = plan.credits > 0 ? [`${showCount(plan.credits)} AI credits included, once`] : [];
	return [sites, ...credits, 'Every AI feature', 'Buy more credits at any time'];
}

/** What a change of plan does, told before it is asked for. */
export function changeWords(catalog: CatalogFile, license: OwnedLicense, to: CatalogPlan, paid_until: string): string[] {
	const from = planOf(catalog, license.plan);
	const connected = license.sites.filter((site) => site.is_connected).length;
	const price = `${showMoney(to.price_cents, catalog.currency)}${to.interval === null ? '' : ` per ${to.interval}`}, plus tax where due`;
	const is_dearer = to.price_cents > from.price_cents;
	const more = to.credits - from.credits;
	return [
		is_dearer
			? `${to.name} costs ${price}. It begins at once, and the difference for the time that is already paid is charged now.`
			: `${to.name} costs ${price}. It begins when what is paid ends, on ${paid_until}; nothing is charged now.`,
		...(is_dearer && more > 0 ? [`${showCount(more)} more Shared Credits come with it, once.`] : []),
		...(connected > to.sites
			? [`${connected} sites are connected, and ${to.name} has ${to.sites}. All of them go on working; no other can be connected until you have disconnected ${connected - to.sites}.`]
			: []),
		'License key, sites and credits stay as they are.',
	];
}

/** What became of the owner's last wish, while it is not done. */
export function wishWords(catalog: CatalogFile, change: NonNullable<PlanState['change']>): string {
	const what = { change_plan: `The change to ${planOf(catalog, change.plan ?? '').name}`, cancel_plan: 'The cancellation', uncancel_plan: 'Keeping the plan' }[change.kind];
	if (change.state === 'pending') {
		return `${what} is under way.`;
	}
	return change.failure === 'payment_failed'
		? `${what} could not be paid, and nothing was changed. Update the payment method, then try again.`
		: `${what} was refused by the payment service, and nothing was changed. Try again, or write to ${catalog.support_email}.`;
}
