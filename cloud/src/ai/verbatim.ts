// Finds in a page what a model says it quotes from it, and gives back the page's own characters.

const MAX_WANTED_CHARS = 6000;
/** The beginning of what is wanted is looked for first, and the rest only there: so the time hardly depends on the text. */
const BEGINNING_SIGNS = 20;
/** What is not found at so many places of its beginning is taken as not there. */
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
	const sought = wanted.slice(0, MAX_WANTED_CHARS + 1).trim();
	if (sought === '' || wanted.length > MAX_WANTED_CHARS) {
		return undefined;
	}
	const flags = options.any_case === true ? 'iu' : 'u';
	const beginning = new RegExp(patternOf(Array.from(sought).slice(0, BEGINNING_SIGNS).join('').trim(), options), `g${flags}`);
	const whole = new RegExp(patternOf(sought, options), `y${flags}`);
	for (let places = 0; places < MAX_PLACES; places++) {
		const place = beginning.exec(text)?.index;
		if (place === undefined) {
			return undefined;
		}
		whole.lastIndex = place;
		const found = whole.exec(text)?.[0];
		if (found !== undefined && (options.as_anchor !== true || standsFree(text, place, found.length))) {
			return found;
		}
		beginning.lastIndex = place + signAt(text, place).length;
	}
	return undefined;
}

function patternOf(words: string, options: FindOptions): string {
	const gap = options.as_anchor === true ? '[^\\S\\r\\n]+' : '\\s+';
	return words.split(/\s+/u).map((word) => Array.from(word).map(patternOfSign).join('')).join(gap);
}

function patternOfSign(sign: string): string {
	const alike = ALIKE.find((kinds) => kinds.includes(sign));
	return alike === undefined ? sign.replace(SYNTAX, '\\$&') : `[${alike.replace('-', '\\-')}]`;
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
