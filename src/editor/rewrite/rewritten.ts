// The texts of chosen blocks as paragraphs for the model, and the blocks with the texts that came back.
import {
	applyFormat,
	create,
	type RichTextFormat,
	type RichTextValue,
} from '@wordpress/rich-text';
import { findPiece, textPlaces, type Block, type TextPlace } from '../blocks';

/** Blocks whose text is prose. Captions, buttons and code keep theirs. */
export const PROSE = [
	'core/paragraph',
	'core/heading',
	'core/list-item',
	'core/quote',
	'core/pullquote',
	'core/verse',
];

const isProse = ( { blockName, attribute }: TextPlace ) =>
	PROSE.includes( blockName ) && attribute !== 'citation';

/** The texts of the blocks that can be rewritten. */
export function rewritable( blocks: readonly Block[] ): TextPlace[] {
	return textPlaces( blocks ).filter( isProse );
}

/** As the model gets them: blank lines part paragraphs, so none is within one. */
export function asText( places: readonly TextPlace[] ): string {
	return places
		.map( ( { value } ) =>
			value.text
				.replace( /\uFFFC/g, '' )
				.replace( /\s*\n\s*/g, '\n' )
				.trim()
		)
		.join( '\n\n' );
}

interface Stretch {
	format: RichTextFormat;
	text: string;
}

/** The formats of a text, each with the words that it stands on. */
function stretches( { text, formats }: RichTextValue ): Stretch[] {
	const found = new Map< RichTextFormat, Stretch >();
	( formats as ( RichTextFormat[] | undefined )[] ).forEach(
		( list, place ) =>
			list?.forEach( ( format ) => {
				const stretch = found.get( format ) ?? { format, text: '' };
				stretch.text += text.charAt( place );
				found.set( format, stretch );
			} )
	);
	return [ ...found.values() ];
}

export interface Rewritten {
	place: TextPlace;
	value: RichTextValue;
	/** How many links, bold words, pictures in the line and so on it would lose. */
	lost: number;
}

/** A new text with those formats of the old one whose words are still there. */
function rewrite( place: TextPlace, text: string ): Rewritten {
	let value = create( { text } );
	let lost = place.value.replacements.filter( Boolean ).length;
	for ( const stretch of stretches( place.value ) ) {
		const [ range ] = findPiece( text, stretch.text );
		if ( range === undefined ) {
			lost += 1;
		} else {
			value = applyFormat(
				value,
				stretch.format,
				range.start,
				range.end
			);
		}
	}
	return { place, value, lost };
}

/** What came back, block by block; null where its paragraphs are not as many as were sent. */
export function rewritten(
	places: readonly TextPlace[],
	text: string
): Rewritten[] | null {
	const paragraphs = text.trim().split( /\n\s*\n/ );
	if ( paragraphs.length !== places.length ) {
		return null;
	}
	return places.map( ( place, index ) =>
		rewrite( place, paragraphs[ index ] ?? '' )
	);
}
