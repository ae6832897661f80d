// Turns a failure on a page into a page that says what to do next.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Problem, PROBLEM_STATUS, type ProblemCode } from '../../problems.ts';
import type { Visitors } from './visitors.ts';

interface Message {
	title: string;
	text: string;
	link?: { to: string; label: string };
}

export type Messages = Partial<Record<ProblemCode, Message>> & { invalid_request: Message };

export function errorPages(visitors: Visitors, messages: Messages) {
	return async (error: FastifyError | Problem, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
		const code = codeOf(error);
		if (PROBLEM_STATUS[code] >= 500) {
			request.log.error({ err: error instanceof Problem ? (error.cause ?? error) : error, code }, 'a page failed');
		}
		if (error instanceof Problem && error.retry_after_s !== undefined) {
			reply.header('retry-after', error.retry_after_s);
		}
		reply.code(PROBLEM_STATUS[code]);
		return visitors.page(request, reply, 'message', { ...(messages[code] ?? messages.invalid_request) });
	};
}

function codeOf(error: FastifyError | Problem): ProblemCode {
	if (error instanceof Problem) {
		return error.code;
	}
	return error.validation !== undefined || (error.statusCode ?? 500) < 500 ? 'invalid_request' : 'unavailable';
}
