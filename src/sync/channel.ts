// Carries the account between the open tabs of one site.
import { isAccount } from '../api/errors';
import type { Account } from '../api/generated/account';

/** Named by blog and site id: sites of one network, and sites of one origin, do not hear each other. */
function channelName( blogId: number, siteId: string | null ): string {
	return `seo-rank-genius:${ blogId }:${ siteId ?? 'none' }`;
}

export interface AccountChannel {
	/** Tells the other tabs, and listens where this account belongs from now on. */
	send: ( account: Account ) => void;
	/** Listens where this account belongs, and tells nobody. */
	follow: ( account: Account ) => void;
	close: () => void;
}

/** A channel that is silent until the first account is sent or followed. */
export function openAccountChannel(
	onAccount: ( account: Account ) => void
): AccountChannel {
	let channel: BroadcastChannel | null = null;

	const follow = ( { blog_id: blogId, site_id: siteId }: Account ) => {
		const name = channelName( blogId, siteId );
		if ( channel?.name === name ) {
			return;
		}
		channel?.close();
		channel = new BroadcastChannel( name );
		channel.onmessage = ( { data }: MessageEvent< unknown > ) => {
			if ( isAccount( data ) ) {
				onAccount( data );
			}
		};
	};

	return {
		send( account ) {
			// Who connects or disconnects takes along those that still listen where it came from. A page that
			// was loaded connected (the way back from the plans page) came from no connection.
			const origin =
				channel?.name ?? channelName( account.blog_id, null );
			follow( account );
			channel?.postMessage( account );
			if ( channel?.name !== origin ) {
				const old = new BroadcastChannel( origin );
				old.postMessage( account );
				old.close();
			}
		},
		follow,
		close() {
			channel?.close();
			channel = null;
		},
	};
}
