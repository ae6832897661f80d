/* OpenAI's error answers: a class to throw, and the bodies by status. */

/** Thrown by the model; answered as `body` with `status`. */
export class ModelProblem extends Error {
	status: number;
	body: object;

	constructor(
		status: number,
		message: string,
		code: string | null,
		param: string | null = null,
		type = 'invalid_request_error',
	) {
		super(message);
		this.status = status;
		this.body = { error: { message, type, param, code } };
	}
}

/** What OpenAI answers with a status that a fault asked for. */
export function faultBody(status: number): object {
	const [message, type, code] =
		status === 429
			? ['Rate limit reached for requests (sandbox fault).', 'requests', 'rate_limit_exceeded']
			: status >= 500
				? ['The server had an error while processing your request (sandbox fault).', 'server_error', null]
				: ['The request was refused (sandbox fault).', 'invalid_request_error', null];
	return { error: { message, type, param: null, code } };
}
