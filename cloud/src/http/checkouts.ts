// POST /v1/checkouts: begins the purchase of a pack. GET /v1/checkouts/{id}: how it stands, while it is watched.
// GET /v1/checkouts?state=open: those that this site began and that are not settled yet.
import { beginPackCheckout, findCheckout, showCheckout, type CheckoutRow } from '../billing/checkouts.ts';
import { unsettledCheckouts } from '../billing/unsettled-checkouts.ts';
import { packOf } from '../catalog/catalog.ts';
import { sharedIsHidden } from '../licensing/shared-is-hidden.ts';
import { readBalance } from '../ledger/balance.ts';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import type { Operation } from './app.ts';
import { connectedSite, type ConnectedSite } from './authenticate-site.ts';
import { CheckoutAnswer, CheckoutRequest, Exact, Uuid, type Balance, type Checkout } from './schemas.ts';
import { OpenCheckouts } from './usage-schemas.ts';
import { Word } from '../shapes.ts';

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
			await refuseHidden(services, site, request.body.sku);
			return answer(services, site, await beginPackCheckout(services, site, request.body));
		},
	);

	app.get(
		'/v1/checkouts',
		{
			config: { auth: 'site' },
			schema: { operationId: 'listOpenCheckouts', security, querystring: Exact({ state: Word('open') }), response: { 200: OpenCheckouts } },
		},
		async (request) => {
			const site = connectedSite(request);
			const rows = await unsettledCheckouts(services.db, site, services.clock());
			return { checkouts: rows.map(showCheckout), balance: await balanceOf(services, site) };
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

/** @throws Problem `forbidden`: the owner keeps buying for the Shared pool from the people of this site. */
async function refuseHidden({ db, catalog }: Services, site: ConnectedSite, sku: string): Promise<void> {
	if (packOf(catalog, sku)?.pool === 'shared' && (await sharedIsHidden(db, site))) {
		throw new Problem('forbidden', 'Shared Credits are not bought from this site: its owner buys them.');
	}
}

/** The balance is read after the checkout: one that says "granted" comes with its credits. */
async function answer(services: Services, site: ConnectedSite, row: CheckoutRow): Promise<{ checkout: Checkout; balance: Balance }> {
	return { checkout: showCheckout(row), balance: await balanceOf(services, site) };
}

async function balanceOf({ db, clock }: Services, site: ConnectedSite): Promise<Balance> {
	const balance = await readBalance(db, site.account_id, site.site_id, clock());
	if (balance === undefined) {
		throw new Problem('not_found', 'This site is gone.');
	}
	return balance;
}
