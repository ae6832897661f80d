// What an earlier result is told from others by.
import { summaryOf } from '../../../src/editor/results';

const finding = ( message: string ) => ( {
	severity: 'high',
	kind: 'intent',
	quote: 'A wild meadow',
	message,
	action: 'Say it first.',
} );

it.each( [
	[
		'an analysis by what it found',
		{ findings: [ finding( 'Opens late.' ), finding( 'Ends soon.' ) ] },
		'Opens late. · Ends soon.',
	],
	[
		'titles by themselves',
		{ alternatives: [ 'Wild', 'Easy' ] },
		'Wild · Easy',
	],
	[
		'a long text by its beginning',
		{ text: 'a'.repeat( 200 ) },
		`${ 'a'.repeat( 160 ) }…`,
	],
	[ 'nothing that can be read by nothing', null, '' ],
] )( 'tells %s', ( _what, result, summary ) => {
	expect( summaryOf( result ) ).toBe( summary );
} );
