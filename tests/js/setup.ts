// Before every test: a network that refuses what no test has announced, and the browser features that jsdom lacks.
import '@testing-library/jest-dom';
import '@testing-library/react/dont-cleanup-after-each';
import { cleanup, configure } from '@testing-library/react';
import { asked, wordpress } from './wordpress';

// A busy machine takes its time; what is waited for comes, or the test fails.
configure( { asyncUtilTimeout: 10_000 } );

// A machine that runs everything at once may starve one test; what fails twice has failed.
if ( process.env.CI ) {
	jest.retryTimes( 1, { logErrorsBeforeRetry: true } );
}

let error: jest.SpyInstance;
let warn: jest.SpyInstance;

beforeAll( () => wordpress.listen( { onUnhandledFrame: 'error' } ) );

beforeEach( () => {
	document.documentElement.lang = 'en-US';
	sessionStorage.clear();
	localStorage.clear();
	// Numbers change at once, as for those who want no motion.
	Object.defineProperty( window, 'matchMedia', {
		configurable: true,
		value: ( query: string ) => ( {
			matches: query.includes( 'reduce' ),
			media: query,
			addEventListener: () => undefined,
			removeEventListener: () => undefined,
			addListener: () => undefined,
			removeListener: () => undefined,
		} ),
	} );
	error = jest.spyOn( console, 'error' );
	warn = jest.spyOn( console, 'warn' );
} );

afterEach( () => {
	// One filled button per view, in whatever state a test leaves it; a dialog is a view of its own.
	const filled = [ ...document.querySelectorAll( '.is-primary' ) ].filter(
		( button ) => button.closest( '[role="dialog"]' ) === null
	);
	expect( filled.length ).toBeLessThanOrEqual( 1 );
	cleanup();
	wordpress.resetHandlers();
	asked.length = 0;
	// An unhandled request is printed as an error: it fails the test, also where a screen copes with it.
	expect( error ).not.toHaveBeenCalled();
	expect( warn ).not.toHaveBeenCalled();
} );

afterAll( () => wordpress.close() );
