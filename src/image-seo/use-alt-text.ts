// The text of one image: typed, saved, written by AI, marked as not wanted, and taken back.
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type { ImageChange } from '../api/images';
import type { Image } from '../api/generated/image';
import type { ImageAction } from '../api/generated/image-action';
import { CloudProblem } from '../api/errors';
import { errorText } from '../components/error-text';
import {
	changedImage,
	generateAltTextMutation,
	saveImageMutation,
} from '../queries/images';
import { costText, failureText, mayHaveRun, outcomeText } from './action-text';
import { attemptId, endAttempt } from './attempts';
import { useDraft } from './drafts';

type Before = Pick< ImageChange, 'altText' | 'isDecorative' >;

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
	setDecorative: ( isDecorative: boolean ) => void;
	undo: () => void;
}

function changedText( now: string ): string {
	return now === ''
		? __( 'Meanwhile this text was removed.', 'seo-rank-genius' )
		: sprintf(
				/* translators: %s: an alt text. */
				__(
					'Meanwhile this text was changed to “%s”.',
					'seo-rank-genius'
				),
				now
			);
}

function keptText( text: string | null ): string {
	return sprintf(
		/* translators: %s: an alt text. */
		__(
			'This text was changed meanwhile, so it was kept. Written by AI: “%s”',
			'seo-rank-genius'
		),
		text ?? ''
	);
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
	const [ draft, setDraft ] = useDraft( image.id );
	const [ before, setBefore ] = useState< Before | null >( null );
	const [ message, setMessage ] = useState< AltText[ 'message' ] >( null );
	const saving = useMutation( saveImageMutation() );
	const generating = useMutation( generateAltTextMutation() );
	const text = draft?.text ?? image.alt_text;

	const store = ( change: ImageChange, said: string, back: Before | null ) =>
		saving.mutate(
			{ id: image.id, ...change },
			{
				onSuccess: () => {
					setDraft( null );
					setBefore( back );
					setMessage( { isError: false, text: said } );
				},
				onError: ( error ) => {
					const now = changedImage( error )?.alt_text;
					if ( now === undefined ) {
						setMessage( {
							isError: true,
							text: errorText( error ),
						} );
						return;
					}
					if ( change.altText === undefined ) {
						setMessage( {
							isError: true,
							text: changedText( now ),
						} );
						return;
					}
					setDraft( { text: change.altText, over: now } );
					setMessage( {
						isError: true,
						text: `${ changedText( now ) } ${ __(
							'Save again to replace it with yours.',
							'seo-rank-genius'
						) }`,
					} );
				},
			}
		);

	const onAnswer = ( { action, applied, text: made }: ImageAction ) => {
		const { outcome } = action;
		if ( outcome !== 'in_progress' && outcome !== 'refused' ) {
			endAttempt( blogId, image.id );
		}
		if ( outcome !== 'completed' ) {
			setMessage( { isError: true, text: outcomeText( action ) } );
			return;
		}
		if ( ! applied ) {
			setMessage( { isError: true, text: keptText( made ) } );
			return;
		}
		setBefore( { altText: text } );
		setDraft( null );
		setMessage( { isError: false, text: costText( action ) } );
	};

	const onFailure = ( error: Error ) => {
		if ( error instanceof CloudProblem && ! mayHaveRun( error ) ) {
			endAttempt( blogId, image.id );
		}
		setMessage( { isError: true, text: failureText( error ) } );
	};

	return {
		text,
		isEdited: draft !== null,
		isSaving: saving.isPending,
		isGenerating: generating.isPending,
		message,
		canUndo:
			before !== null &&
			( before.isDecorative !== undefined ||
				before.altText !== image.alt_text ),
		edit: ( typed ) =>
			setDraft(
				typed === image.alt_text
					? null
					: { text: typed, over: draft?.over ?? image.alt_text }
			),
		save: () =>
			store(
				{ altText: text, ifAltText: draft?.over ?? image.alt_text },
				__( 'Saved.', 'seo-rank-genius' ),
				{ altText: image.alt_text }
			),
		generate: () => {
			const actionId = attemptId( blogId, image.id );
			setMessage( null );
			// Not by callbacks of mutate(): they are dropped when the row goes away, and the attempt has ended all the same.
			void generating
				.mutateAsync( { id: image.id, actionId, maxCost } )
				.then( onAnswer, onFailure );
		},
		setDecorative: ( isDecorative ) =>
			store(
				{ isDecorative, ifAltText: image.alt_text },
				isDecorative
					? __( 'Marked as decorative.', 'seo-rank-genius' )
					: __( 'No longer decorative.', 'seo-rank-genius' ),
				{ isDecorative: ! isDecorative, altText: text }
			),
		undo: () =>
			store(
				{ ...before, ifAltText: image.alt_text },
				__( 'The text before is back.', 'seo-rank-genius' ),
				null
			),
	};
}
