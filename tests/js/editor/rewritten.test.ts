// Blocks as paragraphs for the model, and back: as many as before, with the formats that still have their words.
import { toHTMLString } from '@wordpress/rich-text';
import {
	asText,
	rewritable,
	rewritten,
} from '../../../src/editor/rewrite/rewritten';
import { paragraph, registerFormats, textBlock } from './text-blocks';

beforeAll( registerFormats );

const blocks = () => [
	textBlock( 'core/heading', 'Meadows' ),
	paragraph(
		'A <strong>wild meadow</strong> is <a href="/easy">easy</a>.<br><br>Really.'
	),
	textBlock( 'core/image', 'A caption', [], 'caption' ),
	textBlock( 'core/list', '', [
		textBlock( 'core/list-item', 'Seeds &amp; soil' ),
	] ),
];

it( 'sends the prose, one paragraph for each text', () => {
	expect( asText( rewritable( blocks() ) ) ).toBe(
		'Meadows\n\nA wild meadow is easy.\nReally.\n\nSeeds & soil'
	);
} );

it( 'puts each paragraph into its block, with the formats whose words are left', () => {
	const places = rewritable( blocks() );
	const texts = rewritten(
		places,
		'On meadows\n\nNothing is as simple as a wild meadow <3.\n\nSoil & seeds\n'
	);
	expect( texts?.map( ( { value } ) => toHTMLString( { value } ) ) ).toEqual(
		[
			'On meadows',
			'Nothing is as simple as a <strong>wild meadow</strong> &lt;3.',
			'Soil &amp; seeds',
		]
	);
	expect( texts?.map( ( { lost } ) => lost ) ).toEqual( [ 0, 1, 0 ] );
	expect( texts?.map( ( { place } ) => place.clientId ) ).toEqual(
		places.map( ( { clientId } ) => clientId )
	);
} );

it( 'counts a picture in the line as lost', () => {
	const places = rewritable( [
		paragraph( 'See <img src="a.png" alt=""> here.' ),
	] );
	expect( rewritten( places, 'Look here.' )?.[ 0 ]?.lost ).toBe( 1 );
} );

it( 'has no answer where the paragraphs are not as many', () => {
	const places = rewritable( blocks() );
	expect( rewritten( places, 'One.' ) ).toBeNull();
	expect( rewritten( places, 'One.\n\nTwo.\n\nThree.\n\nFour.' ) ).toBeNull();
} );
