// GET /account/licenses/{id}: a license's plan and key. Its forms: choose, change, cancel or keep the plan; make a key.
import Type from 'typebox';
import { beginPlanCheckout } from '../../../billing/choose-plan.ts';
import { cancelPlan, changePlan, readPlanState, uncancelPlan } from '../../../billing/plan-changes.ts';
import { planOf } from '../../../catalog/catalog.ts';
import { showDate } from '../../../formats.ts';
import { createLicenseKey } from '../../../licensing/license-keys.ts';
import { licenseView } from '../../../pages/account-view.ts';
import { changeWords, planChoices, wishWords } from '../../../pages/plan-view.ts';
import { Problem } from '../../../problems.ts';
import type { Services } from '../../../services.ts';
import type { App } from '../../app.ts';
import { Uuid } from '../../schemas.ts';
import { PlanId } from '../plans-pages.ts';
import { languageOf, type Visitors } from '../visitors.ts';
import { DoneQuery, doneWords, type Done } from './done-words.ts';
import { findLicense } from './owned.ts';
import { ownerOf } from './signed-in.ts';

/** A wish is carried out within a second: a page that shows one looks again, for so long. */
const LOOK_AGAIN_S = 3;
const LOOK_AGAIN_FOR_MS = 30_000;

const Params = Type.Object({ license_id: Uuid });

export function licensePages(app: App, services: Services, visitors: Visitors): void {
	const { db, catalog, clock } = services;
	const addressOf = (license_id: string, done?: Done): string => `/account/licenses/${license_id}${done === undefined ? '' : `?done=${done}`}`;

	app.get('/account/licenses/:license_id', { schema: { hide: true, params: Params, querystring: Type.Object(DoneQuery) } }, async (request, reply) => {
		const now = clock();
		const { account_id } = ownerOf(request);
		const license = await findLicense(services, account_id, request.params.license_id);
		const { subscription, change } = await readPlanState(db, license_of(account_id, license.license_id));
		const is_waiting = change?.state === 'pending' && now.getTime() - change.asked_at.getTime() < LOOK_AGAIN_FOR_MS;
		const view = licenseView(catalog, license, now, languageOf(request));
		return visitors.page(request, reply, 'license', {
			title: `${view.plan_name} license`,
			section: 'overview',
			done: doneWords(request.query.done),
			view,
			is_paid: license.status === 'active',
			// A plan that was given without a subscription is nothing that can be cancelled here.
			subscription: license.status === 'active' ? subscription : null,
			next_plan: subscription?.next_plan == null ? undefined : planOf(catalog, subscription.next_plan).name,
			wish: change === null ? undefined : wishWords(catalog, change),
			wish_failed: change?.state === 'failed',
			cards: planChoices(catalog, license),
			...(is_waiting ? { refresh: { after_s: LOOK_AGAIN_S, to: addressOf(license.license_id) } } : {}),
		});
	});

	app.post('/account/licenses/:license_id/plan', { schema: { hide: true, params: Params, body: Type.Object({ plan: PlanId }) } }, async (request, reply) => {
		const { account_id } = ownerOf(request);
		const { license_id } = await findLicense(services, account_id, request.params.license_id);
		const { checkout_id } = await beginPlanCheckout(services, license_of(account_id, license_id), request.body.plan);
		return reply.redirect(`/checkout/go?account=${account_id}&checkout=${checkout_id}`, 303);
	});

	const Choice = Type.Object({ plan: PlanId });
	app.get('/account/licenses/:license_id/change', { schema: { hide: true, params: Params, querystring: Choice } }, async (request, reply) => {
		const license = await findLicense(services, ownerOf(request).account_id, request.params.license_id);
		const to = catalog.plans.find((plan) => plan.id === request.query.plan && plan.price_cents > 0);
		if (to === undefined || to.id === license.plan || license.status !== 'active') {
			throw new Problem('not_found', 'This license cannot be changed to such a plan.');
		}
		return visitors.page(request, reply, 'confirm', {
			title: `Change to ${to.name}`,
			section: 'overview',
			paragraphs: changeWords(catalog, license, to, license.paid_until === null ? '' : showDate(license.paid_until)),
			action: `${addressOf(license.license_id)}/change`,
			fields: { plan: to.id },
			button: `Change to ${to.name}`,
			back: addressOf(license.license_id),
		});
	});

	app.post('/account/licenses/:license_id/change', { schema: { hide: true, params: Params, body: Choice } }, async (request, reply) => {
		const { account_id } = ownerOf(request);
		const { license_id } = await findLicense(services, account_id, request.params.license_id);
		try {
			await changePlan(services, license_of(account_id, license_id), request.body.plan);
		} catch (error) {
			// Sent a second time, after the first was carried out.
			if (!(error instanceof Problem) || error.code !== 'invalid_request') {
				throw error;
			}
		}
		return reply.redirect(addressOf(license_id, 'plan_changed'), 303);
	});

	app.get('/account/licenses/:license_id/cancel', { schema: { hide: true, params: Params } }, async (request, reply) => {
		const license = await findLicense(services, ownerOf(request).account_id, request.params.license_id);
		const { name } = planOf(catalog, license.plan);
		return visitors.page(request, reply, 'confirm', {
			title: `Cancel ${name}`,
			section: 'overview',
			paragraphs: [
				license.paid_until === null ? `${name} ends when what is paid ends.` : `${name} stays until ${showDate(license.paid_until)}, which is paid. Nothing is charged after that.`,
				'Then your credits are kept, but cannot be spent until you start a plan again. License key, sites and settings stay.',
			],
			action: `${addressOf(license.license_id)}/cancel`,
			fields: {},
			button: `Cancel ${name}`,
			back: addressOf(license.license_id),
		});
	});

	for (const [what, does, done] of [
		['cancel', cancelPlan, 'plan_cancelled'],
		['keep', uncancelPlan, 'plan_kept'],
	] as const) {
		app.post(`/account/licenses/:license_id/${what}`, { schema: { hide: true, params: Params } }, async (request, reply) => {
			const { account_id } = ownerOf(request);
			const { license_id } = await findLicense(services, account_id, request.params.license_id);
			await does(services, license_of(account_id, license_id));
			return reply.redirect(addressOf(license_id, done), 303);
		});
	}

	app.post('/account/licenses/:license_id/key', { schema: { hide: true, params: Params } }, async (request, reply) => {
		const { account_id } = ownerOf(request);
		const { license_id } = await findLicense(services, account_id, request.params.license_id);
		const key = await db.transaction((tx) => createLicenseKey(tx, account_id, license_id, clock()));
		return visitors.page(request, reply, 'key', {
			title: 'Your license key',
			section: 'overview',
			key,
			next: { to: addressOf(license_id), label: 'I have kept it' },
		});
	});
}

const license_of = (account_id: string, license_id: string): { account_id: string; license_id: string } => ({ account_id, license_id });
