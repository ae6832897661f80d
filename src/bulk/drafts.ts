// Texts that were typed and not saved yet: kept when their row goes away, and not lost with the page unasked.
import { useEffect, useState } from '@wordpress/element';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';

/** What was typed, and the text that it was typed over. */
export interface Draft {
	text: string;
	over: string;
}

/** Of each page, by what the text belongs to. */
const kept = new WeakMap< QueryClient, Map< string, Draft > >();

function draftsOf( client: QueryClient ): Map< string, Draft > {
	const drafts = kept.get( client ) ?? new Map< string, Draft >();
	kept.set( client, drafts );
	return drafts;
}

/** The draft of one text, also one that was typed before another list was shown. */
export function useDraft(
	key: string
): [ Draft | null, ( draft: Draft | null ) => void ] {
	const drafts = draftsOf( useQueryClient() );
	const [ draft, setDraft ] = useState( () => drafts.get( key ) ?? null );
	return [
		draft,
		( next ) => {
			if ( next === null ) {
				drafts.delete( key );
			} else {
				drafts.set( key, next );
			}
			setDraft( next );
		},
	];
}

/** Has the browser ask before the page is left with drafts in it. */
export function useDraftsGuard(): void {
	const client = useQueryClient();
	useEffect( () => {
		const ask = ( event: BeforeUnloadEvent ) => {
			if ( draftsOf( client ).size > 0 ) {
				event.preventDefault();
			}
		};
		window.addEventListener( 'beforeunload', ask );
		return () => window.removeEventListener( 'beforeunload', ask );
	}, [ client ] );
}
