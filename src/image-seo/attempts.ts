// Remembers the action id of an attempt whose end is not known, so that trying again never pays twice.
import { mintUuid } from '../uuid';

/** After this an unfinished attempt is over in the cloud, and what is asked for is something new. */
const REMEMBERED_MS = 10 * 60_000;

interface Attempt {
	id: string;
	at: number;
}

function storageKey( blogId: number, imageId: number ): string {
	return `seo-rank-genius:attempt:${ blogId }:${ imageId }`;
}

function read( key: string ): Attempt | null {
	const [ id, at ] = ( sessionStorage.getItem( key ) ?? '' ).split( ' ' );
	if ( id === undefined || at === undefined ) {
		return null;
	}
	return { id, at: Number( at ) };
}

/** The id to send: that of the unfinished attempt, also after a reload, or a new one. */
export function attemptId( blogId: number, imageId: number ): string {
	const key = storageKey( blogId, imageId );
	const attempt = read( key );
	if ( attempt !== null && Date.now() - attempt.at < REMEMBERED_MS ) {
		return attempt.id;
	}
	const id = mintUuid();
	sessionStorage.setItem( key, `${ id } ${ Date.now() }` );
	return id;
}

/** The attempt has ended, one way or another: the next one is new. */
export function endAttempt( blogId: number, imageId: number ): void {
	sessionStorage.removeItem( storageKey( blogId, imageId ) );
}
