// The texts of the blocks of a post: where they are, and where a piece of text is in them.
import { RichTextData, create, type RichTextValue } from '@wordpress/rich-text';

export interface Block {
	clientId: string;
	name: string;
	isValid?: boolean;
	attributes: Readonly< Record< string, unknown > >;
	innerBlocks: readonly Block[];
}

/** One text of one block, such as the content of a paragraph. */
export interface TextPlace {
	clientId: string;
	blockName: string;
	attribute: string;
	value: RichTextValue;
}

/** A piece of a text, in UTF-16 units as RichText counts. */
export interface Range {
	start: number;
	end: number;
}

/** The texts of blocks and of the blocks in them, in the order in which they are read. */
export function textPlaces( blocks: readonly Block[] ): TextPlace[] {
	return blocks.flatMap( ( { clientId, name, attributes, innerBlocks } ) => [
		...Object.entries( attributes ).flatMap( ( [ attribute, data ] ) =>
			data instanceof RichTextData && data.text !== ''
				? {
						clientId,
						blockName: name,
						attribute,
						value: create( { html: data as unknown as string } ),
					}
				: []
		),
		...textPlaces( innerBlocks ),
	] );
}

/** A text as an attribute of a block. */
export function asAttribute( value: RichTextValue ): RichTextData {
	return new RichTextData(
		value as unknown as ConstructorParameters< typeof RichTextData >[ 0 ]
	);
}

/** With any run of blanks as one space: what is compared. `at` has the place of each unit in the text. */
function comparable( text: string ): { text: string; at: number[] } {
	const units: string[] = [];
	const at: number[] = [];
	for ( let place = 0; place < text.length; place++ ) {
		const unit = text.charAt( place );
		const isBlank = /\s/.test( unit );
		if ( ! isBlank || units.at( -1 ) !== ' ' ) {
			units.push( isBlank ? ' ' : unit );
			at.push( place );
		}
	}
	return { text: units.join( '' ), at };
}

const LETTER = /[\p{L}\p{N}\p{M}]/u;

function isInsideWord( text: string, { start, end }: Range ): boolean {
	const isWithin = ( place: number ) =>
		LETTER.test( text.charAt( place - 1 ) ) &&
		LETTER.test( text.charAt( place ) );
	return isWithin( start ) || isWithin( end );
}

/**
 * Where a piece stands in a text, blanks aside; those that stand as words of their own first. Scripts without blanks
 * between words have only the others.
 */
export function findPiece( text: string, piece: string ): Range[] {
	const wanted = comparable( piece ).text.trim();
	if ( wanted === '' ) {
		return [];
	}
	const whole = comparable( text );
	const found: Range[] = [];
	for (
		let from = whole.text.indexOf( wanted );
		from >= 0;
		from = whole.text.indexOf( wanted, from + 1 )
	) {
		const last = whole.at[ from + wanted.length - 1 ] ?? 0;
		found.push( { start: whole.at[ from ] ?? 0, end: last + 1 } );
	}
	const words = found.filter( ( range ) => ! isInsideWord( text, range ) );
	return [
		...words,
		...found.filter( ( range ) => ! words.includes( range ) ),
	];
}

/** The first text that has a piece; null where none has it. */
export function locate(
	places: readonly TextPlace[],
	piece: string
): { place: TextPlace; range: Range } | null {
	for ( const place of places ) {
		const [ range ] = findPiece( place.value.text, piece );
		if ( range !== undefined ) {
			return { place, range };
		}
	}
	return null;
}
