// What happens to a license beside its site's WordPress: a home is connected from elsewhere, another site spends, the owner buys.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { until, type Environment } from './environment.ts';

/** The most actions that one request takes. */
const MOST = 25;
/** What the longest draft costs. */
const DRAFT = 15;

/** Connects a home with the license's key, from outside of its WordPress; a former token of it is worth nothing then. */
export async function connectElsewhere(scene: Environment, home: string): Promise<string> {
	const answer = await fetch(`${scene.cloudUrl}/v1/connections/key`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ license_key: scene.license.key, home, site_name: 'Another' }),
	});
	assert.equal(answer.status, 200, await answer.clone().text());
	return ((await answer.json()) as { site_token: string }).site_token;
}

/** Another site of the license spends Shared Credits until so many are left. */
export async function drain(scene: Environment, leave: number): Promise<void> {
	const home = 'https://another.example.com';
	const token = await connectElsewhere(scene, home);
	let rest = (await scene.ledger.shared(scene.license)) - leave;
	while (rest > 0) {
		const costs = Array.from({ length: Math.min(MOST, rest) }, () => (rest >= DRAFT ? DRAFT : 1)).slice(0, rest >= DRAFT ? Math.floor(rest / DRAFT) : rest);
		rest -= costs.reduce((sum, cost) => sum + cost, 0);
		const answer = await fetch(`${scene.cloudUrl}/v1/actions`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, 'site-home': home, 'content-type': 'application/json' },
			body: JSON.stringify({ actions: costs.map(expensive) }),
		});
		assert.equal(answer.status, 200, await answer.clone().text());
	}
	assert.equal(await scene.ledger.shared(scene.license), leave);
}

/** An action at a price: 1 for a title, else that of the longest draft. */
function expensive(cost: number): object {
	const common = { id: randomUUID(), subject: { type: 'post', id: '1' }, actor: '1', run_id: null, max_cost: cost };
	return cost === 1
		? { ...common, feature: 'meta_title', input: { language: 'en-US', title: 'Rivers', text: 'Rivers carry water from the hills to the sea.', alternatives: 1 } }
		: { ...common, feature: 'draft', input: { language: 'en-US', title: 'Rivers', outline: ['Springs', 'Deltas'], words: 2500 } };
}

/** Buys a pack as the owner does; resolves when the site has it. */
export async function buy(scene: Environment, sku: string): Promise<void> {
	const id = randomUUID();
	await scene.owner.post('/checkouts', { id, sku });
	const { items } = (await (await fetch(`${scene.polarUrl}/_sandbox/webhooks`)).json()) as { items: { type: string; payload: string }[] };
	const { payload } = items.find(({ type }) => type === 'checkout.created') ?? assert.fail('Polar knows of no checkout');
	const checkout = (JSON.parse(payload) as { data: { id: string } }).data.id;
	const paid = await fetch(`${scene.polarUrl}/_sandbox/checkouts/${checkout}/pay`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ customer_email: 'owner@example.com' }),
	});
	assert.equal(paid.status, 200, await paid.clone().text());
	await until('the credits are there', async () => {
		const { checkout } = await scene.owner.get<{ checkout: { status: string } }>(`/checkouts/${id}`);
		return checkout.status === 'granted';
	});
}
