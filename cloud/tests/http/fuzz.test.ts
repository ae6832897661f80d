// Every route of openapi.json with inputs that it does not want, from one seed: never a 500, every failure a problem with a
// known code, and a site that takes no part keeps every credit. FUZZ_REQUESTS for more of them, FUZZ_SEED for the same again.
import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import sharp from 'sharp';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { ProblemDocument, type Feature } from '../../src/http/schemas.ts';
import { mintConnectCode } from '../../src/licensing/connect-codes.ts';
import { createLicenseKey } from '../../src/licensing/license-keys.ts';
import { setManager } from '../../src/licensing/site-settings.ts';
import { mintSiteToken } from '../../src/licensing/tokens.ts';
import { PROBLEM_STATUS } from '../../src/problems.ts';
import { ANSWERS } from '../ai/examples.ts';
import { assertProblem, pkce, startCloud, type ConnectedTestSite } from '../support/cloud.ts';
import { startModelStub } from '../support/model-stub.ts';
import { audit } from '../support/operations.ts';
import { createRandom } from '../support/random.ts';
import { allowed, brokenBody, mutated, ODD_TEXTS, type Json, type Schema, type Words } from './fuzz-inputs.ts';

interface OpenApiOperation {
	operationId?: string;
	parameters?: { name: string; in: 'path' | 'query'; schema: Schema }[];
	requestBody?: { content: Record<string, { schema: Schema }> };
	responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}
interface Route {
	method: string;
	path: string;
	operation: OpenApiOperation;
}
interface Sent {
	method: string;
	path: string;
	headers: Record<string, string>;
	body?: string | Buffer;
}

const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31));
const requests = Number(process.env['FUZZ_REQUESTS'] ?? 300);
const random = createRandom(seed);
const VERIFIER = pkce();
const UNKNOWN_METHODS = ['PUT', 'PATCH', 'OPTIONS', 'HEAD', 'POST', 'GET', 'DELETE'];
const CONTENT_TYPES = ['text/plain', 'application/xml', 'multipart/form-data', 'application/json; charset=utf-16', 'application/x-www-form-urlencoded', 'nonsense', ''];

const stub = await startModelStub({ keep_requests: false });
stub.reply(({ body }) => ({ content: ANSWERS[(body['response_format'] as { json_schema: { name: Feature } }).json_schema.name] }));
after(() => stub.close());
const cloud = await startCloud({
	configure: (config) => {
		config.ai.base_url = stub.base_url;
		config.rate_limit_per_minute = config.site_rate_per_minute = config.license_rate_per_minute = 1_000_000;
	},
});
const { db, clock } = cloud.services;
const bystander = await cloud.trialSite();
const bystanders_checkout = await cloud.checkout(bystander, 'domain_1000');
const picture = (await sharp({ create: { width: 8, height: 8, channels: 3, background: '#345' } }).png().toBuffer()).toString('base64');

const document = (await (await fetch(`${cloud.url}/openapi.json`)).json()) as { paths: Record<string, Record<string, OpenApiOperation>> };
const routes: Route[] = Object.entries(document.paths).flatMap(([path, methods]) =>
	Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);

/** An attacker's site, and the words that its requests are made of. */
async function enter(): Promise<{ site: ConnectedTestSite; words: Words }> {
	const site = await cloud.trialSite();
	await setManager(db, site.account_id, site.site_id, true);
	const checkout = await cloud.checkout(site, 'shared_1000');
	const email = `${randomUUID()}@example.com`;
	const home = `http://${randomUUID()}.localhost`;
	const trial = await cloud.request<{ trial_id: string }>('POST', '/v1/trials', { body: { email, home, site_name: 'Another' } });
	const license_key = await db.transaction((tx) => createLicenseKey(tx, site.account_id, site.license_id, clock()));
	const connect_code = await mintConnectCode(db, { ...site, challenge: VERIFIER.challenge }, clock());
	const words = {
		email: [`${randomUUID()}@example.com`],
		home: [site.home],
		trial_id: [trial.body.trial_id],
		code: [await cloud.mailedCode(email)],
		license_key: [license_key],
		connect_code: [connect_code],
		verifier: [VERIFIER.verifier],
		sku: ['shared_1000', 'domain_1000'],
		'readCheckout id': [checkout.id],
		'confirmTrial home': [home],
		'findActions ids': [randomUUID()],
		data: [picture],
		media_type: ['image/png'],
		language: ['en-US'],
		site_id: [site.site_id],
		state: ['open'],
		from: ['2026-11-01T00:00:00Z'],
		to: ['2026-11-20T00:00:00Z'],
		'listUsage cursor': [Buffer.from(`1700000000000000 ${randomUUID()}`).toString('base64url')],
		'listPurchases cursor': [Buffer.from(JSON.stringify(['2026-11-20T00:00:00.000000Z', randomUUID()])).toString('base64url')],
	};
	return { site, words };
}

