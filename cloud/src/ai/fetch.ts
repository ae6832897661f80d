// The model client's fetch, over node:http: a third of what the built-in one costs in CPU. Whole answers only; redirects are not followed.
import { Agent as HttpAgent, request as requestHttp, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';

const http_agent = new HttpAgent({ keepAlive: true });
const https_agent = new HttpsAgent({ keepAlive: true });

/** Resolves when the whole answer is here, so that the caller's signal ends a slow body too. @throws as fetch does: on no answer, or the signal's reason. */
export async function fetchWhole(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
	const { body, signal, method = 'GET' } = init;
	if (input instanceof Request || (body != null && typeof body !== 'string')) {
		throw new TypeError('Only an address and a text can be sent.');
	}
	signal?.throwIfAborted();
	const url = new URL(input);
	const headers = Object.fromEntries(new Headers(init.headers));
	const options = { method, headers, ...(signal == null ? {} : { signal }) };
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		const request = url.protocol === 'https:' ? requestHttps(url, { ...options, agent: https_agent }) : requestHttp(url, { ...options, agent: http_agent });
		request.once('response', resolve);
		// Once the answer has begun, its body fails with the same error.
		request.on('error', reject);
		request.end(body ?? undefined);
	});
	const named = Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]);
	return new WholeResponse(await text(response), response.statusCode ?? 0, named);
}

/** A response whose body is known: reading it needs no stream. */
class WholeResponse extends Response {
	readonly #body: string;

	constructor(body: string, status: number, headers: [string, string][]) {
		super(null, { status, headers });
		this.#body = body;
	}

	override text = async (): Promise<string> => this.#body;

	override json = async (): Promise<unknown> => JSON.parse(this.#body) as unknown;
}
