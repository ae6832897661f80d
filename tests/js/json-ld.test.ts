// The structured data that PHP prints, against schema.org's vocabulary: every type, every property, every value.
//
// schema-dts has the vocabulary as TypeScript types, so the compiler is what checks. Its types allow any text where an
// object could be named by its address; how addresses, dates and hours are written is checked here.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

type Json = null | boolean | number | string | Json[] | JsonObject;
interface JsonObject {
	[ name: string ]: Json;
}
interface Printed extends JsonObject {
	'@type': string;
}

const folder = join( process.cwd(), 'schema/fixtures/json-ld' );
const printed = readdirSync( folder ).map( ( file ): [ string, Printed[] ] => [
	file,
	JSON.parse( readFileSync( join( folder, file ), 'utf8' ) ) as Printed[],
] );

const types = [
	'Article',
	'BlogPosting',
	'FAQPage',
	'BreadcrumbList',
	'Organization',
	'LocalBusiness',
	'Product',
];

/** The vocabulary, parsed once for all. */
const parsed: Record< string, ts.SourceFile | undefined > = {};

/** What the compiler has against an object, as sentences. */
function faultsOf( object: Printed ): string[] {
	const source = `import type { ${ types.join( ', ' ) }, WithContext } from 'schema-dts';
		export const printed: WithContext<Exclude<${ object[ '@type' ] }, string>> = ${ JSON.stringify( object, null, '\t' ) };`;
	const name = join( process.cwd(), 'tests/js/printed.ts' );
	const options: ts.CompilerOptions = {
		strict: true,
		noEmit: true,
		skipLibCheck: true,
		types: [],
		module: ts.ModuleKind.NodeNext,
		moduleResolution: ts.ModuleResolutionKind.NodeNext,
		target: ts.ScriptTarget.ES2022,
	};
	const disk = ts.createCompilerHost( options );
	const host: ts.CompilerHost = {
		...disk,
		fileExists: ( path ) => path === name || disk.fileExists( path ),
		readFile: ( path ) =>
			path === name ? source : disk.readFile( path ),
		getSourceFile: ( path, language ) =>
			path === name
				? ts.createSourceFile( path, source, language )
				: ( parsed[ path ] ??= disk.getSourceFile( path, language ) ),
	};
	const program = ts.createProgram( [ name ], options, host );
	return ts
		.getPreEmitDiagnostics( program )
		.map( ( { messageText } ) =>
			ts.flattenDiagnosticMessageText( messageText, '\n' )
		);
}

/** Every value that is no object or list, with the property that it is of, however deep. */
function valuesOf( value: Json, property = '' ): [ string, Json ][] {
	if ( Array.isArray( value ) ) {
		return value.flatMap( ( each ) => valuesOf( each, property ) );
	}
	return typeof value === 'object' && value !== null
		? Object.entries( value ).flatMap( ( [ name, each ] ) =>
				valuesOf( each, name )
			)
		: [ [ property, value ] ];
}

const address = /^https?:\/\/[^\s<>"]+$/;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;
const forms = new Map( [
	[ 'url', address ],
	[ 'item', address ],
	[ '@id', address ],
	[ 'datePublished', moment ],
	[ 'dateModified', moment ],
	[ 'inLanguage', /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/ ],
	[
		'openingHours',
		/^(Mo|Tu|We|Th|Fr|Sa|Su)(-(Mo|Tu|We|Th|Fr|Sa|Su))? \d\d:\d\d-\d\d:\d\d$/,
	],
] );

test( 'every type is there', () => {
	const found = printed.map( ( [ , objects ] ) => objects[ 0 ]?.[ '@type' ] );
	expect( new Set( found ) ).toEqual( new Set( types ) );
} );

describe.each( printed )( '%s', ( _file, objects ) => {
	test( 'has only what schema.org gives its type', () => {
		expect( objects.flatMap( faultsOf ) ).toEqual( [] );
	}, 60_000 );

	test( 'has addresses, dates, hours and languages in their form', () => {
		const odd = valuesOf( objects ).filter(
			( [ property, value ] ) =>
				forms.has( property ) &&
				! (
					typeof value === 'string' &&
					forms.get( property )?.test( value )
				)
		);
		expect( odd ).toEqual( [] );
	} );
} );

test.each< [ string, Printed ] >( [
	[
		'a property that the type has not',
		{
			'@context': 'https://schema.org',
			'@type': 'Organization',
			name: 'x',
			openingHours: 'Mo 09:00-17:00',
		},
	],
	[
		'a value of another kind',
		{
			'@context': 'https://schema.org',
			'@type': 'Article',
			headline: { '@type': 'Person', name: 'x' },
		},
	],
	[
		'an object of a wrong type within',
		{
			'@context': 'https://schema.org',
			'@type': 'FAQPage',
			mainEntity: [
				{
					'@type': 'Question',
					acceptedAnswer: { '@type': 'Offer', price: 1 },
				},
			],
		},
	],
	[ 'no context', { '@type': 'Article', headline: 'x' } ],
] )(
	'%s would be found',
	( _what, object ) => {
		expect( faultsOf( object ) ).not.toEqual( [] );
	},
	60_000
);
