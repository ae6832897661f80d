// The account resource: what this site knows of its license and credits.
import { request } from './client';
import { isAccount } from './errors';
import type { Account } from './generated/account';

export function fetchAccount( signal: AbortSignal ): Promise< Account > {
	return request( '/account', isAccount, { signal } );
}

/** Asks the cloud now. A failure of the cloud is no error here: the answer carries it as `problem`. */
export function syncAccount(): Promise< Account > {
	return request( '/account/sync', isAccount, { method: 'POST' } );
}
