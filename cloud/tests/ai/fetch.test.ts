// The model client's fetch against servers on the wire: whole answers, and every way in which there is none.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, it } from 'node:test';
import { fetchWhole } from '../../src/ai/fetch.ts';

describe('the fetch of the model client', () => {
	let server: Server;
	async function serve(listener: RequestListener): Promise<string> {
		server = createServer(listener);
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
	}
	afterEach(() => {
		server.closeAllConnections();
		server.close();
	});

	it('sends method, headers and text, and answers with status, headers and the whole body', async () => {
		const url = await serve((request, response) => {
			void text(request).then((body) => {
				response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '7' });
				response.end(JSON.stringify({ method: request.method, key: request.headers.authorization, length: request.headers['content-length'], body }));
			});
		});
		const answer = await fetchWhole(url, { method: 'POST', headers: new Headers({ authorization: 'Bearer key' }), body: '{"alt":"Ein Häuschen"}' });
		assert.deepEqual([answer.ok, answer.status, answer.headers.get('retry-after')], [false, 429, '7']);
		assert.deepEqual(await answer.json(), { method: 'POST', key: 'Bearer key', length: '23', body: '{"alt":"Ein Häuschen"}' });
		assert.match(await answer.text(), /Häuschen/);
	});

	it('follows no redirect', async () => {
		const url = await serve((_request, response) => response.writeHead(302, { location: '/elsewhere' }).end());
		assert.equal((await fetchWhole(url, { method: 'POST', body: '{}' })).status, 302);
	});

	it('ends with the signal, before the answer and in the middle of it', async () => {
		const url = await serve((request, response) => {
			if (request.url === '/v1/begun') {
				response.write('{"half":');
			}
		});
		for (const path of ['/silent', '/begun']) {
			const leaving = new AbortController();
			const answer = fetchWhole(url + path, { method: 'POST', body: '{}', signal: leaving.signal });
			await once(server, 'request');
			leaving.abort();
			await assert.rejects(answer, { name: 'AbortError' }, path);
		}
		await assert.rejects(fetchWhole(url, { signal: AbortSignal.abort() }), { name: 'AbortError' });
	});

	it('rejects where the connection is refused, or cut in the middle', async () => {
		const url = await serve((_request, response) => {
			response.writeHead(200, { 'content-length': '100' });
			response.write('{"half":', () => response.destroy());
		});
		await assert.rejects(fetchWhole(url, { method: 'POST', body: '{}' }));
		await assert.rejects(fetchWhole('http://127.0.0.1:9/', { method: 'POST', body: '{}' }), { code: 'ECONNREFUSED' });
	});
});