const wordsOf = (words: Words, { operation }: Route): Words => {
	const prefix = `${operation.operationId} `;
	return { ...words, ...Object.fromEntries(Object.entries(words).flatMap(([name, values]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), values]] : []))) };
};

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A request that the document allows, by the attacker's own token. */
function proper(route: Route, site: ConnectedTestSite, all_words: Words): Sent {
	const words = wordsOf(all_words, route);
	let path = route.path;
	const query = new URLSearchParams();
	for (const parameter of route.operation.parameters ?? []) {
		const value = textOf(allowed(parameter.schema, random, words, parameter.name));
		if (parameter.in === 'path') {
			path = path.replace(`{${parameter.name}}`, encodeURIComponent(value));
		} else {
			query.append(parameter.name, value);
		}
	}
	const schema = route.operation.requestBody?.content['application/json']?.schema;
	return {
		method: route.method,
		path: query.size > 0 ? `${path}?${query.toString()}` : path,
		headers: {
			authorization: `Bearer ${site.site_token}`,
			'site-home': site.home,
			...(schema === undefined ? {} : { 'content-type': 'application/json' }),
		},
		...(schema === undefined ? {} : { body: JSON.stringify(allowed(schema, random, words)) }),
	};
}

/** The same with its address, method, headers or body spoilt. */
function spoilt(sent: Sent, route: Route): Sent {
	const changed: Sent = { ...sent, headers: { ...sent.headers } };
	const how = random.below(10);
	if (how < 5 && sent.body !== undefined) {
		changed.body = JSON.stringify(mutated(JSON.parse(String(sent.body)) as Json, random));
	} else if (how === 5 && sent.body !== undefined) {
		changed.body = brokenBody(String(sent.body), random);
	} else if (how === 6) {
		changed.headers['authorization'] = random.pick(wrongTokens(sent));
	} else if (how === 7) {
		changed.headers['site-home'] = random.pick([bystander.home, '', 'x', 'http://', 'javascript:alert(1)', `http://${'a'.repeat(3000)}`]);
	} else if (how === 8) {
		changed.method = random.pick(UNKNOWN_METHODS);
		changed.headers['content-type'] = random.pick(CONTENT_TYPES);
	} else {
		changed.path = spoiltPath(sent.path, route);
	}
	if (['GET', 'HEAD'].includes(changed.method)) {
		delete changed.body;
	}
	return changed;
}

function wrongTokens(sent: Sent): string[] {
	const right = sent.headers['authorization'] ?? '';
	const forged = mintSiteToken(bystander.account_id, bystander.site_id).token;
	return ['', 'Bearer', 'Bearer ', 'Basic YTpi', `${right}x`, right.slice(0, -1), right.toLowerCase(), `Bearer ${forged}`, `Bearer srg_site_${'_'.repeat(86)}`];
}

/** Ids of the bystander and of nobody, in spellings that are not the one spelling. */
function spoiltPath(path: string, route: Route): string {
	const others = [bystanders_checkout.id, bystander.site_id, bystander.account_id, randomUUID(), bystander.site_id.toUpperCase()];
	const values = [...others, ...others.map((id) => `urn:uuid:${id}`), ...ODD_TEXTS.map((odd) => odd.toWellFormed().slice(0, 500)), others.join(',')];
	const value = encodeURIComponent(random.pick(values));
	if (path.includes('?')) {
		return random.pick([`${path}&ids=${value}`, path.replace(/=.*/, `=${value}`), `${path}&extra=${value}`, path.replace(/\?.*/, '')]);
	}
	const filled = route.path.replace(/\{[^}]+\}/, value);
	return random.pick([filled, `${path}?x=${value}`, `${path}/${value}`, `${path}/`, `/${path}`, filled.replace('/v1/', '/v2/')]);
}

async function answered(sent: Sent): Promise<{ response: Response; text: string }> {
	const response = await fetch(cloud.url + sent.path, {
		method: sent.method,
		headers: sent.headers,
		redirect: 'manual',
		...(sent.body === undefined ? {} : { body: sent.body }),
	});
	return { response, text: await response.text() };
}

