// GET /v1/purchases: what was bought for this site and for the Shared pool of its license, newest first.
import type { Static } from 'typebox';
import { listPurchases, type Purchase as Bought } from '../billing/purchases.ts';
import type { Operation } from './app.ts';
import { connectedSite } from './authenticate-site.ts';
import { PurchasesPage, PurchasesQuery, type Purchase } from './usage-schemas.ts';
import { sharedIsHidden } from '../licensing/shared-is-hidden.ts';

export const purchases: Operation = (app, { db, config }) => {
	app.get(
		'/v1/purchases',
		{
			config: { auth: 'site' },
			schema: {
				operationId: 'listPurchases',
				description: 'A site that hides Shared is told of its own pool only: its pages may then be shorter.',
				security: [{ site_token: [] }],
				querystring: PurchasesQuery,
				response: { 200: PurchasesPage },
			},
		},
		async (request) => {
			const { account_id, license_id, site_id } = connectedSite(request);
			const page = await listPurchases(db, { account_id, license_id, site_id }, { cursor: request.query.cursor });
			const is_hidden = await sharedIsHidden(db, { account_id, site_id });
			const told = is_hidden ? page.purchases.filter((purchase) => purchase.pool === 'domain') : page.purchases;
			return { purchases: told.map((purchase) => show(purchase, config.public_url)), next_cursor: page.next_cursor };
		},
	);
};

/** The receipt is shown by a page of the account, to its owner: its address at Polar is for nobody else. */
function show({ license_id: _license_id, site_id: _site_id, has_receipt, at, ...purchase }: Bought, public_url: string): Static<typeof Purchase> {
	return {
		...purchase,
		at: at.toISOString(),
		receipt_url: has_receipt ? `${public_url}/account/receipts/${encodeURIComponent(purchase.order_id)}` : null,
	};
}
