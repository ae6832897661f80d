// POST /v1/checkouts: begins the purchase of a pack. GET /v1/checkouts/{id}: how it stands, while it is watched.
import { beginPackCheckout, findCheckout, showCheckout, type CheckoutRow } from '../billing/checkouts.ts';
import { readBalance } from '../ledger/balance.ts';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import type { Operation } from './app.ts';
import { connectedSite, type ConnectedSite } from './authenticate-site.ts';
import { CheckoutAnswer, CheckoutRequest, Exact, Uuid, type Balance, type Checkout } from './schemas.ts';

const security = [{ site_token: [] }];

export const checkouts: Operation = (app, services) => {
	app.post(
		'/v1/checkouts',
		{
			config: { auth: 'site' },
			schema: { operationId: 'beginCheckout', security, body: CheckoutRequest, response: { 200: CheckoutAnswer } },
		},
		async (request) => {
			const site = connectedSite(request);
			return answer(services, site, await beginPackCheckout(services, site, request.body));
		},
	);

	app.get(
		'/v1/checkouts/:id',
		{
			config: { auth: 'site' },
			schema: { operationId: 'readCheckout', security, params: Exact({ id: Uuid }), response: { 200: CheckoutAnswer } },
		},
		async (request) => {
			const site = connectedSite(request);
			const row = await findCheckout(services.db, site.account_id, request.params.id);
			if (row === undefined || row.license_id !== site.license_id) {
				throw new Problem('not_found', 'This license has no such checkout.');
			}
			return answer(services, site, row);
		},
	);
};

/** The balance is read after the checkout: one that says "granted" comes with its credits. */
async function answer(services: Services, site: ConnectedSite, row: CheckoutRow): Promise<{ checkout: Checkout; balance: Balance }> {
	const checkout = showCheckout(row);
	const balance = await readBalance(services.db, site.account_id, site.site_id, services.clock());
	if (balance === undefined) {
		throw new Problem('not_found', 'This site is gone.');
	}
	return { checkout, balance };
}
