// Texts that were typed and not saved yet: kept when their row goes away, and not lost with the page unasked.
import { useEffect, useState } from '@wordpress/element';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';

/** What was typed, and the text that it was typed over. */
export interface Draft {
	text: string;
	over: string;
}

/** Of each page, by image. */
const kept = new WeakMap< QueryClient, Map< number, Draft > >();

function draftsOf( client: QueryClient ): Map< number, Draft > {
	const drafts = kept.get( client ) ?? new Map< number, Draft >();
	kept.set( client, drafts );
	return drafts;
}

/** The draft of one image, also one that was typed before another list was shown. */
export function useDraft(
	id: number
): [ Draft | null, ( draft: Draft | null ) => void ] {
	const drafts = draftsOf( useQueryClient() );
	const [ draft, setDraft ] = useState( () => drafts.get( id ) ?? null );
	return [
		draft,
		( next ) => {
			if ( next === null ) {
				drafts.delete( id );
			} else {
				drafts.set( id, next );
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
