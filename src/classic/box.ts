// Adds to the meta box of the classic editor the buttons that generate, or says why there are none.
import { editingWords } from '../bulk/editing-words';
import { obstacle } from '../bulk/spending';
import type { Account } from '../api/generated/account';
import { capReachedText } from '../components/cap-text';
import { LICENSE_PAGE } from '../page-address';
import { fetchAccount } from '../queries/editor-action';
import { mergeAccount } from '../sync/balance';
import { openAccountChannel } from '../sync/channel';
import { addGenerateButton } from './generate-button';

const FEATURES = [ 'meta_title', 'meta_description' ] as const;

/** Says why there are no buttons. */
function explain( box: HTMLElement, account: Account ): void {
	const lack = obstacle( account, 1 );
	if ( lack === null ) {
		return;
	}
	const line = document.createElement( 'p' );
	line.className = 'description';
	const text =
		lack === 'capped'
			? capReachedText( account.balance )
			: editingWords().obstacles[ lack ];
	if ( account.can.manage_license ) {
		const link = document.createElement( 'a' );
		link.href = LICENSE_PAGE;
		link.textContent = text;
		line.append( link );
	} else {
		line.textContent = text;
	}
	box.prepend( line );
}

/** Starts with the account that was preloaded; fails where it was not. Gives what ends it. */
export async function startBox( box: HTMLElement ): Promise< () => void > {
	let known = await fetchAccount( new AbortController().signal );
	if ( obstacle( known, 1 ) !== null ) {
		explain( box, known );
		return () => undefined;
	}
	const channel = openAccountChannel( ( account ) => {
		known = mergeAccount( known, account );
	} );
	channel.follow( known );
	for ( const feature of FEATURES ) {
		const field = document.getElementById( `seo-rank-genius-${ feature }` );
		if ( field instanceof HTMLInputElement ) {
			addGenerateButton(
				{ postId: Number( box.dataset.post ), feature, field },
				known,
				( account ) => {
					known = mergeAccount( known, account );
					channel.send( known );
				}
			);
		}
	}
	return () => channel.close();
}
