// What the Personalization tab shows and what was typed in it. It is kept by the screen: a look at another tab loses
// nothing.
import { useState } from '@wordpress/element';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Personalization } from '../../api/generated/personalization';
import { personalizationQuery } from '../../queries/personalization';
import { useDraft, type Draft } from './draft';
import { useUnsavedGuard } from '../../components/unsaved-guard';

/** What differs from the saved settings for new uploads. */
export interface UploadEdits {
	isOn?: boolean;
	/** The ceiling as typed. */
	ceiling?: string;
}

export interface KeptPersonalization {
	saved: UseQueryResult< Personalization >;
	draft: Draft;
	uploadEdits: UploadEdits;
	onUploadEdits: ( edits: UploadEdits ) => void;
}

/**
 * Reads it once its tab is open, and keeps it.
 *
 * @param isOpen The tab is shown.
 */
export function usePersonalization( isOpen: boolean ): KeptPersonalization {
	const saved = useQuery( { ...personalizationQuery(), enabled: isOpen } );
	const draft = useDraft( saved.data );
	const [ uploadEdits, onUploadEdits ] = useState< UploadEdits >( {} );
	useUnsavedGuard(
		Object.keys( draft.edits ).length > 0 ||
			Object.keys( uploadEdits ).length > 0
	);
	return { saved, draft, uploadEdits, onUploadEdits };
}
