// The license resource: the three ways to connect this site, and disconnecting it.
import { request } from './client';
import { hasKeys, isAccount } from './errors';
import type { Account } from './generated/account';
import type { PlansLink } from './generated/plans-link';
import type { Trial } from './generated/trial';

function isTrial( value: unknown ): value is Trial {
	return hasKeys( value, [ 'trial_id', 'expires_at' ] );
}

function isPlansLink( value: unknown ): value is PlansLink {
	return hasKeys( value, [ 'url' ] ) && typeof value.url === 'string';
}

/** Has a code mailed to an address. */
export function startTrial( email: string ): Promise< Trial > {
	return request( '/license/trial', isTrial, {
		method: 'POST',
		data: { email },
	} );
}

/** Connects this site with the mailed code of six digits. */
export function confirmTrial(
	trialId: string,
	code: string
): Promise< Account > {
	return request( '/license/trial/confirm', isAccount, {
		method: 'POST',
		data: { trial_id: trialId, code },
	} );
}

export function connectKey( licenseKey: string ): Promise< Account > {
	return request( '/license/key', isAccount, {
		method: 'POST',
		data: { license_key: licenseKey },
	} );
}

/** Connects this site with the license key of wp-config.php, which stays in PHP. */
export function connectConfiguredKey(): Promise< Account > {
	return request( '/license/configured-key', isAccount, { method: 'POST' } );
}

/** Takes the connection along to where this site is now; the earlier address loses it. */
export function moveHere(): Promise< Account > {
	return request( '/license/move', isAccount, { method: 'POST' } );
}

/** Drops the connection here, without a word to the cloud: it is the original's. */
export function treatAsCopy(): Promise< Account > {
	return request( '/license/copy', isAccount, { method: 'POST' } );
}

/** The address of the cloud's plans page, from which the owner comes back connected. */
export function createPlansLink(): Promise< PlansLink > {
	return request( '/license/plans-link', isPlansLink, { method: 'POST' } );
}

/** Disconnects this site; its credits stay with the license. */
export function disconnect(): Promise< Account > {
	return request( '/license', isAccount, { method: 'DELETE' } );
}
