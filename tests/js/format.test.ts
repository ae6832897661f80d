// Prices and days within a sentence of the other direction.

import { resetLocaleData, setLocaleData } from '@wordpress/i18n';
import {
	formatDay,
	formatPrice,
	formatTime,
} from '../../src/components/format';

function readFromRightToLeft( lang: string ): void {
	document.documentElement.lang = lang;
	setLocaleData( { 'text direction\u0004ltr': [ 'rtl' ] } );
}

afterEach( () => {
	resetLocaleData();
	document.documentElement.lang = 'en-US';
} );

test( 'a price and a day stay whole from right to left, whatever surrounds them', () => {
	readFromRightToLeft( 'he-IL' );
	expect( formatPrice( 500, 'USD' ) ).toMatch( /^\u2068.*5.*\$.*\u2069$/ );
	expect( formatDay( '2026-12-05T12:00:00Z' ) ).toMatch(
		/^\u20685 בדצמבר.*\u2069$/
	);
	expect( formatTime( new Date().toISOString() ) ).toMatch(
		/^\u2068.*\u2069$/
	);
} );

test( 'from left to right nothing is added', () => {
	expect( formatPrice( 500, 'USD' ) ).toBe( '$5' );
	expect( formatDay( '2026-12-05T12:00:00Z' ) ).toMatch(
		/^December 5(, 2026)?$/
	);
} );
