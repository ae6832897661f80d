// What was typed over what is saved, and what becomes of it when somebody else saves first.
import { useState } from '@wordpress/element';
import { useMutation } from '@tanstack/react-query';
import type { Personalization } from '../../api/generated/personalization';
import {
	savePersonalizationMutation,
	savedMeanwhile,
} from '../../queries/personalization';
import { fieldsOf, withEdits, type Edits, type Fields } from './fields';

export interface Draft {
	/** Only what differs from what is saved. */
	edits: Edits;
	/** What somebody else has saved meanwhile in fields that were edited here as well. */
	theirs: Edits;
	/** Somebody else has saved since this was read, and it has not been saved again. */
	isOvertaken: boolean;
	isSaving: boolean;
	isSaved: boolean;
	/** The last save failed, for another reason than that. */
	error: Error | null;
	edit: < F extends keyof Fields >( field: F, value: Fields[ F ] ) => void;
	save: () => void;
}

/** The fields for which this holds, of those given. */
function only(
	fields: Edits,
	holds: ( field: keyof Fields ) => boolean
): Edits {
	return Object.fromEntries(
		Object.entries( fields ).filter( ( [ field ] ) =>
			holds( field as keyof Fields )
		)
	);
}

/**
 * The draft over what is saved.
 *
 * @param saved As last read; undefined until it is.
 */
export function useDraft( saved: Personalization | undefined ): Draft {
	const [ edits, setEdits ] = useState< Edits >( {} );
	const [ theirs, setTheirs ] = useState< Edits >( {} );
	const mutation = useMutation( savePersonalizationMutation() );

	const overtaken =
		mutation.error === null ? null : savedMeanwhile( mutation.error );

	const edit: Draft[ 'edit' ] = ( field, value ) => {
		if ( mutation.isSuccess ) {
			mutation.reset();
		}
		setEdits( ( before ) => {
			const after = { ...before, [ field ]: value };
			return saved === undefined
				? after
				: only(
						after,
						( name ) => after[ name ] !== fieldsOf( saved )[ name ]
					);
		} );
	};

	const save = () => {
		if ( saved === undefined ) {
			return;
		}
		const sent = edits;
		const before = fieldsOf( saved );
		void mutation.mutateAsync( withEdits( saved, sent ) ).then(
			() => {
				// What was typed while it was being saved is not saved yet.
				setEdits( ( now ) =>
					only( now, ( name ) => now[ name ] !== sent[ name ] )
				);
				setTheirs( {} );
			},
			( error: unknown ) => {
				const other = savedMeanwhile( error );
				if ( other === null ) {
					return;
				}
				const now = fieldsOf( other );
				setEdits( ( mine ) =>
					only( mine, ( name ) => mine[ name ] !== now[ name ] )
				);
				setTheirs(
					only(
						now,
						( name ) =>
							name in sent &&
							now[ name ] !== before[ name ] &&
							now[ name ] !== sent[ name ]
					)
				);
			}
		);
	};

	return {
		edits,
		theirs,
		isOvertaken: overtaken !== null,
		isSaving: mutation.isPending,
		isSaved: mutation.isSuccess,
		error: overtaken === null ? mutation.error : null,
		edit,
		save,
	};
}
