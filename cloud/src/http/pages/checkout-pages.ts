// GET /checkout/go: on to Polar's page. GET /checkout/done: where Polar sends the buyer back to, until the payment is here.
//
// A page that waits asks again by itself, and its answer is held until there is news: what is on the screen, and read aloud
// from it, is replaced only then.
import { setTimeout as delay } from 'node:timers/promises';
import Type from 'typebox';
import { findCheckout, type CheckoutRow } from '../../billing/checkouts.ts';
import { planOfSku } from '../../catalog/offers.ts';
import type { Queryable } from '../../db/database.ts';
import { showCount, showHome } from '../../formats.ts';
import type { PageData } from '../../pages/render.ts';
import { Problem } from '../../problems.ts';
import type { Services } from '../../services.ts';
import type { App } from '../app.ts';
import { Uuid } from '../schemas.ts';
import { toQuery } from './destinations.ts';
import type { Visitors } from './visitors.ts';

const REFRESH_S = 1;
const LATE_MS = 300_000;
const LOOK_EVERY_MS = 250;
/** The first look is short, so that the page soon says something; those after it are held until there is news. */
const FIRST_HOLD_MS = 2_000;
const HOLD_MS = 20_000;

export function checkoutPages(app: App, services: Services, visitors: Visitors): void {
	const { db, clock, catalog } = services;
	const Query = Type.Object({ account: Uuid, checkout: Uuid });
	const closing = new AbortController();
	app.addHook('preClose', async () => closing.abort());

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

	/** Waits until the payment is here, at most so long, and no longer than the visitor or the service. */
	async function settled(query: { account: string; checkout: string }, patience_ms: number, gone: AbortSignal): Promise<CheckoutRow> {
		const signal = AbortSignal.any([closing.signal, gone, AbortSignal.timeout(patience_ms)]);
		for (;;) {
			const row = await find(query);
			if ((row.status !== 'open' && row.status !== 'paid') || signal.aborted) {
				return row;
			}
			await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
		}
	}

	const DoneQuery = Type.Object({ ...Query.properties, again: Type.Optional(Type.Literal('1')) });
	app.get('/checkout/done', { schema: { hide: true, querystring: DoneQuery } }, async (request, reply) => {
		const row = await settled(request.query, request.query.again === undefined ? FIRST_HOLD_MS : HOLD_MS, request.signal);
		const owner = await visitors.owner(request);
		if (row.status === 'granted' && row.connect_request !== null) {
			const query = toQuery(row.connect_request);
			return reply.redirect(
				owner?.account_id === row.account_id ? `/connect?${query}&license_id=${row.license_id}` : `/sign-in?${query}`,
				303,
			);
		}
		const is_late = clock().getTime() - row.created_at.getTime() > LATE_MS;
		const is_owner = owner?.account_id === row.account_id;
		return visitors.page(request, reply, 'message', pageOf(row, { is_late, is_owner, website: await websiteOf(db, row) }));
	});

	function pageOf(row: CheckoutRow, { is_late, is_owner, website }: { is_late: boolean; is_owner: boolean; website: string }): PageData {
		const plan = planOfSku(catalog, row.sku);
		const pool = row.pool_id === row.license_id ? 'Shared' : 'Domain';
		const account = is_owner ? { to: '/account', label: 'Your account' } : undefined;
		const again = row.connect_request === null ? account : { to: `/plans?${toQuery(row.connect_request)}`, label: 'Back to the plans' };
		switch (row.status) {
			case 'granted':
				return plan === undefined
					? {
							title: `+${showCount(row.credits)} ${pool} Credits`,
							text: `They are there for ${website}. You can close this tab and go back to your site: it shows them already.`,
							link: account,
						}
					: {
							title: `You have ${plan.name}`,
							text: 'The plan is active. Sites that are connected to the license go on by themselves; others connect with its license key.',
							link: is_owner ? { to: `/account/licenses/${row.license_id}`, label: 'Plan and key' } : undefined,
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
				const then =
					plan === undefined
						? `then ${website} shows the credits by itself; you can close this tab.`
						: row.connect_request === null
							? `then ${plan.name} is active.`
							: `then you can connect your site to ${plan.name}.`;
				const late = `Still waiting? Write to ${catalog.support_email} and name the checkout ${row.checkout_id}. Nothing is lost.`;
				return {
					title: 'Waiting for the payment',
					text: is_late ? late : `It arrives within seconds; ${then}`,
					is_waiting: true,
					link: row.status === 'open' && row.url !== null ? { to: row.url, label: 'Open the payment page again' } : undefined,
					refresh: { after_s: REFRESH_S, to: `/checkout/done?account=${row.account_id}&checkout=${row.checkout_id}&again=1` },
				};
			}
		}
	}
}

/** What the credits are for, as the page names it: the site, or what the whole license shares. */
async function websiteOf(db: Queryable, row: CheckoutRow): Promise<string> {
	if (row.pool_id === row.license_id || row.site_id === null) {
		return 'every website of the license';
	}
	const site = await db.query<{ home: string }>('SELECT home FROM sites WHERE account_id = $1 AND site_id = $2', [row.account_id, row.site_id]);
	return showHome(site.rows[0]?.home ?? '');
}
