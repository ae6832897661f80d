// What was built: nothing that the oldest supported WordPress lacks, and no more than a screen may weigh.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { handles } from './wordpress-6.8-handles.json';

/** The most that a page may weigh, in bytes. The editor is not ours alone. */
const BUDGETS = {
	account: 40_000,
	usage: 40_000,
	'image-seo': 40_000,
	'content-seo': 40_000,
	templates: 40_000,
	editor: 25_000,
	classic: 8_000,
};
const build = join( process.cwd(), 'build' );
const SCREENS = Object.keys( BUDGETS );

function read( file: string ): Buffer {
	const path = join( build, file );
	if ( ! existsSync( path ) ) {
		throw new Error( `build/${ file } is missing. Run: npm run build` );
	}
	return readFileSync( path );
}

function dependencies( screen: string ): string[] {
	const list = /'dependencies' => array\(([^)]*)\)/.exec(
		read( `${ screen }.asset.php` ).toString()
	)?.[ 1 ];
	return [ ...( list ?? '' ).matchAll( /'([^']+)'/g ) ].map(
		( [ , handle ] ) => handle ?? ''
	);
}

describe.each( Object.entries( BUDGETS ) )( '%s', ( screen, budget ) => {
	it( 'depends on scripts that WordPress 6.8 registers', () => {
		const needed = dependencies( screen );
		expect( needed ).toContain( 'wp-i18n' );
		expect(
			needed.filter( ( handle ) => ! handles.includes( handle ) )
		).toEqual( [] );
	} );

	it.each( [ '.css', '-rtl.css' ] )(
		`weighs at most ${ budget / 1000 } kB gzip with its %s`,
		( style ) => {
			const files = [ `${ screen }.js`, screen + style ];
			const bytes = files.map(
				( file ) => gzipSync( read( file ), { level: 9 } ).length
			);
			const total = bytes.reduce( ( sum, one ) => sum + one, 0 );
			process.stdout.write(
				`${ files.join( ' + ' ) }: ${ bytes.join( ' + ' ) } = ${ total } bytes gzip\n`
			);
			expect( total ).toBeLessThanOrEqual( budget );
		}
	);
} );

it( 'holds these files, and one chunk: PHP brings the translations of no other', () => {
	const expected = SCREENS.flatMap( ( screen ) =>
		[ '.asset.php', '.css', '.js', '-rtl.css' ].map(
			( ending ) => screen + ending
		)
	);
	const found = readdirSync( build ).filter(
		( file ) => ! file.endsWith( '.map' )
	);
	expect( found.sort() ).toEqual(
		[ '.gitignore', 'later.js', ...expected ].sort()
	);
} );
