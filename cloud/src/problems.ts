// Names every error code of the /v1 contract with its HTTP status, and the error class that carries one.

export const PROBLEM_STATUS = {
	invalid_request: 400,
	unauthenticated: 401,
	insufficient_credits: 402,
	forbidden: 403,
	license_lapsed: 403,
	plan_has_no_credits: 403,
	site_cap_reached: 403,
	offer_used: 403,
	trial_used: 403,
	site_limit_reached: 403,
	not_found: 404,
	site_moved: 409,
	already_settled: 409,
	quote_exceeded: 409,
	code_expired: 410,
	result_expired: 410,
	payload_too_large: 413,
	key_reused: 422,
	input_unusable: 422,
	rate_limited: 429,
	provider_failed: 502,
	unavailable: 503,
} as const;

export type ProblemCode = keyof typeof PROBLEM_STATUS;

export interface ProblemOptions {
	/** Seconds until a retry makes sense; becomes the Retry-After header. */
	retry_after_s?: number;
	cause?: unknown;
}

/** An expected failure with a stable code. `detail` is prose for developers and must hold no secret. */
export class Problem extends Error {
	readonly code: ProblemCode;
	readonly retry_after_s: number | undefined;

	constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
		super(detail, options.cause === undefined ? undefined : { cause: options.cause });
		this.name = 'Problem';
		this.code = code;
		this.retry_after_s = options.retry_after_s;
	}

	get status(): number {
		return PROBLEM_STATUS[this.code];
	}
}
