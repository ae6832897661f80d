// The limits that the form shows are those that PHP holds.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limitOf } from '../../../src/account/personalization/fields';
import { MAX_CEILING } from '../../../src/account/personalization/upload-settings';

/** A constant of a PHP class, as its file has it. */
function phpConstant( path: string, name: string ): number {
	const source = readFileSync( join( process.cwd(), 'php', path ), 'utf8' );
	return Number(
		new RegExp( `const ${ name }\\s*= (\\d+);` ).exec( source )?.[ 1 ]
	);
}

it.each( [
	[ 'brand_name', 'MAX_NAME' ],
	[ 'brand_about', 'MAX_ABOUT' ],
	[ 'audience', 'MAX_STRATEGY' ],
	[ 'tone', 'MAX_STRATEGY' ],
	[ 'keywords', 'MAX_STRATEGY' ],
	[ 'avoid', 'MAX_STRATEGY' ],
	[ 'example', 'MAX_STRATEGY' ],
] as const )( '%s: %s', ( field, constant ) => {
	expect( limitOf( field ) ).toBe(
		phpConstant( 'Personalization/Personalization.php', constant )
	);
} );

it( 'the ceiling for new uploads', () => {
	expect( MAX_CEILING ).toBe(
		phpConstant( 'Features/ImageAltText/UploadBudget.php', 'MAX_CEILING' )
	);
} );