/** Fails unless this is an answer as the contract has it: a success in its shape, or a problem. */
function assertAnswer(sent: Sent, route: Route, response: Response, text: string): void {
	const what = `FUZZ_SEED=${seed}\n${sent.method} ${sent.path}\n${JSON.stringify(sent.headers).slice(0, 1000)}\n${String(sent.body).slice(0, 2000)}\n→ ${response.status} ${text}`;
	if (response.status < 400) {
		const shape = route.operation.responses[response.status]?.content?.['application/json']?.schema;
		if (sent.method === route.method && text !== '' && shape !== undefined) {
			assert.ok(Value.Check(shape as TSchema, JSON.parse(text)), `not in the shape of the document: ${what}`);
		}
		return;
	}
	assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/, what);
	if (sent.method === 'HEAD') {
		assert.ok(response.status < 500, what);
		return;
	}
	const problem: unknown = JSON.parse(text);
	assert.ok(Value.Check(ProblemDocument, problem), `not a problem: ${what}`);
	assert.equal(response.status, PROBLEM_STATUS[problem.code], what);
	assert.equal(problem.request_id, response.headers.get('x-request-id'), what);
	// A 503 that says when to come back is meant; one that does not is a failure that nobody foresaw.
	assert.ok(response.status < 500 || (response.status === 503 && problem.retry_after_s !== undefined), what);
}

/** All that the ledger keeps of the bystander, and what the service says of it. */
async function bystandersCredits(): Promise<unknown> {
	const { balance } = await cloud.state(bystander);
	const { as_of: _as_of, ...figures } = balance;
	const kept = [];
	for (const table of ['pools', 'holds', 'entries', 'site_months', 'orders', 'checkouts']) {
		kept.push((await db.query(`SELECT * FROM ${table} WHERE account_id = $1 ORDER BY 1, 2, 3`, [bystander.account_id])).rows);
	}
	return { figures, kept };
}

describe(`the service under ${requests} requests of FUZZ_SEED=${seed}`, () => {
	it('serves what its document allows, route by route', async () => {
		for (const route of routes) {
			const { site, words } = await enter();
			for (let tries = 1; ; tries++) {
				const sent = proper(route, site, words);
				const { response, text } = await answered(sent);
				assertAnswer(sent, route, response, text);
				if (response.status < 300) {
					break;
				}
				assert.ok(tries < 20, `${route.method} ${route.path} never succeeds, such as: ${sent.body?.toString().slice(0, 500)} ${text}`);
			}
		}
	});

	it('refuses addresses and ids that are not in their one spelling', async () => {
		const { site } = await enter();
		const id = bystanders_checkout.id;
		const ids = [id.toUpperCase(), `urn:uuid:${id}`, `{${id}}`, 'a'.repeat(300), '%zz', '%00'];
		for (const path of [...ids.map((other) => `/v1/checkouts/${other}`), `/v1/actions?ids=${id.toUpperCase()}`]) {
			assertProblem(await cloud.request('GET', path, { site }), 400, 'invalid_request');
		}
		for (const home of ['http://a:b', "https://x'\"|}y", 'http://[::1']) {
			const body = { email: 'a@example.com', home, site_name: '' };
			assertProblem(await cloud.request('POST', '/v1/trials', { body }), 400, 'invalid_request');
		}
		assertProblem(await cloud.request('GET', `/v1/checkouts/${id}`, { site }), 404, 'not_found');
	});

	it('answers all else with a problem, and changes nothing of a site that takes no part', async (t) => {
		const before = await bystandersCredits();
		let { site, words } = await enter();
		const statuses: Record<string, number> = {};
		for (let count = 0; count < requests; count++) {
			const route = routes[count % routes.length] ?? assert.fail();
			const sent = spoilt(proper(route, site, words), route);
			const { response, text } = await answered(sent);
			assertAnswer(sent, route, response, text);
			statuses[response.status] = (statuses[response.status] ?? 0) + 1;
			if (response.ok && (sent.method === 'DELETE' || /^\/v1\/(trials|connections)/.test(sent.path))) {
				({ site, words } = await enter());
			}
		}
		t.diagnostic(`FUZZ_SEED=${seed}; answers by status: ${JSON.stringify(statuses)}`);
		assert.deepEqual(await bystandersCredits(), before);
	});

	it('leaves every account adding up', async (t) => {
		await audit(t, db, clock());
	});
});
