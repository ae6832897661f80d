// What a failure at Polar means: refused for good, or worth trying again later.
import Type from 'typebox';
import { Value } from 'typebox/value';
import { Problem } from '../problems.ts';

/** Polar answered, and refused: repeating the same does not help. */
export class PolarRefusal extends Problem {
	/** The HTTP status, such as 402 for a payment that failed. */
	readonly polar_status: number;

	constructor(polar_status: number, cause: Error) {
		super('provider_failed', `Polar refused with ${polar_status}.`, { cause });
		this.polar_status = polar_status;
	}
}

/** Polar names the time after which it may be asked again. */
export class PolarBusy extends Problem {
	readonly rest_s: number;

	constructor(rest_s: number, cause: unknown) {
		super('unavailable', 'Polar asks for patience.', { retry_after_s: rest_s, cause });
		this.rest_s = rest_s;
	}
}

const PATIENCE_S = 10;
const OUTAGE_S = 5;

/** Reads one thing; undefined where Polar does not know it. @throws Problem */
export async function readOne<T>(read: () => Promise<T>): Promise<T | undefined> {
	try {
		return await read();
	} catch (error) {
		if (statusOf(error) === 404) {
			return undefined;
		}
		throw toProblem(error);
	}
}

/** Asks Polar, with what fails as a Problem. */
export async function asking<T>(ask: () => Promise<T>): Promise<T> {
	try {
		return await ask();
	} catch (error) {
		throw toProblem(error);
	}
}

function statusOf(error: unknown): number | undefined {
	const status: unknown = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
	return typeof status === 'number' ? status : undefined;
}

/**
 * What Polar refuses is a fault to be mended (`provider_failed`); all else, such as an outage, a cut connection or too many
 * requests, may work later (`unavailable`).
 */
export function toProblem(error: unknown): Problem {
	if (error instanceof Problem) {
		return error;
	}
	const status = statusOf(error);
	if (status === 429) {
		const asked: unknown = error instanceof Error && 'retryAfter' in error ? error.retryAfter : null;
		return new PolarBusy(typeof asked === 'number' && Number.isFinite(asked) ? asked : PATIENCE_S, error);
	}
	if (status !== undefined && status < 500) {
		return new PolarRefusal(status, new Error(`Polar refused with ${status}: ${faultsOf(error)}`));
	}
	return new Problem('unavailable', 'Polar cannot be reached.', { retry_after_s: OUTAGE_S, cause: error });
}

const Refusal = Type.Object({ error: Type.Object({ detail: Type.Array(Type.Object({ loc: Type.Array(Type.Unknown()), msg: Type.String() })) }) });

/** Which fields Polar refused and why, without their values: errors are logged, what buyers typed is not. */
function faultsOf(error: unknown): string {
	return Value.Check(Refusal, error) ? error.error.detail.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('; ') : 'no detail';
}
