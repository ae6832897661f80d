// Reads what nobody read of a request's body before it is answered: a connection closed on unread bytes is reset, and the answer is lost with it.
import type { IncomingMessage } from 'node:http';

/**
 * Takes the rest of a body in and throws it away. How long that may take is bounded by the app's requestTimeout.
 *
 * @param most_bytes Of the rest.
 * @returns Whether that was all; not, too, where the sender went away.
 */
export async function readToEnd(request: IncomingMessage, most_bytes: number): Promise<boolean> {
	let bytes = 0;
	try {
		for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
			bytes += chunk.length;
			if (bytes > most_bytes) {
				return false;
			}
		}
		return true;
	} catch {
		return false;
	}
}
