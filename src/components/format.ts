// Numbers, money, days and times in the reader's locale.
import { isRTL } from '@wordpress/i18n';

/** WordPress prints the reader's language on the page; an unusual one must not break the screen. */
function locale(): string | undefined {
	const { lang } = document.documentElement;
	try {
		return Intl.getCanonicalLocales( lang )[ 0 ];
	} catch {
		return undefined;
	}
}

/** Keeps a price or a day whole within a sentence of the other direction, which would tear "5 US$" and "5 December" apart. */
function isolated( text: string ): string {
	return isRTL() ? `\u2068${ text }\u2069` : text;
}

export function formatNumber( value: number ): string {
	return new Intl.NumberFormat( locale() ).format( value );
}

/** A price; whole amounts without their zeros: $5. */
export function formatPrice( cents: number, currency: string ): string {
	return isolated(
		new Intl.NumberFormat( locale(), {
			style: 'currency',
			currency,
			currencyDisplay: 'narrowSymbol',
			minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
		} ).format( cents / 100 )
	);
}

/** What one credit costs, with four decimals: $0.0016. */
export function formatUnitPrice(
	cents: number,
	credits: number,
	currency: string
): string {
	return isolated(
		new Intl.NumberFormat( locale(), {
			style: 'currency',
			currency,
			currencyDisplay: 'narrowSymbol',
			minimumFractionDigits: 4,
			maximumFractionDigits: 4,
		} ).format( cents / 100 / credits )
	);
}

/** A day such as "27 November"; with its year when that is not this year. */
export function formatDay( iso: string ): string {
	const date = new Date( iso );
	const thisYear = date.getFullYear() === new Date().getFullYear();
	return isolated(
		new Intl.DateTimeFormat( locale(), {
			day: 'numeric',
			month: 'long',
			...( thisYear ? {} : { year: 'numeric' } ),
		} ).format( date )
	);
}

/** A time such as "10:42"; with its day when that is not today. */
export function formatTime( iso: string ): string {
	const date = new Date( iso );
	const today = date.toDateString() === new Date().toDateString();
	return isolated(
		new Intl.DateTimeFormat( locale(), {
			hour: 'numeric',
			minute: '2-digit',
			...( today ? {} : { day: 'numeric', month: 'long' } ),
		} ).format( date )
	);
}

/** A UTC day such as "2026-11-20", as "20 November"; with its year when that is not this year. */
export function formatUtcDay( day: string ): string {
	const thisYear = day.startsWith( String( new Date().getUTCFullYear() ) );
	return isolated(
		new Intl.DateTimeFormat( locale(), {
			day: 'numeric',
			month: 'long',
			timeZone: 'UTC',
			...( thisYear ? {} : { year: 'numeric' } ),
		} ).format( Date.parse( day ) )
	);
}

/** A UTC month such as "2026-11", as "November". */
export function formatMonth( month: string ): string {
	return new Intl.DateTimeFormat( locale(), {
		month: 'long',
		timeZone: 'UTC',
	} ).format( Date.parse( `${ month }-01` ) );
}

/** A part of a whole, 0 to 1: "31%". */
export function formatPercent( part: number ): string {
	return new Intl.NumberFormat( locale(), {
		style: 'percent',
		maximumFractionDigits: 0,
	} ).format( part );
}

/** The month that ends with a moment, such as "November" before 1 December 00:00 UTC. */
export function formatMonthBefore( iso: string ): string {
	return new Intl.DateTimeFormat( locale(), {
		month: 'long',
		timeZone: 'UTC',
	} ).format( Date.parse( iso ) - 1 );
}

/** The name of a language, such as "English (United Kingdom)"; of one that is not known, the tag itself. */
export function formatLanguage( tag: string ): string {
	try {
		return (
			new Intl.DisplayNames( locale(), { type: 'language' } ).of(
				tag.replaceAll( '_', '-' )
			) ?? tag
		);
	} catch {
		return tag;
	}
}
