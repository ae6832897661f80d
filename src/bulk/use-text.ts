// One text of a row: typed, saved, written by AI, and taken back.
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { errorText } from '../components/error-text';
import { useDraft } from './drafts';
import { useGenerating, type Generated, type Said } from './use-generating';

export interface EditedText {
	text: string;
	isEdited: boolean;
	isSaving: boolean;
	isGenerating: boolean;
	/** null when there is nothing to say. */
	message: Said | null;
	/** Whether there is a text to go back to. */
	canUndo: boolean;
	edit: ( text: string ) => void;
	save: () => void;
	generate: () => void;
	undo: () => void;
}

/** A change that can be saved, and taken back: a text, or whatever else the row has. */
export interface TextChange {
	text?: string;
}

export interface GeneratedText extends Generated {
	text: string | null;
}

export interface TextSource< C extends TextChange > {
	/** Names the text: its draft, and its attempts on this site. */
	key: string;
	/** As WordPress has it. */
	stored: string;
	isSaving: boolean;
	isGenerating: boolean;
	/** Saves a change if the text is still `over`. */
	save: ( change: C, over: string ) => Promise< unknown >;
	/** The text as it is now, where saving was refused because somebody else had changed it. */
	changedTo: ( error: Error ) => string | undefined;
	generate: ( actionId: string ) => Promise< GeneratedText >;
}

export interface StoredText< C extends TextChange > extends EditedText {
	/** Saves something else than what was typed; `back` is what undoes it. */
	store: ( change: C, said: string, back: C | null ) => void;
}

function changedText( now: string ): string {
	return now === ''
		? __( 'Meanwhile this text was removed.', 'seo-rank-genius' )
		: sprintf(
				/* translators: %s: a text. */
				__(
					'Meanwhile this text was changed to “%s”.',
					'seo-rank-genius'
				),
				now
			);
}

/** Why a change was not saved; `now` is what somebody else has made of the text. */
function refusalText(
	error: Error,
	now: string | undefined,
	change: TextChange
): string {
	if ( now === undefined ) {
		return errorText( error );
	}
	if ( change.text === undefined ) {
		return changedText( now );
	}
	return `${ changedText( now ) } ${ __(
		'Save again to replace it with yours.',
		'seo-rank-genius'
	) }`;
}

function keptText( text: string | null ): string {
	return sprintf(
		/* translators: %s: a text. */
		__(
			'This text was changed meanwhile, so it was kept. Written by AI: “%s”',
			'seo-rank-genius'
		),
		text ?? ''
	);
}

export function useText< C extends TextChange >( {
	key,
	stored,
	isSaving,
	isGenerating,
	...source
}: TextSource< C > ): StoredText< C > {
	const [ draft, setDraft ] = useDraft( key );
	const [ before, setBefore ] = useState< C | null >( null );
	const text = draft?.text ?? stored;
	const { message, say, generate } = useGenerating(
		key,
		source.generate,
		( made: GeneratedText ) => {
			if ( ! made.applied ) {
				return keptText( made.text );
			}
			setBefore( { text } as C );
			setDraft( null );
			return null;
		}
	);

	// Not by callbacks of mutate(): they are dropped when the row goes away, and what was typed is saved all the same.
	const put = ( change: C, over: string, said: string, back: C | null ) => {
		const onRefused = ( error: Error ) => {
			const now = source.changedTo( error );
			if ( now !== undefined && change.text !== undefined ) {
				setDraft( { text: change.text, over: now } );
			}
			say( { isError: true, text: refusalText( error, now, change ) } );
		};
		void source.save( change, over ).then( () => {
			setDraft( null );
			setBefore( back );
			say( { isError: false, text: said } );
		}, onRefused );
	};

	return {
		text,
		isEdited: draft !== null,
		isSaving,
		isGenerating,
		message,
		canUndo:
			before !== null &&
			( Object.keys( before ).length > 1 || before.text !== stored ),
		edit: ( typed ) =>
			setDraft(
				typed === stored
					? null
					: { text: typed, over: draft?.over ?? stored }
			),
		save: () =>
			put(
				{ text } as C,
				draft?.over ?? stored,
				__( 'Saved.', 'seo-rank-genius' ),
				{ text: stored } as C
			),
		generate,
		undo: () =>
			before !== null &&
			put(
				before,
				stored,
				__( 'The text before is back.', 'seo-rank-genius' ),
				null
			),
		store: ( change, said, back ) => put( change, stored, said, back ),
	};
}
