// Numbers, money, days and times in the reader's locale.

/** WordPress prints the reader's language on the page; an unusual one must not break the screen. */
function locale(): string | undefined {
	const { lang } = document.documentElement;
	try {
		return Intl.getCanonicalLocales( lang )[ 0 ];
	} catch {
		return undefined;
	}
}

export function formatNumber( value: number ): string {
	return new Intl.NumberFormat( locale() ).format( value );
}

/** A price; whole amounts without their zeros: $5. */
export function formatPrice( cents: number, currency: string ): string {
	return new Intl.NumberFormat( locale(), {
		style: 'currency',
		currency,
		currencyDisplay: 'narrowSymbol',
		minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
	} ).format( cents / 100 );
}

/** A day such as "27 November"; with its year when that is not this year. */
export function formatDay( iso: string ): string {
	const date = new Date( iso );
	const thisYear = date.getFullYear() === new Date().getFullYear();
	return new Intl.DateTimeFormat( locale(), {
		day: 'numeric',
		month: 'long',
		...( thisYear ? {} : { year: 'numeric' } ),
	} ).format( date );
}

/** A time such as "10:42"; with its day when that is not today. */
export function formatTime( iso: string ): string {
	const date = new Date( iso );
	const today = date.toDateString() === new Date().toDateString();
	return new Intl.DateTimeFormat( locale(), {
		hour: 'numeric',
		minute: '2-digit',
		...( today ? {} : { day: 'numeric', month: 'long' } ),
	} ).format( date );
}
