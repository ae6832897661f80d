// Uses a WordPress as the page in its owner's browser does: signed in by cookie and nonce, one step of a run after another.

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Run } from '../../src/api/generated/run.ts';
import type { RunItem } from '../../src/api/generated/run-item.ts';
import type { RunQuote } from '../../src/api/generated/run-quote.ts';
import type { RunningSite } from '../../tools/wordpress/site.ts';

/** What a run's routes answer. */
export interface RunAnswer {
	run: Run;
	items: RunItem[];
	more: boolean;
}

const patience_ms = 180_000;
const look_again_ms = 200;

/** WordPress answered with an error. A request without an answer rejects with fetch's own. */
export class Refused extends Error {
	readonly status: number;
	readonly code: string;

	constructor(status: number, code: string, message: string) {
		super(`${status} ${code}: ${message}`);
		this.status = status;
		this.code = code;
	}
}

export class Owner {
	readonly #site: RunningSite;
	readonly #headers: Record<string, string>;
	/** The headers of each answer of a REST route, in the order in which they came. */
	readonly answers: Headers[] = [];

	private constructor(site: RunningSite, headers: Record<string, string>) {
		this.#site = site;
		this.#headers = headers;
	}

	static async signIn(site: RunningSite): Promise<Owner> {
		const login = await fetch(`${site.url}/wp-login.php`, {
			method: 'POST',
			redirect: 'manual',
			headers: { cookie: 'wordpress_test_cookie=WP%20Cookie%20check' },
			body: new URLSearchParams({ log: site.user, pwd: site.password, testcookie: '1' }),
		});
		const cookie = login.headers
			.getSetCookie()
			.map((line) => line.split(';')[0])
			.join('; ');
		const nonce = await fetch(`${site.url}/wp-admin/admin-ajax.php?action=rest-nonce`, { headers: { cookie } });
		return new Owner(site, { cookie, 'x-wp-nonce': await nonce.text() });
	}

	/** What the site knows the owner by. */
	get cookie(): string {
		return this.#headers.cookie ?? '';
	}

	/** Loads a page of wp-admin; the headers of its answer. */
	async page(path: string): Promise<Headers> {
		const answer = await fetch(this.#site.url + path, { headers: { cookie: this.cookie } });
		await answer.arrayBuffer();
		if (!answer.ok) {
			throw new Refused(answer.status, '', path);
		}
		return answer.headers;
	}

	get<T>(path: string): Promise<T> {
		return this.#ask(path, {});
	}

	post<T>(path: string, data: object): Promise<T> {
		return this.#ask(path, { method: 'POST', body: JSON.stringify(data), headers: { 'content-type': 'application/json' } });
	}

	async #ask<T>(path: string, { headers, ...init }: { method?: string; body?: string; headers?: Record<string, string> }): Promise<T> {
		const answer = await fetch(`${this.#site.url}/wp-json/seo-rank-genius/v1${path}`, { ...init, headers: { ...this.#headers, ...headers } });
		this.answers.push(answer.headers);
		const text = await answer.text();
		if (!answer.ok) {
			const { code = '', message = text.slice(0, 500) } = parsed(text) as { code?: string; message?: string };
			throw new Refused(answer.status, code, message);
		}
		return JSON.parse(text) as T;
	}
}

/**
 * Starts a run at the price that is quoted for it.
 */
export async function startRun(owner: Owner, ids: readonly number[], feature: 'image_alt' | 'meta_title' = 'image_alt'): Promise<Run> {
	const order = { feature, selection: { ids }, overwrite: false };
	const quote = await owner.post<RunQuote>('/runs/quote', order);
	const { run } = await owner.post<RunAnswer>('/runs', { ...order, id: randomUUID(), max_credits: quote.credits });
	return run;
}

export async function findRun(owner: Owner, id: string): Promise<Run> {
	return (await owner.get<RunAnswer>(`/runs/${id}`)).run;
}

/**
 * The rest, at its price, by the button.
 */
export async function resume(owner: Owner, { id }: Run): Promise<Run> {
	const { price_of_rest } = await findRun(owner, id);
	return (await owner.post<RunAnswer>(`/runs/${id}/resume`, { max_credits: price_of_rest })).run;
}

/** One step; the answer's run. */
export async function step(owner: Owner, { id }: Run): Promise<Run> {
	return (await owner.post<RunAnswer>(`/runs/${id}/step`, { after: 0 })).run;
}

/**
 * Drives a run as the open page does: step after step, and a look now and then while others are at it, or while a step finds no answer.
 *
 * @param isThere Until when; until it has ended, unless said otherwise.
 */
export async function drive(owner: Owner, { id }: Run, isThere: (run: Run) => boolean = ({ state }) => state === 'ended'): Promise<Run> {
	const deadline = performance.now() + patience_ms;
	let last: unknown;
	let after = 0;
	while (performance.now() < deadline) {
		try {
			const { run, items } = await owner.post<RunAnswer>(`/runs/${id}/step`, { after });
			last = run;
			if (isThere(run)) {
				return run;
			}
			if (items.length > 0) {
				after = Math.max(...items.map(({ seq }) => seq));
				continue;
			}
		} catch (error) {
			if (error instanceof Refused && error.status < 500) {
				throw error;
			}
			last = error;
		}
		await delay(look_again_ms);
	}
	throw new Error(`The run does not get there: ${last instanceof Error ? last.message : JSON.stringify(last)}`);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) ?? {};
	} catch {
		return {};
	}
}
