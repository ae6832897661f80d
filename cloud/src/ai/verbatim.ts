// Finds in a page what a model says it quotes from it, and gives back the page's own characters.

const MAX_WANTED_CHARS = 6000;
/** A few letters occur everywhere; what stands free nowhere in these places is no anchor. */
const MAX_PLACES = 1000;

/** Signs that models exchange for each other while they copy. */
const ALIKE: readonly string[] = ['\'‘’‚`´', '"“”„«»', '-‐‑‒–—', '…'];

/** What a pattern would take for more than itself. */
const SYNTAX = /[\^$\\.*+?()[\]{}|/]/;

interface FindOptions {
	/** Upper and lower case count as the same. */
	any_case?: boolean;
	/** Begins and ends between words, and stays within one line: fit to be a link. */
	as_anchor?: boolean;
}

/** The part of the text that is meant, as it stands there; undefined where it does not. Kinds of spaces, quotation marks and dashes do not matter. */
export function findVerbatim(text: string, wanted: string, options: FindOptions = {}): string | undefined {
	const tokens = wanted.slice(0, MAX_WANTED_CHARS + 1).trim().split(/\s+/u).filter(Boolean);
	if (tokens.length === 0 || wanted.length > MAX_WANTED_CHARS) {
		return undefined;
	}
	const gap = options.as_anchor === true ? '[^\\S\\r\\n]+' : '\\s+';
	const pattern = new RegExp(tokens.map(patternOf).join(gap), options.any_case === true ? 'giu' : 'gu');
	let places = 0;
	for (const match of text.matchAll(pattern)) {
		if (options.as_anchor !== true || standsFree(text, match.index, match[0].length)) {
			return match[0];
		}
		if (++places === MAX_PLACES) {
			return undefined;
		}
	}
	return undefined;
}

function patternOf(token: string): string {
	return Array.from(token)
		.map((sign) => {
			const alike = ALIKE.find((signs) => signs.includes(sign));
			return alike === undefined ? sign.replace(SYNTAX, '\\$&') : `[${alike.replace('-', '\\-')}]`;
		})
		.join('');
}

/** Scripts that are written without spaces have no word ends to respect. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u;
const IN_WORD = /^[\p{L}\p{M}\p{N}]$/u;

function standsFree(text: string, start: number, length: number): boolean {
	const end = start + length;
	return !joined(signBefore(text, start), signAt(text, start)) && !joined(signBefore(text, end), signAt(text, end));
}

function joined(left: string, right: string): boolean {
	return IN_WORD.test(left) && IN_WORD.test(right) && !UNSPACED.test(left) && !UNSPACED.test(right);
}

function signAt(text: string, at: number): string {
	const code_point = text.codePointAt(at);
	return code_point === undefined ? '' : String.fromCodePoint(code_point);
}

function signBefore(text: string, at: number): string {
	return signAt(text, at - (/^[\udc00-\udfff]$/.test(text.charAt(at - 1)) ? 2 : 1));
}
