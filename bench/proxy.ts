// Stands between WordPress and the cloud on the loopback address, and lets it seem near, slow or gone.

import { createConnection, createServer, type Socket } from 'node:net';

/**
 * "slow": nothing passes for the first 5 seconds of a connection. "down": connections are refused. "mute": requests pass,
 * their answers do not, and the connection is cut when one comes.
 */
export type CloudState = 'up' | 'slow' | 'down' | 'mute';

export interface CloudProxy {
	become(state: CloudState): Promise<void>;
	/** How often it was called so far. */
	calls(): number;
	stop(): Promise<void>;
}

const slow_ms = 5000;

/**
 * Listens on one port and passes connections on to another. It is up at first.
 */
export async function openProxy(port: number, cloudPort: number): Promise<CloudProxy> {
	let delay_ms = 0;
	let is_mute = false;
	let calls = 0;
	const sockets = new Set<Socket>();
	const keep = (socket: Socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		return socket;
	};
	const server = createServer((client) => {
		keep(client);
		calls += 1;
		const timer = setTimeout(() => {
			const cloud = keep(createConnection({ port: cloudPort, host: '127.0.0.1' }));
			cloud.on('error', () => client.destroy());
			client.on('close', () => cloud.destroy());
			client.pipe(cloud);
			cloud.on('end', () => client.end());
			cloud.on('data', (answer: Buffer) => (is_mute ? client.destroy() : client.write(answer)));
		}, delay_ms);
		client.on('error', () => client.destroy());
		client.on('close', () => clearTimeout(timer));
	});
	const close = () => {
		sockets.forEach((socket) => socket.destroy());
		return new Promise<void>((resolve) => server.close(() => resolve()));
	};
	const listen = () =>
		new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(port, '127.0.0.1', () => {
				server.off('error', reject);
				resolve();
			});
		});
	await listen();
	return {
		async become(state) {
			delay_ms = state === 'slow' ? slow_ms : 0;
			is_mute = state === 'mute';
			if (state === 'down') {
				await close();
			} else if (!server.listening) {
				await listen();
			}
		},
		calls: () => calls,
		stop: close,
	};
}
