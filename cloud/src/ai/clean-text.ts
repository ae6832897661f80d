// Makes plain text of what a model wrote, whatever it wrapped around it.

const TAG = /<\/?[a-z!][^>]*>/gi;
const LEADING = /^(?:an?\s+|the\s+)?(?:image|picture|photo|photograph|graphic|illustration)\s+(?:of|showing)\s+/i;
/** Controls, and the marks with which text can be made to read in another order than it is stored. */
// eslint-disable-next-line no-control-regex -- these are what is removed
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;
const HARD_LIMIT_CHARS = 250;

/** One line without markup, quotation marks around it or "image of"; cut at a word where it is far too long. */
export function cleanAltText(text: string): string {
	const line = text
		.replace(TAG, ' ')
		.replace(INVISIBLE, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/^["“„«'](.*)["”“»']$/u, '$1')
		.replace(LEADING, '')
		.trim();
	return cut(line.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase()));
}

function cut(line: string): string {
	const characters = [...line];
	if (characters.length <= HARD_LIMIT_CHARS) {
		return line;
	}
	const head = characters.slice(0, HARD_LIMIT_CHARS - 1).join('');
	return head.replace(/\s+\S*$/u, '') + '…';
}
