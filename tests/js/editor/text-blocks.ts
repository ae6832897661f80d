// Blocks with texts in them, as the block editor keeps them: real rich text, of the formats that core registers.
import { RichTextData, registerFormatType } from '@wordpress/rich-text';
import type { Block } from '../../../src/editor/blocks';

const FORMATS = [
	{ name: 'core/bold', tagName: 'strong', attributes: {} },
	{ name: 'core/italic', tagName: 'em', attributes: {} },
	{ name: 'core/link', tagName: 'a', attributes: { url: 'href' } },
];

/** What core's format library does when the editor is loaded. */
export function registerFormats(): void {
	for ( const { name, tagName, attributes } of FORMATS ) {
		registerFormatType( name, {
			name,
			title: name,
			tagName,
			className: null,
			attributes,
			interactive: false,
			edit: () => null,
		} as unknown as Parameters< typeof registerFormatType >[ 1 ] );
	}
}

let made = 0;

export function textBlock(
	name: string,
	html: string,
	innerBlocks: Block[] = [],
	attribute = 'content'
): Block {
	made += 1;
	return {
		clientId: `block-${ made }`,
		name,
		isValid: true,
		attributes: { [ attribute ]: RichTextData.fromHTMLString( html ) },
		innerBlocks,
	};
}

export const paragraph = ( html: string ) =>
	textBlock( 'core/paragraph', html );
