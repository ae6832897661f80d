// GET /plans: the plans for a site. POST /plans/choose: on to the payment, or to the connection.
import Type from 'typebox';
import { choosePlan } from '../../billing/choose-plan.ts';
import { ConnectRequest, readConnectRequest } from '../../licensing/connect-request.ts';
import { homeIdentity } from '../../licensing/home.ts';
import { licensesOf } from '../../licensing/licenses.ts';
import { plansView } from '../../pages/plans-view.ts';
import type { Services } from '../../services.ts';
import type { App } from '../app.ts';
import { toQuery } from './destinations.ts';
import type { Visitors } from './visitors.ts';

export const PlanId = Type.String({ pattern: '^[a-z0-9_]{1,40}$' });

export function plansPages(app: App, services: Services, visitors: Visitors): void {
	app.get('/plans', { schema: { hide: true, querystring: ConnectRequest } }, async (request, reply) => {
		const asked = readConnectRequest(request.query);
		const owner = await visitors.owner(request);
		const licenses = owner === undefined ? [] : await licensesOf(services.db, owner.account_id, asked.home, services.clock());
		const view = plansView(services.catalog, licenses);
		return visitors.page(request, reply, 'plans', { title: 'Plans', site: homeIdentity(asked.home), view });
	});

	const Choice = Type.Object({ plan: PlanId });
	app.post('/plans/choose', { schema: { hide: true, querystring: ConnectRequest, body: Choice } }, async (request, reply) => {
		const asked = readConnectRequest(request.query);
		const owner = await visitors.owner(request);
		return reply.redirect(
			owner === undefined
				? `/sign-in?${toQuery(asked)}&plan=${request.body.plan}`
				: await afterChoice(services, owner.account_id, request.body.plan, asked),
			303,
		);
	});
}

/** Where an owner goes who chose a plan. */
export async function afterChoice(services: Services, account_id: string, plan: string, asked: ConnectRequest): Promise<string> {
	const choice = await choosePlan(services, account_id, plan, asked);
	return choice.next === 'connect'
		? `/connect?${toQuery(asked)}&license_id=${choice.license_id}`
		: `/checkout/go?account=${account_id}&checkout=${choice.checkout.checkout_id}`;
}
