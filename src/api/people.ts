// The people of this site, from WordPress itself.
import apiFetch from '@wordpress/api-fetch';
import { RequestFailed, hasKeys, toError } from './errors';

export interface Person {
	id: number;
	name: string;
}

const MOST = 20;

function isPerson( value: unknown ): value is Person {
	return (
		hasKeys( value, [ 'id', 'name' ] ) &&
		typeof value.id === 'number' &&
		typeof value.name === 'string'
	);
}

/**
 * The first people whose name matches.
 *
 * @param  search A part of the name; '' for anybody.
 * @param  signal Ends the request.
 * @throws {Error} As request() in client.ts.
 */
export async function fetchPeople(
	search: string,
	signal: AbortSignal
): Promise< Person[] > {
	const query = new URLSearchParams( {
		_fields: 'id,name',
		orderby: 'name',
		per_page: String( MOST ),
		...( search === '' ? {} : { search } ),
	} );
	let answer: unknown;
	try {
		answer = await apiFetch( {
			path: `/wp/v2/users?${ query.toString() }`,
			signal,
		} );
	} catch ( thrown ) {
		throw toError( thrown );
	}
	if ( ! Array.isArray( answer ) || ! answer.every( isPerson ) ) {
		throw new RequestFailed( '', 'invalid_answer', true );
	}
	return answer;
}
