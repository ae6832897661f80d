// A TCP proxy before PostgreSQL that a test tells when to stop forwarding, so that a connection breaks at a chosen point.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface TcpProxy {
	port: number;
	/**
	 * At the next client message that contains `text`: `before` the server gets it, or `after` the server has answered,
	 * whose answer is then withheld. Resolves when that point is reached; both ends of that connection are then cut.
	 */
	cutOnce(text: string, when: 'before' | 'after'): Promise<void>;
	close(): Promise<void>;
}

interface Trap {
	text: string;
	when: 'before' | 'after';
	sprung: () => void;
}

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
	let trap: Trap | undefined;
	const sockets = new Set<Socket>();

	const server = createServer((client) => {
		const upstream = connect(target.port, target.host);
		let withheld: Trap | undefined;
		const cut = (sprung: Trap): void => {
			client.destroy();
			upstream.destroy();
			sprung.sprung();
		};
		for (const socket of [client, upstream]) {
			sockets.add(socket);
			socket.on('error', () => undefined);
			socket.on('close', () => {
				sockets.delete(socket);
				client.destroy();
				upstream.destroy();
			});
		}
		client.on('data', (chunk) => {
			if (trap !== undefined && chunk.includes(trap.text)) {
				const sprung = trap;
				trap = undefined;
				if (sprung.when === 'before') {
					cut(sprung);
					return;
				}
				withheld = sprung;
			}
			upstream.write(chunk);
		});
		upstream.on('data', (chunk) => {
			if (withheld === undefined) {
				client.write(chunk);
			} else if (endsInReady(chunk)) {
				cut(withheld);
			}
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		cutOnce: (text, when) =>
			new Promise((sprung) => {
				trap = { text, when, sprung };
			}),
		close: () =>
			new Promise((resolve) => {
				sockets.forEach((socket) => socket.destroy());
				server.close(() => resolve());
			}),
	};
}

/** ReadyForQuery ends every answer ('Z', length 5, and 'I' outside a transaction): by then the statement is committed. */
function endsInReady(chunk: Buffer): boolean {
	return chunk.subarray(-6).equals(Buffer.from([0x5a, 0, 0, 0, 5, 0x49]));
}
