// Remembers the action id of an attempt whose end is not known, so that trying again never pays twice.
import { mintUuid } from '../uuid';

/** After this an unfinished attempt is over in the cloud, and what is asked for is something new. */
const REMEMBERED_MS = 10 * 60_000;

interface Attempt {
	id: string;
	at: number;
}

function storageKey( of: string ): string {
	return `seo-rank-genius:attempt:${ of }`;
}

function read( key: string ): Attempt | null {
	const [ id, at ] = ( sessionStorage.getItem( key ) ?? '' ).split( ' ' );
	if ( id === undefined || at === undefined ) {
		return null;
	}
	return { id, at: Number( at ) };
}

/**
 * The id to send: that of the unfinished attempt, also after a reload, or a new one.
 *
 * @param of Names the site of the network, and what is attempted.
 */
export function attemptId( of: string ): string {
	const key = storageKey( of );
	const attempt = read( key );
	if ( attempt !== null && Date.now() - attempt.at < REMEMBERED_MS ) {
		return attempt.id;
	}
	const id = mintUuid();
	sessionStorage.setItem( key, `${ id } ${ Date.now() }` );
	return id;
}

/** The attempt has ended, one way or another: the next one is new. */
export function endAttempt( of: string ): void {
	sessionStorage.removeItem( storageKey( of ) );
}
