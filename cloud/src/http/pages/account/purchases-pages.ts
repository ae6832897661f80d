// GET /account/purchases: what was bought, and where its credits went. Ways on to Polar: invoices and cards, one order's receipt.
import Type from 'typebox';
import { customerPortalUrl, receiptUrl } from '../../../billing/portal.ts';
import { listPurchases } from '../../../billing/purchases.ts';
import { ownedLicenses } from '../../../licensing/owner-licenses.ts';
import { purchaseLine } from '../../../pages/purchases-view.ts';
import { Problem } from '../../../problems.ts';
import type { Services } from '../../../services.ts';
import type { App } from '../../app.ts';
import { languageOf, type Visitors } from '../visitors.ts';
import { ownerOf } from './signed-in.ts';

const PER_PAGE = 50;

export function purchasesPages(app: App, services: Services, visitors: Visitors): void {
	const { db, catalog, clock, config } = services;

	const Query = Type.Object({ cursor: Type.Optional(Type.String({ maxLength: 300 })) });
	app.get('/account/purchases', { schema: { hide: true, querystring: Query } }, async (request, reply) => {
		const { account_id } = ownerOf(request);
		const { purchases, next_cursor } = await listPurchases(db, { account_id }, { cursor: request.query.cursor, per_page: PER_PAGE });
		const licenses = await ownedLicenses(db, account_id, clock());
		const homes = new Map(licenses.flatMap((license) => license.sites.map((site) => [site.site_id, site.home])));
		return visitors.page(request, reply, 'purchases', {
			title: 'Purchases',
			section: 'purchases',
			lines: purchases.map((purchase) => purchaseLine(catalog, purchase, homes, languageOf(request))),
			is_first: request.query.cursor === undefined,
			next: next_cursor === null ? undefined : `/account/purchases?${new URLSearchParams({ cursor: next_cursor }).toString()}`,
		});
	});

	// A form, because Polar is asked for a session of its own; the page leads on, as a form may not to another host.
	app.post('/account/portal', { schema: { hide: true } }, async (request, reply) => {
		try {
			const to = await customerPortalUrl(services, ownerOf(request).account_id, `${config.public_url}/account/purchases`);
			return await visitors.page(request, reply, 'message', onward('On to your invoices', to));
		} catch (error) {
			if (error instanceof Problem && error.code === 'not_found') {
				return visitors.page(request, reply, 'message', {
					title: 'There are no invoices yet',
					text: 'Invoices and the payment method are there after the first purchase.',
					link: { to: '/account/purchases', label: 'Back to the purchases' },
				});
			}
			throw error;
		}
	});

	const Params = Type.Object({ order_id: Type.String({ minLength: 1, maxLength: 100 }) });
	app.get('/account/receipts/:order_id', { schema: { hide: true, params: Params } }, async (request, reply) => {
		const to = await receiptUrl(services, ownerOf(request).account_id, request.params.order_id);
		return visitors.page(request, reply, 'message', onward('On to the receipt', to));
	});
}

function onward(title: string, to: string): { title: string; text: string; is_waiting: true; link: { to: string; label: string }; refresh: { after_s: number; to: string } } {
	return { title, text: 'Payments are handled by Polar, our reseller.', is_waiting: true, link: { to, label: 'Continue' }, refresh: { after_s: 0, to } };
}
