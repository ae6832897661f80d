// A request that is refused before its body was read: its sender, still sending, gets to read why.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { describe, it } from 'node:test';
import { startCloud } from '../support/cloud.ts';

const MIB = 1024 * 1024;

const cloud = await startCloud({
	configure: (config) => {
		config.site_rate_per_minute = 1;
	},
});

interface Sent {
	path: string;
	headers?: Record<string, string>;
	body: string | string[];
}

/** Sends all of a request as WordPress does, "Connection: close", and looks for the answer only then: a status line and a body. */
async function sendThenRead({ path, headers = {}, body }: Sent): Promise<{ status: number; code: string }> {
	const { hostname, port } = new URL(cloud.url);
	const socket = createConnection({ host: hostname, port: Number(port) }).pause();
	// Whatever waits for the socket is told of its error.
	socket.on('error', () => undefined);
	const length: Record<string, string> = typeof body === 'string' ? { 'content-length': String(body.length) } : { 'transfer-encoding': 'chunked' };
	const lines = Object.entries({ host: hostname, connection: 'close', 'content-type': 'application/json', ...length, ...headers });
	await write(socket, `POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
	for (const chunk of typeof body === 'string' ? [body] : body.map(chunked)) {
		await write(socket, chunk);
	}
	let answer = '';
	socket.setEncoding('utf8').on('data', (text: string) => (answer += text)).resume();
	await once(socket, 'end');
	const [head = '', json = ''] = answer.split('\r\n\r\n');
	return { status: Number(head.split(' ')[1]), code: (JSON.parse(json) as { code: string }).code };
}

function write(socket: Socket, text: string): Promise<void> {
	return new Promise((resolve, reject) => socket.write(text, (error) => (error ? reject(error) : resolve())));
}

const chunked = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;

describe('A request that is refused before its body was read', () => {
	const large = 'A'.repeat(8 * MIB);

	it('without a token: 401', async () => {
		assert.deepEqual(await sendThenRead({ path: '/v1/actions', body: large }), { status: 401, code: 'unauthenticated' });
	});

	it('too often: 429', async () => {
		const { site_token, home } = await cloud.trialSite();
		const headers = { authorization: `Bearer ${site_token}`, 'site-home': home };
		assert.equal((await sendThenRead({ path: '/v1/actions', headers, body: '{}' })).status, 400);
		assert.deepEqual(await sendThenRead({ path: '/v1/actions', headers, body: large }), { status: 429, code: 'rate_limited' });
	});

	it('of a kind that is not read: 400', async () => {
		const headers = { 'content-type': 'image/png' };
		assert.deepEqual(await sendThenRead({ path: '/v1/connections/key', headers, body: large }), { status: 400, code: 'invalid_request' });
	});

	it('larger than is read, said at once or not: 413', async () => {
		const expected = { status: 413, code: 'payload_too_large' };
		assert.deepEqual(await sendThenRead({ path: '/v1/connections/key', body: large + large }), expected);
		assert.deepEqual(await sendThenRead({ path: '/v1/connections/key', body: [large, large, ''] }), expected);
	});

	it('is read to 24 MiB, and no further', async () => {
		await assert.rejects(sendThenRead({ path: '/v1/actions', body: 'A'.repeat(100 * MIB) }), { code: /^(ECONNRESET|EPIPE)$/ });
	});
});
