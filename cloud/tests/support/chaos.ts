// What buyers, banks, owners and the shop do at random over hundreds of orders, for the chaos test. All of it follows from one seed,
// but for the moments at which it meets the service.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { PolarSandbox } from '../../sandbox/polar.ts';
import { beginPlanCheckout } from '../../src/billing/choose-plan.ts';
import { cancelPlan, changePlan, uncancelPlan } from '../../src/billing/plan-changes.ts';
import type { Checkout } from '../../src/http/schemas.ts';
import { capture } from '../../src/ledger/capture.ts';
import { reserve } from '../../src/ledger/reserve.ts';
import { disconnectSite } from '../../src/licensing/connect-site.ts';
import { Problem } from '../../src/problems.ts';
import type { Services } from '../../src/services.ts';
import { connect, type ConnectedSite } from './connected-site.ts';
import { openLicense, openSite, reservation } from './ledger.ts';
import type { Random } from './random.ts';

export interface ChaosWorld {
	/** For what owners do on the account's pages; its worker does not run. */
	services: Services;
	polar: PolarSandbox;
	random: Random;
	/** Asks the service that runs now, again while none does. */
	ask(site: ConnectedSite, path: string, body: object): Promise<{ status: number; body: unknown }>;
}

interface Customer {
	sites: ConnectedSite[];
	orders: { id: string; is_plan: boolean }[];
	refunds: string[];
	disputes: string[];
	subscriptions: Set<string>;
}

const PACKS = ['shared_1000', 'shared_5000', 'domain_1000', 'domain_5000', 'domain_10000'];
const OFFER = 'first_time_30000';
const TRIAL_MS = 30 * 86_400_000;

export class Chaos {
	orders = 0;
	steps = 0;
	readonly #world: ChaosWorld;
	readonly #customers: Customer[] = [];

	constructor(world: ChaosWorld) {
		this.#world = world;
	}

	/** Accounts in a trial, with one license and two sites each. */
	async open(count: number): Promise<void> {
		const { db } = this.#world.services;
		for (let index = 0; index < count; index++) {
			const first = await openLicense(db, { paid_until: null, trial_ends_at: new Date(Date.now() + TRIAL_MS) });
			const sites = [await connect(db, first), await connect(db, await openSite(db, first))];
			this.#customers.push({ sites, orders: [], refunds: [], disputes: [], subscriptions: new Set() });
		}
	}

	/** Something happens to someone. */
	async step(): Promise<void> {
		const { random } = this.#world;
		const customer = random.pick(this.#customers);
		const dice = random.below(100);
		this.steps++;
		if (dice < 38 || this.orders < 10) {
			await this.#buyPack(customer);
		} else if (dice < 44) {
			await this.#buyOfferTwice(customer);
		} else if (dice < 54) {
			await this.#buyPlan(customer);
		} else if (dice < 68) {
			await this.#refund(customer);
		} else if (dice < 73) {
			await this.#dispute(customer);
		} else if (dice < 85) {
			await this.#liveSubscription(customer);
		} else if (dice < 90) {
			await this.#wish(customer);
		} else {
			await this.#spend(customer);
		}
	}

	async #buyPack(customer: Customer): Promise<void> {
		const { random, services } = this.#world;
		const site = random.pick(customer.sites);
		const checkout = await this.#begin(site, random.chance(0.12) ? OFFER : random.pick(PACKS));
		if (checkout === undefined) {
			return;
		}
		const is_last = customer.sites.length > 1 && random.chance(0.03);
		if (is_last) {
			customer.sites = customer.sites.filter((one) => one !== site);
			await disconnectSite(services.db, site.account_id, site.site_id, new Date());
		}
		if (random.chance(0.95)) {
			await this.#pay(customer, checkout.id);
		}
	}

	/** Two tabs, the first of which was thought to be over. */
	async #buyOfferTwice(customer: Customer): Promise<void> {
		const { random, services } = this.#world;
		const first = await this.#begin(random.pick(customer.sites), OFFER);
		if (first === undefined) {
			return;
		}
		await services.db.query("UPDATE checkouts SET status = 'expired' WHERE checkout_id = $1 AND status = 'open'", [first.id]);
		const second = await this.#begin(random.pick(customer.sites), OFFER);
		await Promise.all([this.#pay(customer, first.id), second === undefined || second.id === first.id ? undefined : this.#pay(customer, second.id)]);
	}

	async #buyPlan(customer: Customer): Promise<void> {
		const { random, services } = this.#world;
		const [license] = customer.sites;
		const plans = random.chance(0.4) ? ['pro', 'agency'] : [random.pick(['pro', 'agency'])];
		const begun: string[] = [];
		for (const plan of license === undefined ? [] : plans) {
			begun.push((await ignoring(() => beginPlanCheckout(services, license as ConnectedSite, plan)))?.checkout_id ?? '');
		}
		await Promise.all(begun.filter(Boolean).map((id) => this.#pay(customer, id)));
	}

	async #refund(customer: Customer): Promise<void> {
		const { random } = this.#world;
		if (customer.refunds.length > 0 && random.chance(0.4)) {
			const refund = random.pick(customer.refunds);
			await this.#try(`/refunds/${refund}/settle`, { status: random.pick(['succeeded', 'failed', 'canceled']) });
			return;
		}
		if (customer.orders.length > 0) {
			const order_id = random.pick(customer.orders).id;
			const amount = random.chance(0.4) ? {} : { amount: 1 + random.below(1500) };
			const made = await this.#try<{ id: string }>('/refunds', { order_id, ...amount, ...(random.chance(0.2) ? { status: 'pending' } : {}) });
			customer.refunds.push(...(made === undefined ? [] : [made.id]));
		}
	}

	async #dispute(customer: Customer): Promise<void> {
		const { random } = this.#world;
		if (customer.disputes.length > 0 && random.chance(0.5)) {
			await this.#try(`/disputes/${random.pick(customer.disputes)}/settle`, { status: random.pick(['under_review', 'won', 'lost']) });
		} else if (customer.orders.length > 0) {
			const order_id = random.pick(customer.orders).id;
			const made = await this.#try<{ id: string }>('/disputes', { order_id, status: random.pick(['needs_response', 'prevented', 'early_warning']) });
			customer.disputes.push(...(made === undefined ? [] : [made.id]));
		}
	}

