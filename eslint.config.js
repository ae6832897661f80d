// What every source file is held to, and the arrows of the layout: each part imports only what lies behind it.
import javascript from '@eslint/js';
import wordpress from '@wordpress/eslint-plugin';
import globals from 'globals';
import typescript from 'typescript-eslint';

/** What is written as WordPress writes it; the cloud and the tools are plain TypeScript. */
const WORDPRESS_STYLE = [
	'src/**/*.{ts,tsx}',
	'tests/js/**/*.{ts,tsx}',
	'*.config.js',
];

const SCREENS = [ 'account', 'classic', 'content-seo', 'editor', 'image-seo' ];

/**
 * Refuses imports by the text of their path. Types may come from anywhere: they leave nothing in the bundle.
 * @param {...any} groups
 */
function refuse( ...groups ) {
	return {
		'no-restricted-imports': 'off',
		'@typescript-eslint/no-restricted-imports': [
			'error',
			{
				patterns: groups.map( ( { regex, message } ) => ( {
					regex,
					message,
					allowTypeImports: true,
				} ) ),
			},
		],
	};
}

const API_FETCH = {
	regex: '^@wordpress/api-fetch$',
	message: 'Only src/api sends requests.',
};
const API = {
	// The error classes are no requests: whoever handles a failure narrows it with them.
	regex: '/api/(?!errors$)',
	message: 'Screens ask queries; queries ask api.',
};
const QUERIES = {
	regex: '/queries/',
	message: 'Only screens and sync ask queries.',
};
const SYNC = { regex: '/sync/(?!balance$)', message: 'Only screens use sync.' };
const COMPONENTS = {
	regex: '/components/',
	message: 'Components are for screens.',
};
const SCREEN = {
	regex: `/(${ SCREENS.join( '|' ) })/`,
	message: 'Nothing imports a screen.',
};

const browser = [
	{ files: [ 'src/**/*.{ts,tsx}' ], rules: refuse( API_FETCH, API ) },
	{
		files: [ 'src/api/**/*.{ts,tsx}' ],
		rules: refuse( QUERIES, SYNC, COMPONENTS, SCREEN ),
	},
	{
		files: [ 'src/queries/**/*.{ts,tsx}' ],
		rules: refuse( API_FETCH, SYNC, COMPONENTS, SCREEN ),
	},
	{
		files: [ 'src/sync/**/*.{ts,tsx}' ],
		rules: refuse( API_FETCH, API, COMPONENTS, SCREEN ),
	},
	{
		files: [ 'src/components/**/*.{ts,tsx}' ],
		rules: refuse( API_FETCH, API, QUERIES, SYNC, SCREEN ),
	},
	// What several screens share knows none of them.
	{
		files: [ 'src/{bulk,runs,topup,checkout}/**/*.{ts,tsx}' ],
		rules: refuse( API_FETCH, API, SCREEN ),
	},
	...SCREENS.map( ( screen ) => ( {
		files: [ `src/${ screen }/**/*.{ts,tsx}` ],
		rules: refuse( API_FETCH, API, {
			regex: `/(${ SCREENS.filter( ( name ) => name !== screen ).join( '|' ) })/`,
			message: 'A screen does not import another screen.',
		} ),
	} ) ),
];

/** In the cloud: http and pages adapt, verbs own, db is last. Each folder names what it may not reach. */
const CLOUD_MAY_NOT_REACH = {
	db: [ 'http', 'pages', 'billing', 'licensing', 'ledger', 'ai', 'catalog' ],
	catalog: [ 'http', 'pages', 'billing', 'licensing', 'ledger', 'ai', 'db' ],
	ledger: [ 'http', 'pages', 'billing', 'licensing', 'ai' ],
	ai: [ 'http', 'pages', 'billing', 'licensing', 'ledger', 'db' ],
	licensing: [ 'http', 'pages', 'ai' ],
	billing: [ 'http', 'pages', 'ai' ],
	pages: [ 'ai' ],
};

const cloud = Object.entries( CLOUD_MAY_NOT_REACH ).map(
	( [ folder, others ] ) => ( {
		files: [ `cloud/src/${ folder }/**/*.ts` ],
		rules: refuse( {
			// The contract's shapes belong to no folder: they only lie in http.
			regex: `^\\.\\./(?:\\.\\./)*(?:${ others.join( '|' ) })/(?!schemas\\.ts$)`,
			message: `cloud/src/${ folder } lies behind ${ others.join( ', ' ) }: arrows point one way.`,
		} ),
	} )
);

export default [
	{
		ignores: [
			'**/node_modules/',
			'**/build/',
			'vendor/',
			'dist/',
			'.cache/',
			'.data/',
			'src/api/generated/',
			'**/*.cjs',
		],
	},

	// src and its tests: WordPress's rules and formatting.
	...wordpress.configs.recommended.map( ( config ) => ( {
		...config,
		// A list inside the list means both: its own files, where they are ours.
		files: WORDPRESS_STYLE.flatMap( ( ours ) =>
			( config.files ?? [ '**' ] ).map( ( own ) => [ ours, own ] )
		),
	} ) ),
	{
		files: [ 'src/**/*.{ts,tsx}' ],
		rules: {
			'@wordpress/i18n-text-domain': [
				'error',
				{ allowedTextDomain: 'seo-rank-genius' },
			],
			'no-restricted-globals': [
				'error',
				{ name: 'fetch', message: 'Requests go through src/api.' },
			],
		},
	},

	{
		files: WORDPRESS_STYLE,
		// Names and types say it; a comment is for what they cannot say.
		rules: { 'jsdoc/require-param': 'off' },
	},

	// The rest: JavaScript's own rules.
	{
		...javascript.configs.recommended,
		files: [ '**/*.{ts,mts,mjs,js}' ],
		ignores: WORDPRESS_STYLE,
	},
	{
		files: [ '**/*.mjs' ],
		languageOptions: { globals: globals.node },
	},

	// All TypeScript: strict, with types.
	...typescript.configs.strictTypeChecked.map( ( config ) => ( {
		...config,
		files: [ '**/*.ts', '**/*.tsx', '**/*.mts' ],
	} ) ),
	{
		files: [ '**/*.ts', '**/*.tsx', '**/*.mts' ],
		languageOptions: {
			parserOptions: {
				project: [
					'tsconfig.json',
					'tsconfig.node.json',
					'cloud/tsconfig.json',
				],
				tsconfigRootDir: import.meta.dirname,
			},
		},
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/no-floating-promises': [
				'error',
				{
					// The test runner waits for its tests, and fastify for what is registered.
					allowForKnownSafeCalls: [
						{
							from: 'package',
							package: 'node:test',
							name: [ 'test', 'it', 'describe', 'suite' ],
						},
					],
					allowForKnownSafePromises: [
						{
							from: 'package',
							package: 'fastify',
							name: [ 'FastifyInstance', 'SafePromiseLike' ],
						},
					],
				},
			],
			'@typescript-eslint/restrict-template-expressions': [
				'error',
				{ allowNumber: true },
			],
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true },
			],
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
			// Code points are what a price counts.
			'@typescript-eslint/no-misused-spread': 'off',
			// A route handler is async whether it waits or not.
			'@typescript-eslint/require-await': 'off',
			// Matters of taste.
			'@typescript-eslint/no-confusing-void-expression': 'off',
			'@typescript-eslint/no-invalid-void-type': 'off',
			'@typescript-eslint/no-unnecessary-type-arguments': 'off',
		},
	},
	...browser,
	...cloud,
];
