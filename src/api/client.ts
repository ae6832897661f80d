// Sends requests to the plugin's REST routes, and narrows their answers.
import apiFetch from '@wordpress/api-fetch';
import { RequestFailed, toError } from './errors';

const NAMESPACE = '/seo-rank-genius/v1';

export interface RequestOptions {
	method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	data?: Record< string, unknown >;
	signal?: AbortSignal | null;
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
