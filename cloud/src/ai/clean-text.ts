// Makes plain text of what a model wrote, whatever it wrapped around it.

const BLOCK_TAG = /<\/?(?:p|div|br|hr|li|ul|ol|h[1-6]|tr|td|th|table|section|article|blockquote|pre)\b[^<>]*>/gi;
const OTHER_TAG = /<(?:[a-z/!?])[^<>]*>/gi;
/** What could still open a tag where nobody escapes: its sign is replaced by one that looks alike. */
const OPENING = /<(?=[a-z/!?])/gi;

// eslint-disable-next-line no-control-regex -- these are what is removed
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;
/** Lone surrogates, and marks that hide text or turn its order. Joiners stay: words and emoji need them. */
const UNSEEN = /[\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\uffff\u{e0000}-\u{e007f}\p{Cs}]/gu;

/** Markdown's marks and what they leave. Each stops at a line's end, so that the time is proportional to the text. */
const MARKDOWN: readonly [RegExp, string][] = [
	[/^[ \t]*(?:```|~~~)[^\n]*$/gm, ''],
	[/^ {0,3}(?:#{1,6}[ \t]+)+/gm, ''],
	[/^ {0,3}(?:>[ \t]?)+/gm, ''],
	[/^[ \t]*(?:[-*_][ \t]*){3,}$/gm, ''],
	[/!?\[([^[\]\n]{0,300})\]\([^()\n]{0,600}\)/g, '$1'],
	[/\*\*(?=\S)([^*\n]{1,1000})\*\*/g, '$1'],
	[/(?<![\p{L}\p{N}_])__(?=\S)([^_\n]{1,1000})__(?![\p{L}\p{N}_])/gu, '$1'],
	[/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]{1,1000})(?<=\S)\*(?![\p{L}\p{N}*])/gu, '$1'],
	[/`([^`\n]{1,1000})`/g, '$1'],
];

const WRAPPINGS: readonly RegExp[] = [/^"([^"]*)"$/, /^“([^”]*)”$/, /^„([^“”]*)[“”]$/, /^«([^»]*)»$/, /^'([^']*)'$/, /^‘([^’]*)’$/];
const BULLET = /^(?:[-*+•][ \t]+)+/;
const LEADING = /^(?:(?:an?\s+|the\s+)?(?:image|picture|photo|photograph|graphic|illustration)\s+(?:of|showing)\s+)+/i;
/** Wrapped deeper than this is no writing: all marks go. */
const MAX_LAYERS = 10;
const MARKS = /[<>[\]()*_`~#"“”„«»'‘’+•-]/g;
const SENTENCE_END = /[.!?…؟।]['"”»’)]?(?=\s)|[。！？]/gu;
const ALT_TEXT_HARD_LIMIT_CHARS = 250;

/** Lines of plain text, paragraphs parted by one empty line. Never longer than what was given; cleaning it again changes nothing. */
export function plainText(text: string): string {
	return untilSettled(text.replace(/\r\n?/g, '\n'), (before) => {
		const bare = before.replace(CONTROLS, ' ').replace(UNSEEN, '').replace(BLOCK_TAG, '\n').replace(OTHER_TAG, '').replace(OPENING, '‹');
		return MARKDOWN.reduce((lines, [mark, kept]) => lines.replace(mark, kept), bare)
			.replace(/[^\S\n]{2,}/g, ' ')
			.replace(/ ?\n ?/g, '\n')
			.replace(/\n{3,}/g, '\n\n')
			.trim();
	});
}

/** One line of plain text, without a bullet before it or quotation marks around it. */
export function oneLine(text: string): string {
	return untilSettled(text, (before) => {
		const line = plainText(before).replace(/\n+/g, ' ').replace(BULLET, '').trim();
		return WRAPPINGS.reduce((inner, wrapping) => inner.replace(wrapping, '$1'), line).trim();
	});
}

/** One line that does not begin with "image of"; cut at a word where it is far too long. */
export function cleanAltText(text: string): string {
	const line = untilSettled(text, (before) => oneLine(before).replace(LEADING, ''));
	return cut(capitalised(line), ALT_TEXT_HARD_LIMIT_CHARS);
}

/** Code points: what a reader counts as characters, near enough. */
export function lengthOf(text: string): number {
	let length = 0;
	for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) {
		length++;
	}
	return length;
}

/** The beginning of a text, ended after a sentence or at least between words where it can be. */
export function beginningOf(text: string, max_chars: number): string {
	if (text.length <= max_chars) {
		return text;
	}
	const head = Array.from(text.slice(0, max_chars * 2)).slice(0, max_chars).join('');
	if (head.length === text.length) {
		return text;
	}
	const sentence = lastSentenceEnd(head);
	return sentence >= head.length / 2 ? head.slice(0, sentence) : head.slice(0, wordEnd(head));
}

/** The sentences of a text that fit; undefined where the first alone is too long. */
export function wholeSentences(text: string, max_chars: number): string | undefined {
	if (lengthOf(text) <= max_chars) {
		return text;
	}
	const head = Array.from(text).slice(0, max_chars).join('');
	const end = lastSentenceEnd(head);
	return end >= head.length / 3 ? head.slice(0, end) : undefined;
}

function lastSentenceEnd(text: string): number {
	let end = 0;
	for (const match of text.matchAll(SENTENCE_END)) {
		end = match.index + match[0].length;
	}
	return end;
}

function wordEnd(head: string): number {
	const space = head.search(/\s\S*$/u);
	return space > 0 ? space : head.length;
}

function cut(line: string, max_chars: number): string {
	const characters = Array.from(line);
	if (characters.length <= max_chars) {
		return line;
	}
	const head = characters.slice(0, max_chars - 1).join('');
	return `${head.slice(0, wordEnd(head))}…`;
}

function capitalised(line: string): string {
	const first = String.fromCodePoint(line.codePointAt(0) ?? 32);
	const capital = first.toLocaleUpperCase();
	return /^\p{Ll}$/u.test(first) && capital.length === first.length ? capital + line.slice(first.length) : line;
}

/** Removing one layer can uncover another: goes on until nothing changes. */
function untilSettled(text: string, step: (text: string) => string): string {
	let settled = text;
	let before: string | undefined;
	for (let layer = 1; before !== settled; layer++) {
		before = layer > MAX_LAYERS ? settled.replace(MARKS, ' ') : settled;
		settled = step(before);
	}
	return settled;
}
