// A process that answers every chat completion at once, with the same text: what is left to measure is the service. It reads no more of
// HTTP than it must. Prints its address.
import { createServer, type AddressInfo } from 'node:net';
import { readMessages } from './messages.ts';

const COMPLETION = JSON.stringify({
	id: 'chatcmpl-1',
	object: 'chat.completion',
	created: 1,
	model: 'bench',
	choices: [
		{ index: 0, finish_reason: 'stop', logprobs: null, message: { role: 'assistant', content: '{"alt_text":"A red barn in snow"}', refusal: null } },
	],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});
const ANSWER = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${COMPLETION.length}\r\n\r\n${COMPLETION}`;

const server = createServer({ noDelay: true }, (socket) => {
	readMessages(socket, () => socket.write(ANSWER));
	socket.on('error', () => socket.destroy());
});
server.listen(0, '127.0.0.1', () => {
	process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1\n`);
});
