// An OpenAI-compatible server for tests whose answers and delays each test decides, on the wire.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ModelRequest {
	/** The user's text, parsed: the material the service sent. */
	context: Record<string, unknown>;
	system: string;
	/** The user's text as it was sent. */
	user: string;
	image_url: string;
	authorization: string | undefined;
	/** The id by which the service's logs know the call. */
	client_request_id: string | undefined;
	body: Record<string, unknown>;
}

export interface ModelReply {
	status?: number;
	/** The content of the first choice; an object is sent as JSON text. */
	content?: string | object | null;
	refusal?: string;
	finish_reason?: string;
	/** Sent as it is instead of a completion. */
	raw?: string;
	/** The connection is cut instead of answering. */
	cut?: boolean;
}

export interface ModelStub {
	/** To be used as AI_BASE_URL. */
	base_url: string;
	requests: ModelRequest[];
	/** Decides every later answer; it may wait. */
	reply(decide: (request: ModelRequest) => ModelReply | Promise<ModelReply>): void;
	close(): Promise<void>;
}

/** `keep_requests`: false where a long run would fill the memory with them. */
export async function startModelStub({ keep_requests = true } = {}): Promise<ModelStub> {
	const requests: ModelRequest[] = [];
	let decide: (request: ModelRequest) => ModelReply | Promise<ModelReply> = () => ({ content: { alt_text: 'A red barn in snow' } });

	const server = createServer((incoming, outgoing) => {
		void (async () => {
			const request = toRequest(await bodyOf(incoming), incoming.headers);
			if (keep_requests) {
				requests.push(request);
			}
			const reply = await decide(request);
			if (reply.cut === true) {
				incoming.socket.destroy();
				return;
			}
			outgoing.writeHead(reply.status ?? 200, { 'content-type': 'application/json' });
			outgoing.end(reply.raw ?? JSON.stringify(reply.status === undefined || reply.status === 200 ? completion(reply) : errorBody(reply)));
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		base_url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		requests,
		reply(next) {
			decide = next;
		},
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}

async function bodyOf(incoming: IncomingMessage): Promise<Record<string, unknown>> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) {
		chunks.push(chunk as Buffer);
	}
	return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
}

interface Message {
	role: string;
	content: string | { type: string; text?: string; image_url?: { url: string } }[];
}

function toRequest(body: Record<string, unknown>, headers: IncomingMessage['headers']): ModelRequest {
	const messages = body['messages'] as Message[];
	const system = messages.find((message) => message.role === 'system')?.content;
	const parts = messages.find((message) => message.role === 'user')?.content;
	const list = Array.isArray(parts) ? parts : [];
	const user = typeof parts === 'string' ? parts : (list.find((part) => part.type === 'text')?.text ?? '{}');
	return {
		system: typeof system === 'string' ? system : '',
		user,
		context: JSON.parse(user) as Record<string, unknown>,
		image_url: list.find((part) => part.type === 'image_url')?.image_url?.url ?? '',
		authorization: headers.authorization,
		client_request_id: headers['x-client-request-id']?.toString(),
		body,
	};
}

function completion(reply: ModelReply): object {
	const content = typeof reply.content === 'object' && reply.content !== null ? JSON.stringify(reply.content) : (reply.content ?? null);
	return {
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 1,
		model: 'stub',
		choices: [
			{
				index: 0,
				finish_reason: reply.finish_reason ?? 'stop',
				logprobs: null,
				message: { role: 'assistant', content, refusal: reply.refusal ?? null },
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

function errorBody(reply: ModelReply): object {
	return { error: { message: typeof reply.content === 'string' ? reply.content : 'failed', type: 'server_error', param: null, code: null } };
}
