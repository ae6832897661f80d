/* A webhook receiver for tests: a stub server that keeps what came and answers as told. */

import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
	headers: Record<string, string>;
	body: string;
	type: string;
}

export interface Receiver {
	url: string;
	received: Received[];
	/** Resolves when the next event has come. */
	next(): Promise<void>;
	/** The types in the order in which they came. */
	types(): string[];
	/** The statuses of the next answers; afterwards 202. */
	answerNext(...statuses: number[]): void;
	close(): Promise<void>;
}

const flat = (headers: IncomingHttpHeaders): Record<string, string> =>
	Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

export async function startReceiver(): Promise<Receiver> {
	const received: Received[] = [];
	let statuses: number[] = [];
	const arrivals = new EventEmitter();
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = Buffer.concat(chunks).toString();
			received.push({ headers: flat(request.headers), body, type: (JSON.parse(body) as { type: string }).type });
			response.writeHead(statuses.shift() ?? 202).end();
			arrivals.emit('arrival');
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
		received,
		async next() {
			await once(arrivals, 'arrival');
		},
		types: () => received.map(({ type }) => type),
		answerNext: (...next) => {
			statuses = next;
		},
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
