// The service for tests: the real app and billing worker on a fresh PostgreSQL, with the sandboxes on the wire and a clock to move.
import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { startMailboxSandbox, type MailboxSandbox } from '../../sandbox/mailbox.ts';
import { startPolarSandbox, type PolarSandbox } from '../../sandbox/polar.ts';
import { startBillingWorker, type BillingWorker } from '../../src/billing/worker.ts';
import { readConfig, type Config } from '../../src/config.ts';
import { buildApp, type App } from '../../src/http/app.ts';
import type { Balance, Checkout, Connection, ProblemDocument, SiteState } from '../../src/http/schemas.ts';
import { createServices } from '../../src/service.ts';
import type { Services } from '../../src/services.ts';
import { freshDatabase, freshDatabaseUrl } from './database.ts';

export const WEBHOOK_SECRET = 'whsec_a-secret-for-tests';
const ACCESS_TOKEN = 'polar_oat_for_tests';

interface Options {
	/** The billing worker runs too. Default false: a test then does each step itself. */
	worker?: boolean;
	/** Changes the settings before anything is made of them. */
	configure?: (config: Config) => void;
	catalog?: string;
}

export interface Answer<T> {
	status: number;
	body: T;
	headers: Headers;
}

export class Cloud {
	readonly services: Services;
	readonly app: App;
	readonly polar: PolarSandbox;
	readonly mailbox: MailboxSandbox;
	/** Where it listens. */
	readonly url: string;
	readonly #shift: { ahead_ms: number };
	readonly #stop: () => Promise<void>;

	constructor(parts: Pick<Cloud, 'services' | 'app' | 'polar' | 'mailbox' | 'url'>, shift: { ahead_ms: number }, stop: () => Promise<void>) {
		this.services = parts.services;
		this.app = parts.app;
		this.polar = parts.polar;
		this.mailbox = parts.mailbox;
		this.url = parts.url;
		this.#shift = shift;
		this.#stop = stop;
	}

	/** How far the service's clock is ahead of the real time. */
	set ahead_ms(ms: number) {
		this.#shift.ahead_ms = ms;
	}

	stop(): Promise<void> {
		return this.#stop();
	}

	/** One request over HTTP. `site` adds the headers that WordPress sends. */
	async request<T>(method: string, path: string, given: { body?: object; site?: ConnectedTestSite } = {}): Promise<Answer<T>> {
		const response = await fetch(this.url + path, {
			method,
			redirect: 'manual',
			headers: {
				...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
				...(given.site === undefined ? {} : { authorization: `Bearer ${given.site.site_token}`, 'site-home': given.site.home }),
			},
			...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
		});
		const text = await response.text();
		return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T, headers: response.headers };
	}

	/** The code in the newest mail to this address. */
	async mailedCode(email: string): Promise<string> {
		await this.mailbox.waitForMail(email);
		const listed = (await (await fetch(`${this.mailbox.url}/api/mails?to=${encodeURIComponent(email)}`)).json()) as { mails: { text: string }[] };
		const code = /^\d{6}$/m.exec(listed.mails[0]?.text ?? '')?.[0];
		assert.ok(code !== undefined, 'the mail holds a code');
		return code;
	}

	/** A site with a running trial: 500 Shared Credits. */
	async trialSite(home = `http://${randomUUID()}.localhost`, email = `${randomUUID()}@example.com`): Promise<ConnectedTestSite> {
		const started = await this.request<{ trial_id: string }>('POST', '/v1/trials', { body: { email, home, site_name: 'A site' } });
		assert.equal(started.status, 202);
		const code = await this.mailedCode(email);
		const confirmed = await this.request<Connection>('POST', `/v1/trials/${started.body.trial_id}/confirm`, {
			body: { code, home, site_name: 'A site' },
		});
		assert.equal(confirmed.status, 200);
		return asSite(confirmed.body, home, email, await this.accountOf(email));
	}

	/** Opens connections to the database beforehand, so that requests sent at once really meet there. */
	async openConnections(count = 10): Promise<void> {
		await Promise.all(Array.from({ length: count }, () => this.services.db.query('SELECT pg_sleep(0.05)')));
	}

	async accountOf(email: string): Promise<string> {
		const found = await this.services.db.query<{ account_id: string }>('SELECT account_id FROM account_emails WHERE email = $1', [email]);
		return found.rows[0]?.account_id ?? '';
	}

	async state(site: ConnectedTestSite): Promise<SiteState> {
		const answer = await this.request<SiteState>('GET', '/v1/site', { site });
		assert.equal(answer.status, 200);
		return answer.body;
	}

	/** Begins a checkout, which must succeed. */
	async checkout(site: ConnectedTestSite, sku: string, id: string = randomUUID()): Promise<Checkout> {
		const answer = await this.request<{ checkout: Checkout; balance: Balance }>('POST', '/v1/checkouts', { site, body: { id, sku } });
		assert.equal(answer.status, 200, JSON.stringify(answer.body));
		return answer.body.checkout;
	}

	/** Pays a checkout at Polar, as its buyer does, and returns the order's id. */
	async pay(checkout: { id: string }): Promise<string> {
		const row = await this.services.db.query<{ polar_checkout_id: string }>('SELECT polar_checkout_id FROM checkouts WHERE checkout_id = $1', [
			checkout.id,
		]);
		const paid = await fetch(`${this.polar.url}/_sandbox/checkouts/${row.rows[0]?.polar_checkout_id ?? ''}/pay`, { method: 'POST' });
		assert.equal(paid.status, 200);
		return ((await paid.json()) as { order: { id: string } }).order.id;
	}
}

