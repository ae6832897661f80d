// The contract: what is served is what is committed, and the answers that the plugin's tests use have its shapes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { ActionsAnswer, CheckoutAnswer, Connection, ProblemDocument, SiteState, TrialStarted } from '../../src/http/schemas.ts';
import { LicenseSiteAnswer, OpenCheckouts, PurchasesPage, SitesAnswer, UsagePage, UsageSummary } from '../../src/http/usage-schemas.ts';
import { startCloud } from '../support/cloud.ts';

const SCHEMAS: Record<string, TSchema> = {
	ActionsAnswer, CheckoutAnswer, Connection, LicenseSiteAnswer, OpenCheckouts, ProblemDocument, PurchasesPage, SiteState, SitesAnswer, TrialStarted,
	UsagePage, UsageSummary,
};
const FILES = [
	'actions-answer', 'checkout-answer', 'connection', 'license-site-answer', 'open-checkouts', 'problem', 'purchases-page', 'site-state',
	'sites-answer', 'trial-started', 'usage-page', 'usage-summary',
];

interface Fixtures {
	schema: string;
	valid: { name: string; body: object }[];
	/** Each changes the first valid body at a path. */
	invalid: { name: string; path: string; value?: unknown; remove?: true }[];
}

const cloud = await startCloud();

describe('the contract', () => {
	it('is served as it is committed, byte for byte (npm run openapi -w cloud writes it)', async () => {
		const served = await (await fetch(`${cloud.url}/openapi.json`)).text();
		assert.equal(served, readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'));
	});

	for (const file of FILES) {
		const fixtures = JSON.parse(readFileSync(new URL(`../../../schema/fixtures/cloud/${file}.json`, import.meta.url), 'utf8')) as Fixtures;
		const schema = SCHEMAS[fixtures.schema];
		assert.ok(schema, `${fixtures.schema} is a schema of the contract`);
		for (const { name, body } of fixtures.valid) {
			it(`has the shape that the plugin reads: ${file}, ${name}`, () => {
				assert.deepEqual(Value.Errors(schema, body), []);
			});
		}
		for (const change of fixtures.invalid) {
			it(`never answers what the plugin refuses: ${file}, ${change.name}`, () => {
				assert.equal(Value.Check(schema, changed(fixtures.valid[0]?.body ?? {}, change)), false);
			});
		}
	}
});

function changed(body: object, { path, value, remove }: Fixtures['invalid'][number]): object {
	const copy = structuredClone(body);
	const steps = path.split('.');
	const last = steps.pop() ?? '';
	let at = copy as Record<string, unknown>;
	for (const step of steps) {
		at = at[step] as Record<string, unknown>;
	}
	if (remove === true) {
		Reflect.deleteProperty(at, last);
	} else {
		at[last] = value;
	}
	return copy;
}
