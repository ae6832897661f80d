// GET /account: the licenses, their pools and sites, and the next step. GET and POST /account/plans: a first or a further license.
import Type from 'typebox';
import { beginPlanCheckout } from '../../../billing/choose-plan.ts';
import { ownedLicenses } from '../../../licensing/owner-licenses.ts';
import { licenseView, nextStep } from '../../../pages/account-view.ts';
import { planChoices } from '../../../pages/plan-view.ts';
import type { Services } from '../../../services.ts';
import type { App } from '../../app.ts';
import { PlanId } from '../plans-pages.ts';
import { languageOf, type Visitors } from '../visitors.ts';
import { DoneQuery, doneWords } from './done-words.ts';
import { ownerOf } from './signed-in.ts';

export function overviewPages(app: App, services: Services, visitors: Visitors): void {
	const { db, catalog, clock } = services;

	app.get('/account', { schema: { hide: true, querystring: Type.Object(DoneQuery) } }, async (request, reply) => {
		const now = clock();
		const language = languageOf(request);
		const licenses = await ownedLicenses(db, ownerOf(request).account_id, now);
		const views = licenses.map((license) => licenseView(catalog, license, now, language));
		return visitors.page(request, reply, 'account', {
			title: 'Your account',
			section: 'overview',
			done: doneWords(request.query.done),
			step: nextStep(views, now, language),
			views,
			has_domain_pools: catalog.domain_pools,
			can_add_license: licenses.length > 0 && (catalog.licenses_per_account === null || licenses.length < catalog.licenses_per_account),
		});
	});

	app.get('/account/plans', { schema: { hide: true } }, async (request, reply) =>
		visitors.page(request, reply, 'account-plans', { title: 'Plans', section: 'overview', cards: planChoices(catalog, undefined) }),
	);

	app.post('/account/plans', { schema: { hide: true, body: Type.Object({ plan: PlanId }) } }, async (request, reply) => {
		const { account_id } = ownerOf(request);
		const { checkout_id } = await beginPlanCheckout(services, { account_id, license_id: null }, request.body.plan);
		return reply.redirect(`/checkout/go?account=${account_id}&checkout=${checkout_id}`, 303);
	});
}
