// Reads and checks the catalog file: plans, packs, prices and offers are data, never code.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';

const Plan = Type.Object({
	id: Type.String({ pattern: '^[a-z0-9_]+$' }),
	name: Type.String({ minLength: 1 }),
	price_cents: Type.Integer({ minimum: 0 }),
	interval: Type.Union([Type.Literal('month'), Type.Literal('year'), Type.Null()]),
	credits: Type.Integer({ minimum: 0 }),
	sites: Type.Integer({ minimum: 1 }),
});

const Pack = Type.Object({
	sku: Type.String({ pattern: '^[a-z0-9_]{1,60}$' }),
	kind: Type.Union([Type.Literal('pack'), Type.Literal('first_time_offer')]),
	pool: Type.Union([Type.Literal('shared'), Type.Literal('domain')]),
	credits: Type.Integer({ minimum: 1 }),
	price_cents: Type.Integer({ minimum: 1 }),
});

const CatalogFile = Type.Object({
	id: Type.String({ minLength: 1 }),
	dated: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
	product: Type.String({ minLength: 1 }),
	currency: Type.String({ pattern: '^[A-Z]{3}$' }),
	support_email: Type.String({ minLength: 3 }),
	licenses_per_account: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
	domain_pools: Type.Boolean(),
	trial: Type.Object({
		plan: Type.String(),
		days: Type.Integer({ minimum: 1 }),
		credits: Type.Integer({ minimum: 1 }),
	}),
	plans: Type.Array(Plan, { minItems: 1 }),
	packs: Type.Array(Pack, { minItems: 1 }),
});

export type CatalogPlan = Static<typeof Plan>;
export type CatalogPack = Static<typeof Pack>;
export type CatalogFile = Static<typeof CatalogFile>;

/** Loads `cloud/catalogs/<id>.json`; throws with the first fault found. */
export function loadCatalog(id: string): CatalogFile {
	if (!/^[a-z0-9-]+$/.test(id)) {
		throw new Error(`CATALOG is not a catalog's name: ${id}`);
	}
	const file = fileURLToPath(new URL(`../../catalogs/${id}.json`, import.meta.url));
	const data: unknown = JSON.parse(readFileSync(file, 'utf8'));
	if (!Value.Check(CatalogFile, data)) {
		const [fault] = Value.Errors(CatalogFile, data);
		throw new Error(`${file}: ${fault?.instancePath ?? ''} ${fault?.message ?? 'is not a catalog'}`);
	}
	for (const [what, names] of [
		['plan', data.plans.map((plan) => plan.id)],
		['pack', data.packs.map((pack) => pack.sku)],
	] as const) {
		if (new Set(names).size !== names.length) {
			throw new Error(`${file}: a ${what} is named twice`);
		}
	}
	if (!data.plans.some((plan) => plan.id === data.trial.plan && plan.price_cents > 0)) {
		throw new Error(`${file}: the trial's plan is none of the paid plans`);
	}
	return data;
}

/** The plan with this id; a plan that left the catalog keeps its id as its name and one site. */
export function planOf(catalog: CatalogFile, id: string): CatalogPlan {
	return (
		catalog.plans.find((plan) => plan.id === id) ?? { id, name: id, price_cents: 0, interval: null, credits: 0, sites: 1 }
	);
}

export function packOf(catalog: CatalogFile, sku: string): CatalogPack | undefined {
	return catalog.packs.find((pack) => pack.sku === sku);
}
