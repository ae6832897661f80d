// Keeps the account the same in all open tabs of a site.
//
// | when                                        | then                                            |
// |---------------------------------------------|-------------------------------------------------|
// | a page is opened                            | its account is told to the other tabs           |
// | an answer changes the account               | the other tabs are told                         |
// | an answer changes nothing                   | nobody is told                                  |
// | another tab tells                           | it is merged by version, and not told again     |
// | another tab connects or disconnects         | this one follows, and listens there from now on |
// | a site with another address tells           | it is not for us                                |
// | what is told names other capabilities       | this tab keeps its own                          |
import { hashKey, type QueryClient } from '@tanstack/react-query';
import type { Account } from '../api/generated/account';
import { accountQuery, knownAccount, takeAccount } from '../queries/account';
import { openAccountChannel } from './channel';

/** Starts sharing. Returns what ends it. */
export function shareAccount( client: QueryClient ): () => void {
	let told: Account | undefined;
	// What comes from another tab is not told again, or two tabs would tell each other for ever.
	let isListening = false;

	const channel = openAccountChannel( ( incoming ) => {
		const held = knownAccount( client );
		if ( held === undefined || held.domain !== incoming.domain ) {
			return;
		}
		isListening = true;
		takeAccount( client, { ...incoming, can: held.can } );
		isListening = false;
		told = knownAccount( client );
		channel.follow( told ?? incoming );
	} );

	const tell = () => {
		const account = knownAccount( client );
		if ( ! isListening && account !== undefined && account !== told ) {
			told = account;
			channel.send( account );
		}
	};

	const hash = hashKey( accountQuery().queryKey );
	const unsubscribe = client.getQueryCache().subscribe( ( { query } ) => {
		if ( query.queryHash === hash ) {
			tell();
		}
	} );
	tell();

	return () => {
		unsubscribe();
		channel.close();
	};
}
