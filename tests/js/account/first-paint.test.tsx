// What PHP prints for the first paint of Account › Credits is what the script then draws in its place.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { account, balance } from '../fixtures';
import { show } from './credits-tab';

/** Elements of the first paint, each with what is seen of it. */
function painted( root: ParentNode ): string[] {
	const selector =
		'.srg-title, .nav-tab, .srg-heading, .srg-header__plan, .srg-tile__label, .srg-tile__credits, .srg-tile__description';
	return [ ...root.querySelectorAll( selector ) ].map( ( element ) =>
		[
			element.tagName,
			element.className,
			element.parentElement?.className,
			element.textContent,
		].join( ' | ' )
	);
}

test( 'the script draws the first paint of PHP anew, element by element', () => {
	const first = document.createElement( 'div' );
	first.innerHTML = readFileSync(
		join( process.cwd(), 'schema/fixtures/first-paint.html' ),
		'utf8'
	);
	show(
		account( {
			balance: balance( {
				license: { shared: 500 },
				site: { domain: 0 },
			} ),
		} )
	);
	const drawn = painted( document );

	expect( painted( first ) ).toEqual(
		drawn.slice( 0, painted( first ).length )
	);
	expect( drawn.slice( painted( first ).length ).join() ).not.toContain(
		'srg-tile'
	);
} );
