// GET /checkout/go: on to Polar's page. GET /checkout/done: where Polar sends the buyer back to, until the payment is here.
import Type from 'typebox';
import { findCheckout, type CheckoutRow } from '../../billing/checkouts.ts';
import { planOfSku } from '../../billing/apply-plan.ts';
import { showCount, type PageData } from '../../pages/render.ts';
import { Problem } from '../../problems.ts';
import type { Services } from '../../services.ts';
import type { App } from '../app.ts';
import { Uuid } from '../schemas.ts';
import { toQuery } from './connect-query.ts';
import type { Visitors } from './visitors.ts';

const REFRESH_S = 2;
const LATE_MS = 300_000;

export function checkoutPages(app: App, services: Services, visitors: Visitors): void {
	const { db, clock, catalog } = services;
	const Query = Type.Object({ account: Uuid, checkout: Uuid });

	async function find(query: { account: string; checkout: string }): Promise<CheckoutRow> {
		const row = await findCheckout(db, query.account, query.checkout);
		if (row === undefined) {
			throw new Problem('not_found', 'There is no such checkout.');
		}
		return row;
	}

	app.get('/checkout/go', { schema: { hide: true, querystring: Query } }, async (request, reply) => {
		const row = await find(request.query);
		if (row.url === null || row.status !== 'open') {
			return reply.redirect(`/checkout/done?account=${row.account_id}&checkout=${row.checkout_id}`, 303);
		}
		return visitors.page(request, reply, 'message', {
			title: 'On to the payment',
			text: 'Payments are handled by Polar, our reseller.',
			is_waiting: true,
			link: { to: row.url, label: 'Continue' },
			refresh: { after_s: 0, to: row.url },
		});
	});

	app.get('/checkout/done', { schema: { hide: true, querystring: Query } }, async (request, reply) => {
		const row = await find(request.query);
		const owner = await visitors.owner(request);
		if (row.status === 'granted' && row.connect_request !== null) {
			const query = toQuery(row.connect_request);
			return reply.redirect(
				owner?.account_id === row.account_id ? `/connect?${query}&license_id=${row.license_id}` : `/sign-in?${query}`,
				303,
			);
		}
		const is_late = clock().getTime() - row.created_at.getTime() > LATE_MS;
		return visitors.page(request, reply, 'message', pageOf(row, is_late, request.url));
	});

	function pageOf(row: CheckoutRow, is_late: boolean, here: string): PageData {
		const plan = planOfSku(catalog, row.sku);
		const pool = row.pool_id === row.license_id ? 'Shared' : 'Domain';
		const again = row.connect_request === null ? undefined : { to: `/plans?${toQuery(row.connect_request)}`, label: 'Back to the plans' };
		switch (row.status) {
			case 'granted':
				return {
					title: `+${showCount(row.credits)} ${pool} Credits`,
					text: 'They are on your account. You can close this tab and go back to your site: it shows them already.',
				};
			case 'refunded':
				return { title: 'Refunded', text: 'This payment was given back.', link: again };
			case 'expired':
			case 'failed':
				return {
					title: row.status === 'expired' ? 'This checkout has ended' : 'The payment did not go through',
					text: 'Nothing was charged. Start again from your site.',
					link: again,
				};
			case 'open':
			case 'paid': {
				const then = plan === undefined ? 'then your site shows the credits by itself; you can close this tab.' : `then you can connect your site to ${plan.name}.`;
				const late = `Still waiting? Write to ${catalog.support_email} and name the checkout ${row.checkout_id}. Nothing is lost.`;
				return {
					title: 'Waiting for the payment',
					text: is_late ? late : `It arrives within seconds; ${then}`,
					is_waiting: true,
					link: row.status === 'open' && row.url !== null ? { to: row.url, label: 'Open the payment page again' } : undefined,
					refresh: { after_s: REFRESH_S, to: here },
				};
			}
		}
	}
}
