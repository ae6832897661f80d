// GET and POST /account/buy: a pack for any pool of the account. It names account and website before anything is paid.
import { createHash, randomUUID } from 'node:crypto';
import Type from 'typebox';
import { beginPackCheckout } from '../../../billing/checkouts.ts';
import { offerState } from '../../../billing/first-purchase.ts';
import { packOf } from '../../../catalog/catalog.ts';
import { ownedLicenses } from '../../../licensing/owner-licenses.ts';
import { buyTargets, packChoices, REFUSALS, type BuyTarget } from '../../../pages/buy-view.ts';
import type { PageData } from '../../../pages/render.ts';
import { Problem } from '../../../problems.ts';
import type { Services } from '../../../services.ts';
import type { App } from '../../app.ts';
import { Uuid } from '../../schemas.ts';
import type { Visitors } from '../visitors.ts';
import { ownerOf } from './signed-in.ts';

export function buyPages(app: App, services: Services, visitors: Visitors): void {
	const { db, catalog, clock } = services;

	async function targetsOf(account_id: string): Promise<BuyTarget[]> {
		return buyTargets(catalog, await ownedLicenses(db, account_id, clock()));
	}

	async function buyPage(account_id: string, targets: BuyTarget[], target: BuyTarget | undefined, more: { notice?: string; sku?: string | undefined } = {}): Promise<PageData> {
		const packs = target === undefined ? [] : packChoices(catalog, target, await offerState(db, account_id, target.license.license_id, clock()));
		const open = packs.filter((pack) => pack.refusal === undefined);
		const first = open.find((pack) => !pack.is_offer) ?? open[0];
		return {
			title: 'Buy credits',
			section: 'buy',
			targets,
			target,
			packs,
			chosen: more.sku ?? first?.sku,
			can_buy: first !== undefined,
			// Of every pack alike, so that it is said once.
			refusal: first === undefined ? packs.find((pack) => !pack.is_offer)?.refusal : undefined,
			has_offer: packs.some((pack) => pack.is_offer && pack.refusal === undefined),
			intent: randomUUID(),
			notice: more.notice,
		};
	}

	const Query = Type.Object({ pool: Type.Optional(Uuid) });
	app.get('/account/buy', { schema: { hide: true, querystring: Query } }, async (request, reply) => {
		const { account_id } = ownerOf(request);
		const { pool } = request.query;
		const targets = await targetsOf(account_id);
		const target = targets.find((one) => (pool === undefined ? canBuy(one) : one.pool_id === pool)) ?? (pool === undefined ? targets[0] : undefined);
		if (target === undefined && targets.length > 0) {
			throw new Problem('not_found', 'The account has no such pool.');
		}
		return visitors.page(request, reply, 'buy', await buyPage(account_id, targets, target));
	});

	const Form = Type.Object({ pool: Uuid, sku: Type.Optional(Type.String({ pattern: '^[a-z0-9_]{1,60}$' })), intent: Uuid });
	app.post('/account/buy', { schema: { hide: true, body: Form } }, async (request, reply) => {
		const { account_id } = ownerOf(request);
		const { pool, sku, intent } = request.body;
		const targets = await targetsOf(account_id);
		const target = targets.find((one) => one.pool_id === pool);
		if (target === undefined) {
			throw new Problem('not_found', 'The account has no such pool.');
		}
		const refuse = async (status: number, notice: string): Promise<unknown> => {
			reply.code(status);
			return visitors.page(request, reply, 'buy', await buyPage(account_id, targets, target, { notice, sku }));
		};
		const pack = sku === undefined ? undefined : packOf(catalog, sku);
		if (pack === undefined || pack.pool !== (target.site === null ? 'shared' : 'domain')) {
			return refuse(400, 'Choose a pack.');
		}
		const buyer = { account_id, license_id: target.license.license_id, site_id: target.site?.site_id ?? null };
		try {
			const row = await beginPackCheckout(services, buyer, { id: checkoutId(intent, pool, pack.sku), sku: pack.sku });
			return await reply.redirect(`/checkout/go?account=${account_id}&checkout=${row.checkout_id}`, 303);
		} catch (error) {
			if (error instanceof Problem && isReason(error.code)) {
				return refuse(error.status, REFUSALS[error.code]);
			}
			throw error;
		}
	});
}

const canBuy = ({ license }: BuyTarget): boolean => license.status === 'active' || license.status === 'trialing';

const isReason = (code: string): code is keyof typeof REFUSALS => code in REFUSALS;

/** One form sent twice for one pack is one checkout; another pack on it is another. */
function checkoutId(intent: string, pool: string, sku: string): string {
	const hex = createHash('sha256').update(`${intent} ${pool} ${sku}`).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
