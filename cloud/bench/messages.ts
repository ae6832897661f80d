// The least of HTTP/1.1 that the bench's two ends need: messages with a Content-Length, one after the other on a connection kept alive.
import type { Socket } from 'node:net';

const HEAD_END = '\r\n\r\n';

/** Tells of each whole message: its first line and its body. @throws where a message has no Content-Length */
export function readMessages(socket: Socket, onMessage: (first_line: string, body: string) => void): void {
	let text = '';
	// Bytes are characters here, so that a length is one.
	socket.setEncoding('latin1');
	socket.on('data', (chunk: string) => {
		text += chunk;
		for (;;) {
			const head_ends = text.indexOf(HEAD_END);
			if (head_ends < 0) {
				return;
			}
			const head = text.slice(0, head_ends);
			const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
			if (length === undefined) {
				socket.destroy(new Error(`A message without a length: ${head}`));
				return;
			}
			const body_begins = head_ends + HEAD_END.length;
			const body_ends = body_begins + Number(length);
			if (text.length < body_ends) {
				return;
			}
			const body = text.slice(body_begins, body_ends);
			text = text.slice(body_ends);
			onMessage(head.slice(0, head.indexOf('\r\n')), body);
		}
	});
}
