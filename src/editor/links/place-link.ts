// Puts a link on the words of a post that a suggestion names.
import { applyFormat, type RichTextValue } from '@wordpress/rich-text';
import {
	findPiece,
	type Block,
	type Range,
	type TextPlace,
	textPlaces,
} from '../blocks';

export interface LinkPlace {
	place: TextPlace;
	range: Range;
	/** As they stand there, and what stands around them. */
	words: string;
	before: string;
	after: string;
}

/** Of the text around the words, so many characters are shown. */
const AROUND = 60;

/** Texts in which a link has no place: they are one already, or their blanks and lines are kept as they are. */
const WITHOUT_LINKS = [ 'core/button', 'core/code', 'core/preformatted' ];

function hasLink( { formats }: RichTextValue, { start, end }: Range ): boolean {
	return formats
		.slice( start, end )
		.some( ( format ) =>
			( format as typeof format | undefined )?.some( ( { type } ) =>
				[ 'core/link', 'a' ].includes( type )
			)
		);
}

function around( text: string, { start, end }: Range ) {
	const before = text.slice( 0, start );
	const after = text.slice( end );
	return {
		words: text.slice( start, end ),
		before:
			before.length > AROUND
				? `…${ before.slice( -AROUND ).replace( /^\S*\s/, '' ) }`
				: before,
		after:
			after.length > AROUND
				? `${ after.slice( 0, AROUND ).replace( /\s\S*$/, '' ) }…`
				: after,
	};
}

/** Where the words stand outside of links; in headings only where they stand nowhere else. Null: nowhere. */
export function findLinkPlace(
	blocks: readonly Block[],
	anchor: string
): LinkPlace | null {
	const places = textPlaces( blocks ).filter(
		( { blockName } ) => ! WITHOUT_LINKS.includes( blockName )
	);
	const isHeading = ( { blockName }: TextPlace ) =>
		blockName === 'core/heading';
	const inOrder = [
		...places.filter( ( place ) => ! isHeading( place ) ),
		...places.filter( isHeading ),
	];
	for ( const place of inOrder ) {
		const range = findPiece( place.value.text, anchor ).find(
			( found ) => ! hasLink( place.value, found )
		);
		if ( range !== undefined ) {
			return { place, range, ...around( place.value.text, range ) };
		}
	}
	return null;
}

/** The text with the link on its words. */
export function withLink(
	{ place, range }: LinkPlace,
	url: string
): RichTextValue {
	return applyFormat(
		place.value,
		{ type: 'core/link', attributes: { url } },
		range.start,
		range.end
	);
}
