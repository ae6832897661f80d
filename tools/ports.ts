// Finds ports that are free on both loopback addresses: a browser given "localhost" may try either.

import { createServer } from 'node:net';
import { SetupFailure } from './setup/failure.mjs';

/**
 * @param wanted The port to begin with.
 * @param avoid Ports already promised to somebody else.
 * @return The wanted port, or the next free one above it.
 */
export async function freePortFrom(wanted: number, avoid: ReadonlySet<number> = new Set()): Promise<number> {
	for (let port = wanted; port < Math.min(wanted + 200, 65536); port++) {
		if (!avoid.has(port) && (await isFree(port))) {
			return port;
		}
	}
	throw new SetupFailure(`No port is free from ${wanted} on.`);
}

/**
 * @return So many different ports that are free now, as the system hands them out.
 */
export async function anyFreePorts(count: number): Promise<number[]> {
	const ports = new Set<number>();
	while (ports.size < count) {
		const port = await listenOn(0, '127.0.0.1');
		if (port !== undefined && (await isFree(port))) {
			ports.add(port);
		}
	}
	return [...ports];
}

async function isFree(port: number): Promise<boolean> {
	return (await listenOn(port, '127.0.0.1')) !== undefined && (await listenOn(port, '::1')) !== undefined;
}

/**
 * @return The port listened on for a moment, or undefined where it is taken. A machine without IPv6 counts as free.
 */
function listenOn(port: number, host: string): Promise<number | undefined> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) => {
			resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT' ? port : undefined);
		});
		server.listen({ port, host, exclusive: true }, () => {
			const address = server.address();
			const found = typeof address === 'object' && address ? address.port : port;
			server.close(() => resolve(found));
		});
	});
}