export interface ConnectedTestSite {
	home: string;
	email: string;
	account_id: string;
	site_id: string;
	license_id: string;
	site_token: string;
	state: SiteState;
}

export function asSite(connection: Connection, home: string, email: string, account_id: string): ConnectedTestSite {
	const { site_token, state } = connection;
	return { home, email, account_id, site_id: state.site.id, license_id: state.license.id, site_token, state };
}

/** A verifier with its S256 challenge. */
export function pkce(): { verifier: string; challenge: string } {
	const verifier = randomBytes(32).toString('base64url');
	return { verifier, challenge: createHash('sha256').update(verifier, 'ascii').digest('base64url') };
}

/** Fails unless the answer is this problem, in the shape that all problems have. */
export function assertProblem(answer: Answer<unknown>, status: number, code: string): void {
	const body = answer.body as ProblemDocument;
	assert.deepEqual([answer.status, body.code, body.status], [status, code, status]);
	assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
	assert.equal(body.request_id, answer.headers.get('x-request-id'));
}

export async function startCloud(options: Options = {}): Promise<Cloud> {
	const database_url = await freshDatabaseUrl();
	const db = await freshDatabase({ url: database_url });
	const mailbox = await startMailboxSandbox({});
	const polar = await startPolarSandbox({ accessToken: ACCESS_TOKEN, webhookSecret: WEBHOOK_SECRET, webhookRetryDelaysMs: [20, 50, 100] });
	const config = readConfig({
		POLAR_ACCESS_TOKEN: ACCESS_TOKEN,
		POLAR_WEBHOOK_SECRET: WEBHOOK_SECRET,
		POLAR_BASE_URL: polar.url,
		// Read only where a test makes payments live: it then sells nothing.
		POLAR_PRODUCTS_FILE: fileURLToPath(new URL('./no-products.json', import.meta.url)),
		DATABASE_URL: database_url,
		SMTP_URL: mailbox.smtpUrl,
		AI_API_KEY: 'not-called',
		PUBLIC_URL: 'http://cloud.localhost',
		RATE_LIMIT_PER_MINUTE: '10000',
		CATALOG: options.catalog ?? 'rank-genius',
	});
	options.configure?.(config);
	const shift = { ahead_ms: 0 };
	const clock = (): Date => new Date(Date.now() + shift.ahead_ms);
	const log = pino({ level: process.env['LOG_LEVEL'] ?? 'silent' });
	const services = await createServices({ config, db, clock, log });
	const { mailer } = services;
	const app = await buildApp(services);
	const url = await app.listen({ host: '127.0.0.1', port: 0 });
	let worker: BillingWorker | undefined;
	if (options.worker === true) {
		worker = startBillingWorker(services);
		polar.setWebhookUrl(`${url}/webhooks/polar`);
	}
	const stop = async (): Promise<void> => {
		await worker?.stop();
		await app.close();
		mailer.close();
		await polar.close();
		await mailbox.close();
	};
	after(stop);
	return new Cloud({ services, app, polar, mailbox, url }, shift, stop);
}
