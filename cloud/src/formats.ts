// How pages and mails write counts, amounts and dates.

/** 4820 → "4,820", or as the reader's language writes it. */
export function showCount(count: number, language = 'en-US'): string {
	return new Intl.NumberFormat(language, { numberingSystem: 'latn' }).format(count);
}

/** An amount as people write it: 1200, 'USD' → "$12", 1250 → "$12.50". */
export function showMoney(cents: number, currency: string): string {
	const digits = cents % 100 === 0 ? 0 : 2;
	return new Intl.NumberFormat('en-US', { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(cents / 100);
}

/** "27 November 2026", in UTC. */
export function showDate(date: Date): string {
	return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

/** "1 site", "2 sites". */
export function showNumberOf(count: number, one: string, many = `${one}s`, language = 'en-US'): string {
	return `${showCount(count, language)} ${count === 1 ? one : many}`;
}

/** A home as people know it: without its scheme. */
export function showHome(home: string): string {
	return home.replace(/^https?:\/\//, '');
}
