// What was built: nothing that the oldest supported WordPress lacks, and no more than a screen may weigh.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { handles } from './wordpress-6.8-handles.json';

const BUDGET_BYTES = 40_000;
const build = join( process.cwd(), 'build' );
const SCREENS = [ 'account', 'usage', 'image-seo' ];

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

describe.each( SCREENS )( '%s', ( screen ) => {
	it( 'depends on scripts that WordPress 6.8 registers', () => {
		const needed = dependencies( screen );
		expect( needed ).toContain( 'wp-components' );
		expect(
			needed.filter( ( handle ) => ! handles.includes( handle ) )
		).toEqual( [] );
	} );

	it.each( [ '.css', '-rtl.css' ] )(
		'weighs at most 40 kB gzip with its %s',
		( style ) => {
			const files = [ `${ screen }.js`, screen + style ];
			const bytes = files.map(
				( file ) => gzipSync( read( file ), { level: 9 } ).length
			);
			const total = bytes.reduce( ( sum, one ) => sum + one, 0 );
			process.stdout.write(
				`${ files.join( ' + ' ) }: ${ bytes.join( ' + ' ) } = ${ total } bytes gzip\n`
			);
			expect( total ).toBeLessThanOrEqual( BUDGET_BYTES );
		}
	);
} );

it( 'holds these files and no chunks: lazy ones get no translations', () => {
	const expected = SCREENS.flatMap( ( screen ) =>
		[ '.asset.php', '.css', '.js', '-rtl.css' ].map(
			( ending ) => screen + ending
		)
	);
	const found = readdirSync( build ).filter(
		( file ) => ! file.endsWith( '.map' )
	);
	expect( found.sort() ).toEqual( [ '.gitignore', ...expected ].sort() );
} );
