// What follows when an owner chooses a plan for a site: a checkout, or a license that the site can be connected to at once.
import { lockAccount } from '../licensing/accounts.ts';
import type { ConnectRequest } from '../licensing/connect-request.ts';
import { licenseForHome } from '../licensing/licenses.ts';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import { openAtPolar, writePlanCheckout, type CheckoutRow } from './checkouts.ts';

export type PlanChoice = { next: 'pay'; checkout: CheckoutRow } | { next: 'connect'; license_id: string };

/**
 * A license whose plan is paid for is not sold another: the site is connected to it instead. The free plan costs nothing and
 * takes nothing away from a license that is trialing or lapsed.
 * @throws Problem `not_found` (no such plan), `unavailable`, `provider_failed`
 */
export async function choosePlan(services: Services, account_id: string, plan_id: string, request: ConnectRequest): Promise<PlanChoice> {
	const { db, catalog, clock } = services;
	const plan = catalog.plans.find((one) => one.id === plan_id);
	if (plan === undefined) {
		throw new Problem('not_found', 'The catalog has no such plan.');
	}
	const choice = await db.transaction(async (tx): Promise<PlanChoice> => {
		await lockAccount(tx, account_id);
		const { license_id, status } = await licenseForHome(tx, catalog, account_id, request.home, clock());
		if (plan.price_cents === 0 || status === 'active') {
			return { next: 'connect', license_id };
		}
		return { next: 'pay', checkout: await writePlanCheckout(tx, services, { account_id, license_id }, plan.id, request) };
	});
	return choice.next === 'pay' ? { next: 'pay', checkout: await openAtPolar(services, choice.checkout) } : choice;
}