	async #liveSubscription(customer: Customer): Promise<void> {
		const { random } = this.#world;
		const id = customer.subscriptions.size === 0 ? undefined : random.pick([...customer.subscriptions]);
		if (id === undefined) {
			return;
		}
		const dice = random.below(8);
		if (dice < 4) {
			await this.#try(`/subscriptions/${id}/renew`, { outcome: random.chance(0.7) ? 'paid' : 'failed' });
		} else if (dice < 6) {
			await this.#try(`/subscriptions/${id}/payment`, { outcome: random.chance(0.7) ? 'paid' : 'given_up' });
		} else {
			const change = random.pick([{ cancel_at_period_end: true }, { cancel_at_period_end: false }, { pause_at_period_end: true }, { resume: true }, { revoke: true }]);
			await this.#patch(id, change);
		}
	}

	async #wish(customer: Customer): Promise<void> {
		const { random, services } = this.#world;
		const [license] = customer.sites;
		if (license !== undefined) {
			await ignoring(() =>
				random.pick([
					() => changePlan(services, license, random.pick(['pro', 'agency'])),
					() => cancelPlan(services, license),
					() => uncancelPlan(services, license),
				])(),
			);
		}
	}

	async #spend(customer: Customer): Promise<void> {
		const { random, services } = this.#world;
		const site = random.pick(customer.sites);
		const actions = Array.from({ length: 1 + random.below(25) }, () => reservation(15));
		const { actions: answered } = await reserve(services.db, site, actions, new Date());
		const held = answered.filter((action) => action.state === 'reserved').map((action) => ({ action_id: action.id, result: {} }));
		if (held.length > 0) {
			await capture(services.db, site, held, new Date());
		}
	}

	/** Undefined where the pack cannot be had now. */
	async #begin(site: ConnectedSite, sku: string): Promise<Checkout | undefined> {
		const answer = await this.#world.ask(site, '/v1/checkouts', { id: randomUUID(), sku });
		assert.ok([200, 403].includes(answer.status), JSON.stringify(answer));
		return answer.status === 200 ? (answer.body as { checkout: Checkout }).checkout : undefined;
	}

	async #pay(customer: Customer, checkout_id: string): Promise<void> {
		const { random, services } = this.#world;
		const row = await services.db.query<{ polar_checkout_id: string }>('SELECT polar_checkout_id FROM checkouts WHERE checkout_id = $1', [checkout_id]);
		const how = { country: random.pick(['US', 'DE', 'FR']), ...(random.chance(0.08) ? { discount_percent: random.pick([30, 100]) } : {}) };
		const paid = await this.#try<{ outcome: string; order: { id: string; subscription_id: string | null } }>(
			`/checkouts/${row.rows[0]?.polar_checkout_id ?? ''}/pay`,
			how,
		);
		if (paid?.outcome === 'paid') {
			this.orders++;
			customer.orders.push({ id: paid.order.id, is_plan: paid.order.subscription_id !== null });
			if (paid.order.subscription_id !== null) {
				customer.subscriptions.add(paid.order.subscription_id);
			}
		}
	}

	/** Undefined where Polar does not allow it now, such as refunding what is refunded. */
	async #try<T>(path: string, body: object): Promise<T | undefined> {
		const response = await fetch(`${this.#world.polar.url}/_sandbox${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		assert.ok(response.status < 500, `${path}: ${response.status}`);
		const answer: unknown = await response.json();
		return response.ok ? (answer as T) : undefined;
	}

	async #patch(subscription_id: string, change: object): Promise<void> {
		await fetch(`${this.#world.polar.url}/v1/subscriptions/${subscription_id}`, {
			method: 'PATCH',
			headers: { authorization: `Bearer ${this.#world.services.config.polar.access_token}`, 'content-type': 'application/json' },
			body: JSON.stringify(change),
		}).then(
			(response) => response.body?.cancel(),
			// One of the faults: nobody learns what became of it.
			() => undefined,
		);
	}
}

/** What is refused, or cannot be asked now, does not happen. */
async function ignoring<T>(work: () => Promise<T>): Promise<T | undefined> {
	try {
		return await work();
	} catch (error) {
		assert.ok(error instanceof Problem, String(error));
		return undefined;
	}
}
