// A process that answers every chat completion at once, with the same text: what is left to measure is the service. Prints its address.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

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

const server = createServer((request, response) => {
	request.resume();
	request.once('end', () => {
		response.writeHead(200, { 'content-type': 'application/json', 'content-length': COMPLETION.length });
		response.end(COMPLETION);
	});
});
server.listen(0, '127.0.0.1', () => {
	process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1\n`);
});
