// Sends requests to the plugin's REST routes, and narrows their answers.
import apiFetch from '@wordpress/api-fetch';
import { RequestFailed, isRecord, toError } from './errors';

const NAMESPACE = '/seo-rank-genius/v1';

export interface RequestOptions {
	method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	data?: Record< string, unknown >;
	signal?: AbortSignal;
}

function unreadable(): RequestFailed {
	return new RequestFailed( '', 'invalid_answer', true );
}

/**
 * One request.
 *
 * @param  path     Below the namespace, with its leading slash.
 * @param  isAnswer Tells an answer of the expected shape from anything else.
 * @param  options  Method, body and signal; GET by default.
 * @throws {Error} A CloudProblem when the cloud refused or could not be reached; a RequestFailed when
 *                 WordPress refused, or the answer was lost.
 */
export async function request< T >(
	path: string,
	isAnswer: ( value: unknown ) => value is T,
	options: RequestOptions = {}
): Promise< T > {
	let answer: unknown;
	try {
		answer = await apiFetch( { path: NAMESPACE + path, ...options } );
	} catch ( thrown ) {
		throw toError( thrown );
	}
	if ( ! isAnswer( answer ) ) {
		throw unreadable();
	}
	return answer;
}

export interface Page< T > {
	items: T[];
	/** All that match, over all pages. */
	total: number;
	pages: number;
}

function count( value: string | null ): number {
	const number = Number( value );
	return Number.isSafeInteger( number ) && number >= 0 ? number : 0;
}

/**
 * One page of a collection, with WordPress's totals.
 *
 * @param path   Below the namespace, with its query.
 * @param isItem Tells an item of the expected shape from anything else.
 * @param signal Ends the request.
 */
export async function requestPage< T >(
	path: string,
	isItem: ( value: unknown ) => value is T,
	signal: AbortSignal
): Promise< Page< T > > {
	let response: Response;
	let body: unknown;
	try {
		response = await apiFetch< Response >( {
			path: NAMESPACE + path,
			parse: false,
			signal,
		} );
		body = await response.json();
	} catch ( thrown ) {
		throw toError( await errorBody( thrown ) );
	}
	if ( ! Array.isArray( body ) || ! body.every( isItem ) ) {
		throw unreadable();
	}
	return {
		items: body,
		total: count( response.headers.get( 'X-WP-Total' ) ),
		pages: count( response.headers.get( 'X-WP-TotalPages' ) ),
	};
}

/** Without parsing, api-fetch throws the response itself. */
async function errorBody( thrown: unknown ): Promise< unknown > {
	if ( ! ( thrown instanceof Response ) ) {
		return thrown;
	}
	try {
		const body: unknown = await thrown.json();
		return isRecord( body ) ? body : {};
	} catch {
		return {};
	}
}
