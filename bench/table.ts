// Rows of figures, each beside the number to reach, printed as a table.

export interface Row {
	what: string;
	/** With its unit. */
	figure: string;
	/** What it was compared with or made of. */
	beside: string;
	/** The number to reach, with its unit; empty where none is set. */
	reach: string;
	met: boolean;
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length / 2;
	return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

export function milliseconds(value: number): string {
	return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}

/** In thousands of bytes. */
export function kilobytes(bytes: number): string {
	return `${(bytes / 1000).toFixed(1)} kB`;
}

/**
 * Prints the rows, and last which of them miss their number.
 */
export function printTable(rows: readonly Row[]): void {
	const lines = [
		['what', 'figure', 'reach', '', 'beside'],
		...rows.map(({ what, figure, reach, met, beside }) => [what, figure, reach, reach === '' ? '' : met ? 'ok' : 'MISSED', beside]),
	];
	const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
	for (const line of lines) {
		console.log(line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
	}
	const missed = rows.filter(({ met }) => !met).map(({ what }) => what);
	console.log(`\n${missed.length === 0 ? 'Every row that has a number to reach reaches it.' : `Missed: ${missed.join('; ')}.`}`);
}
