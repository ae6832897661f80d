// What buyers, banks and the shop do at the Polar sandbox, and the service's rounds that follow, one by one.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { applyOrder, refreshOrder, type OrderOutcome } from '../../src/billing/apply-order.ts';
import { pollDisputes } from '../../src/billing/apply-dispute.ts';
import { beginPlanCheckout } from '../../src/billing/choose-plan.ts';
import { doTasks } from '../../src/billing/do-tasks.ts';
import type { PolarOrder } from '../../src/billing/polar-shapes.ts';
import type { Checkout } from '../../src/http/schemas.ts';
import type { Cloud, ConnectedTestSite } from './cloud.ts';

interface PaidOrder {
	id: string;
	subscription_id: string | null;
}

export class Shop {
	readonly #cloud: Cloud;

	constructor(cloud: Cloud) {
		this.#cloud = cloud;
	}

	/** One of the sandbox's own controls. */
	async control<T>(path: string, body: object = {}): Promise<T> {
		const response = await fetch(`${this.#cloud.polar.url}/_sandbox${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		const text = await response.text();
		assert.ok(response.ok, `${path}: ${response.status} ${text}`);
		return JSON.parse(text) as T;
	}

	/** What Polar's API answers. */
	async read<T>(path: string): Promise<T> {
		const response = await fetch(this.#cloud.polar.url + path, {
			headers: { authorization: `Bearer ${this.#cloud.services.config.polar.access_token}` },
		});
		assert.ok(response.ok, `${path}: ${response.status}`);
		return (await response.json()) as T;
	}

	async pay(checkout: { id: string }, how: object = {}): Promise<PaidOrder> {
		const row = await this.#cloud.services.db.query<{ polar_checkout_id: string }>('SELECT polar_checkout_id FROM checkouts WHERE checkout_id = $1', [checkout.id]);
		return (await this.control<{ order: PaidOrder }>(`/checkouts/${row.rows[0]?.polar_checkout_id ?? ''}/pay`, how)).order;
	}

	/** A pack bought and applied. */
	async buy(site: ConnectedTestSite, sku: string, how: object = {}): Promise<PaidOrder & { checkout: Checkout }> {
		const checkout = await this.#cloud.checkout(site, sku);
		const order = await this.pay(checkout, how);
		assert.equal(await refreshOrder(this.#cloud.services, order.id), 'applied');
		return { ...order, checkout };
	}

	/** A plan paid for, not yet applied. */
	async payPlan(site: ConnectedTestSite, plan: string): Promise<{ order_id: string; subscription_id: string }> {
		const row = await beginPlanCheckout(this.#cloud.services, site, plan);
		const order = await this.pay({ id: row.checkout_id });
		return { order_id: order.id, subscription_id: order.subscription_id ?? '' };
	}

	async buyPlan(site: ConnectedTestSite, plan: string): Promise<{ order_id: string; subscription_id: string }> {
		const paid = await this.payPlan(site, plan);
		assert.equal(await this.apply(paid.order_id), 'applied');
		return paid;
	}

	async refund(order_id: string, amount?: number, status?: 'pending'): Promise<string> {
		return (await this.control<{ id: string }>('/refunds', { order_id, ...(amount === undefined ? {} : { amount }), ...(status === undefined ? {} : { status }) })).id;
	}

	async settleRefund(refund_id: string, status: 'succeeded' | 'failed' | 'canceled'): Promise<void> {
		await this.control(`/refunds/${refund_id}/settle`, { status });
	}

	/** The order, as Polar has it now. */
	async order(order_id: string): Promise<PolarOrder> {
		const order = await this.#cloud.services.payments.readOrder(order_id);
		assert.ok(order !== undefined);
		return order;
	}

	async apply(order_id: string): Promise<OrderOutcome> {
		return applyOrder(this.#cloud.services, await this.order(order_id));
	}

	/** Carries out all that Polar is to be asked. */
	async doAllTasks(): Promise<void> {
		const { services } = this.#cloud;
		for (;;) {
			const due = await services.db.query("SELECT 1 FROM polar_tasks WHERE state = 'pending' AND next_try_at <= $1", [services.clock()]);
			if (due.rowCount === 0) {
				return;
			}
			await doTasks(services);
		}
	}

	pollDisputes(): Promise<void> {
		return pollDisputes(this.#cloud.services);
	}

	/** As Polar's webhook does, with an id of its own. */
	async receive(type: string, data: object): Promise<void> {
		await this.#cloud.services.inbox.receive({ webhook_id: randomUUID(), type, payload: { type, data } });
	}

	async balance(site: ConnectedTestSite): Promise<{ shared: number; domain: number; owed: number }> {
		const { balance } = await this.#cloud.state(site);
		return { shared: balance.license.shared, domain: balance.site.domain, owed: balance.license.owed };
	}
}
