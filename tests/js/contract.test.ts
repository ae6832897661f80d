// The contract with PHP: the generated types are current, and what these tests pretend WordPress answers is in shape.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import * as fixtures from './fixtures';
import * as usage from './usage-fixtures';

const root = process.cwd();

function problemsOf( schema: string, value: unknown ): unknown {
	const { $schema: _draft, ...rest } = JSON.parse(
		readFileSync(
			join( root, 'schema', 'rest', `${ schema }.json` ),
			'utf8'
		)
	) as Record< string, unknown >;
	const ajv = new Ajv( { strict: false, validateFormats: false } );
	ajv.validate( rest, value );
	return ajv.errors;
}

it( 'has types that were generated from the schemas as they are', () => {
	expect( () =>
		execFileSync(
			process.execPath,
			[ join( root, 'tools', 'generate-types.ts' ), '--check' ],
			{ stdio: 'pipe' }
		)
	).not.toThrow();
} );

it.each( [
	[ 'account', fixtures.account() ],
	[ 'account', fixtures.neverConnected() ],
	[ 'account', fixtures.trialing( { problem: fixtures.problem() } ) ],
	[
		'account',
		fixtures.account( { open_checkouts: [ fixtures.checkout() ] } ),
	],
	[ 'checkout', fixtures.checkout() ],
	[ 'personalization', fixtures.personalization() ],
	[ 'image-settings', fixtures.imageSettings() ],
	[ 'image', fixtures.image() ],
	[ 'image-action', fixtures.imageAction() ],
	[ 'images-page', fixtures.imagesPage( [ fixtures.image() ] ) ],
	[ 'run', fixtures.run() ],
	[ 'run-item', fixtures.runItem() ],
	[ 'run-quote', fixtures.runQuote() ],
	[
		'run-answer',
		fixtures.runAnswer( {
			run: fixtures.endedRun( 'completed' ),
			items: [ fixtures.runItem() ],
		} ),
	],
	[ 'usage-page', usage.usagePage( [ usage.usageLine() ] ) ],
	[ 'usage-summary', usage.usageSummary() ],
	[ 'purchases-page', usage.purchasesPage( [ usage.purchase() ] ) ],
	[ 'license-site', usage.licenseSite() ],
	[ 'license-sites', { sites: [ usage.licenseSite() ] } ],
	[
		'watched-checkout',
		{ checkout: fixtures.checkout(), account: fixtures.account() },
	],
] )( 'pretends an answer that fits the schema: %s', ( schema, value ) => {
	expect( problemsOf( schema, value ) ).toBeNull();
} );

it( 'would notice an answer that does not', () => {
	expect( problemsOf( 'account', { connection: 'maybe' } ) ).not.toBeNull();
} );
