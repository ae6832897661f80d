// The text of one image: typed, saved, written by AI, and taken back.
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type { Image } from '../api/generated/image';
import type { ImageAction } from '../api/generated/image-action';
import { CloudProblem } from '../api/errors';
import { errorText } from '../components/error-text';
import {
	generateAltTextMutation,
	saveAltTextMutation,
} from '../queries/images';
import { costText, failureText, mayHaveRun, outcomeText } from './action-text';
import { attemptId, endAttempt } from './attempts';

export interface AltText {
	text: string;
	isEdited: boolean;
	isSaving: boolean;
	isGenerating: boolean;
	/** Said after an action; null when there is nothing to say. */
	message: { isError: boolean; text: string } | null;
	/** Whether there is a text to go back to. */
	canUndo: boolean;
	edit: ( text: string ) => void;
	save: () => void;
	generate: () => void;
	undo: () => void;
}

/**
 * @param image   As the library has it.
 * @param blogId  Its site in the network.
 * @param maxCost The quote for one text, in credits.
 */
export function useAltText(
	image: Image,
	blogId: number,
	maxCost: number
): AltText {
	const [ draft, setDraft ] = useState< string | null >( null );
	const [ previous, setPrevious ] = useState< string | null >( null );
	const [ message, setMessage ] = useState< AltText[ 'message' ] >( null );
	const saving = useMutation( saveAltTextMutation() );
	const generating = useMutation( generateAltTextMutation() );
	const text = draft ?? image.alt_text;

	const store = ( altText: string, said: string, back: string | null ) =>
		saving.mutate(
			{ id: image.id, altText },
			{
				onSuccess: () => {
					setDraft( null );
					setPrevious( back );
					setMessage( { isError: false, text: said } );
				},
				onError: ( error ) =>
					setMessage( { isError: true, text: errorText( error ) } ),
			}
		);

	const onAnswer = ( { action }: ImageAction ) => {
		const { outcome } = action;
		if ( outcome !== 'in_progress' && outcome !== 'refused' ) {
			endAttempt( blogId, image.id );
		}
		if ( outcome !== 'completed' ) {
			setMessage( { isError: true, text: outcomeText( action ) } );
			return;
		}
		setPrevious( text );
		setDraft( null );
		setMessage( { isError: false, text: costText( action ) } );
	};

	const onFailure = ( error: Error ) => {
		if ( error instanceof CloudProblem && ! mayHaveRun( error ) ) {
			endAttempt( blogId, image.id );
		}
		setMessage( { isError: true, text: failureText( error ) } );
	};

	const generate = () => {
		const actionId = attemptId( blogId, image.id );
		setMessage( null );
		// Not by callbacks of mutate(): they are dropped when the row goes away, and the attempt has ended all the same.
		void generating
			.mutateAsync( { id: image.id, actionId, maxCost } )
			.then( onAnswer, onFailure );
	};

	return {
		text,
		isEdited: draft !== null,
		isSaving: saving.isPending,
		isGenerating: generating.isPending,
		message,
		canUndo: previous !== null && previous !== image.alt_text,
		edit: ( typed ) => setDraft( typed === image.alt_text ? null : typed ),
		save: () =>
			store( text, __( 'Saved.', 'seo-rank-genius' ), image.alt_text ),
		generate,
		undo: () =>
			store(
				previous ?? '',
				__( 'The text before is back.', 'seo-rank-genius' ),
				image.alt_text
			),
	};
}
