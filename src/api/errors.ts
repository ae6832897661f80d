// The two ways in which a request to WordPress fails, and how a thrown value is narrowed to one of them.
import type { Account } from './generated/account';
import type { Problem, ProblemCode } from './generated/problem';

/** The cloud refused a command or could not be reached. Carries the last known account. */
export class CloudProblem extends Error {
	public override readonly name = 'CloudProblem';

	public readonly problem: Problem;

	public readonly account: Account;

	public constructor( message: string, problem: Problem, account: Account ) {
		super( message );
		this.problem = problem;
		this.account = account;
	}

	public get code(): ProblemCode {
		return this.problem.code;
	}
}

/** WordPress refused the request, or its answer was lost on the way. */
export class RequestFailed extends Error {
	public override readonly name = 'RequestFailed';

	/** WordPress's own code, such as `rest_forbidden`. */
	public readonly code: string;

	/** No answer came, or none that can be read: whether the command ran is not known. */
	public readonly lost: boolean;

	/** What WordPress told besides, not checked yet. */
	public readonly data: Readonly< Record< string, unknown > >;

	public constructor(
		message: string,
		code: string,
		lost: boolean,
		data: Record< string, unknown > = {}
	) {
		super( message );
		this.code = code;
		this.lost = lost;
		this.data = data;
	}
}

export function isRecord( value: unknown ): value is Record< string, unknown > {
	return (
		typeof value === 'object' && value !== null && ! Array.isArray( value )
	);
}

/** Whether a value has all these keys: enough to tell an answer of the plugin from anything else. */
export function hasKeys(
	value: unknown,
	keys: readonly string[]
): value is Record< string, unknown > {
	return isRecord( value ) && keys.every( ( key ) => key in value );
}

export function isAccount( value: unknown ): value is Account {
	return hasKeys( value, [
		'connection',
		'domain',
		'balance',
		'catalog',
		'open_checkouts',
		'can',
	] );
}

function isProblem( value: unknown ): value is Problem {
	return hasKeys( value, [ 'code', 'request_id', 'retry_after_s' ] );
}

/** api-fetch throws the parsed error body, or an object of its own when there was none. */
export function toError( thrown: unknown ): Error {
	if ( thrown instanceof DOMException && thrown.name === 'AbortError' ) {
		return thrown;
	}
	if ( ! isRecord( thrown ) || typeof thrown.code !== 'string' ) {
		return new RequestFailed( '', 'unknown_error', true );
	}
	const message = typeof thrown.message === 'string' ? thrown.message : '';
	const { data } = thrown;
	if ( thrown.code === 'cloud_problem' && isRecord( data ) ) {
		const { problem, account } = data;
		if ( isProblem( problem ) && isAccount( account ) ) {
			return new CloudProblem( message, problem, account );
		}
	}
	// What WordPress answers by itself has a status; fetch_error, offline_error and invalid_json have none.
	const answered = isRecord( data ) && typeof data.status === 'number';
	return new RequestFailed(
		message,
		thrown.code,
		! answered,
		isRecord( data ) ? data : {}
	);
}
