// A link is put on the words that a suggestion names: in the right block, never inside another link.
import { toHTMLString } from '@wordpress/rich-text';
import { findLinkPlace, withLink } from '../../../src/editor/links/place-link';
import type { Block } from '../../../src/editor/blocks';
import { paragraph, registerFormats, textBlock } from './text-blocks';

beforeAll( registerFormats );

function linked( blocks: Block[], anchor: string ): string | null {
	const there = findLinkPlace( blocks, anchor );
	return there === null
		? null
		: toHTMLString( {
				value: withLink( there, 'https://example.com/lawn/' ),
			} );
}

it( 'keeps the formats around the words', () => {
	expect(
		linked(
			[
				paragraph( 'First.' ),
				paragraph( 'A <strong>wild meadow</strong> is easy.' ),
			],
			'wild meadow is'
		)
	).toBe(
		'A <a href="https://example.com/lawn/"><strong>wild meadow</strong> is</a> easy.'
	);
} );

it( 'passes over words that are a link already', () => {
	const blocks = [
		paragraph( 'A <a href="/x">wild meadow</a> here.' ),
		paragraph( 'And a wild meadow there.' ),
	];
	expect( findLinkPlace( blocks, 'wild meadow' )?.place.clientId ).toBe(
		blocks[ 1 ]?.clientId
	);
	expect( linked( blocks.slice( 0, 1 ), 'wild meadow' ) ).toBeNull();
	expect( linked( blocks.slice( 0, 1 ), 'meadow here' ) ).toBeNull();
} );

it( 'finds the words between other blanks than they were sent with', () => {
	expect(
		linked(
			[ paragraph( 'A wild&nbsp;meadow<br>grows.' ) ],
			'wild meadow grows'
		)
	).toBe(
		'A <a href="https://example.com/lawn/">wild\u00a0meadow<br>grows</a>.'
	);
} );

it( 'prefers whole words, and takes others where a script has no blanks', () => {
	expect( linked( [ paragraph( 'Category: cat.' ) ], 'cat' ) ).toBe(
		'Category: <a href="https://example.com/lawn/">cat</a>.'
	);
	expect( linked( [ paragraph( '草地比草坪更容易' ) ], '草坪' ) ).toBe(
		'草地比<a href="https://example.com/lawn/">草坪</a>更容易'
	);
	expect( linked( [ paragraph( 'المرج أسهل من العشب' ) ], 'من العشب' ) ).toBe(
		'المرج أسهل <a href="https://example.com/lawn/">من العشب</a>'
	);
} );

it( 'looks into blocks within blocks, and into headings last', () => {
	const blocks = [
		textBlock( 'core/heading', 'Meadow seeds' ),
		textBlock( 'core/quote', '', [
			paragraph( 'Sow Meadow seeds in autumn.' ),
		] ),
	];
	expect( findLinkPlace( blocks, 'Meadow seeds' )?.place.blockName ).toBe(
		'core/paragraph'
	);
	expect(
		findLinkPlace( blocks.slice( 0, 1 ), 'Meadow seeds' )?.place.blockName
	).toBe( 'core/heading' );
} );

it( 'leaves buttons and code alone', () => {
	expect(
		linked(
			[
				textBlock( 'core/button', 'Buy seeds', [], 'text' ),
				textBlock( 'core/code', 'Buy seeds' ),
			],
			'Buy seeds'
		)
	).toBeNull();
} );

it( 'shows the words in their sentence', () => {
	const long = 'word '.repeat( 40 );
	const there = findLinkPlace(
		[ paragraph( `${ long }wild meadow ${ long }` ) ],
		'wild meadow'
	);
	expect( there?.before ).toMatch( /^…word .*word $/ );
	expect( there?.words ).toBe( 'wild meadow' );
	expect( there?.after ).toMatch( /^ word .*word…$/ );
	expect( there?.before.length ).toBeLessThanOrEqual( 61 );
} );

it( 'does not take markup in the words for markup', () => {
	expect(
		linked( [ paragraph( 'Write &lt;b&gt; in HTML.' ) ], '<b> in' )
	).toBe( 'Write <a href="https://example.com/lawn/">&lt;b> in</a> HTML.' );
} );
