// The texts to choose from that `meta_title` and `meta_description` answer.
import { hasKeys } from './api/errors';

/** None where the result is something else. */
export function alternativesOf( result: unknown ): string[] {
	return hasKeys( result, [ 'alternatives' ] ) &&
		Array.isArray( result.alternatives )
		? result.alternatives.filter(
				( text ): text is string => typeof text === 'string'
			)
		: [];
}
