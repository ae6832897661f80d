// Whether a text can be in the language that was asked for, by its script and, where it is long enough, by its letters' sequence.
import { francAll } from 'franc';

/** Besides the usual script of a language, those its readers also write it in. */
const ALSO_WRITTEN: Readonly<Record<string, readonly string[]>> = {
	sr: ['Latn', 'Cyrl'],
	bs: ['Latn', 'Cyrl'],
	az: ['Latn', 'Cyrl', 'Arab'],
	uz: ['Latn', 'Cyrl', 'Arab'],
	kk: ['Cyrl', 'Latn', 'Arab'],
	ky: ['Cyrl', 'Latn', 'Arab'],
	tg: ['Cyrl', 'Arab'],
	tt: ['Cyrl', 'Latn'],
	ug: ['Arab', 'Cyrl', 'Latn'],
	mn: ['Cyrl', 'Mong'],
	ku: ['Latn', 'Arab'],
	pa: ['Guru', 'Arab'],
	sd: ['Arab', 'Deva'],
	ks: ['Arab', 'Deva'],
	ms: ['Latn', 'Arab'],
	ha: ['Latn', 'Arab'],
	zgh: ['Tfng', 'Latn', 'Arab'],
};
/** What is written in several scripts at once, or named otherwise than Unicode names scripts. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
	Jpan: ['Hira', 'Kana', 'Hani'],
	Kore: ['Hang'],
	Hans: ['Hani', 'Bopo'],
	Hant: ['Hani', 'Bopo'],
	Aran: ['Arab'],
};

/** franc's names (ISO 639-3) of the languages in Latin script that it tells from English. */
const IN_LATIN: Readonly<Record<string, string>> = {
	en: 'eng', de: 'deu', fr: 'fra', es: 'spa', it: 'ita', pt: 'por', nl: 'nld', pl: 'pol', cs: 'ces', sk: 'slk', sl: 'slv', hr: 'hrv',
	hu: 'hun', ro: 'ron', tr: 'tur', sv: 'swe', da: 'dan', no: 'nob', nb: 'nob', nn: 'nno', fi: 'fin', et: 'ekk', lv: 'lvs', lt: 'lit', id: 'ind',
	vi: 'vie', ca: 'cat', sq: 'als',
};

const FEW_LETTERS = 4;
const LONG_LETTERS = 200;
/** Names in Latin letters are common in titles of every language. */
const LEAST_SHARE_SHORT = 0.15;
const LEAST_SHARE_LONG = 0.4;
const LEAST_SHARE_LATIN = 0.5;
const KANA_IN_LETTERS = 20;
const LETTERS_TO_TELL_LANGUAGES = 80;
/** In more than this the distances grow alike. */
const TELLING_CHARS = 800;
/** How much likelier than the language asked for another must be, on franc's scale of 0 to 1. Of a long text it is surer. */
const CLEARLY_SHORT = 0.08;
const CLEARLY_LONG = 0.02;

/** @param page_text in which the language of the page is seen: a model may answer in that one. */
export function isPlausiblyIn(language: string, text: string, page_text = ''): boolean {
	const locale = localeOf(language);
	const letters = text.match(/\p{L}/gu) ?? [];
	if (locale === undefined || letters.length < FEW_LETTERS) {
		return true;
	}
	return isInScript(locale, letters) && !isClearlyAnother(locale, text, letters.length, page_text);
}

/** Words of a text as its language parts them, also where it writes no spaces. */
export function countWordsOf(text: string, language: string): number {
	const segmenter = new Intl.Segmenter(localeOf(language)?.baseName, { granularity: 'word' });
	let words = 0;
	for (const segment of segmenter.segment(text)) {
		words += segment.isWordLike === true ? 1 : 0;
	}
	return words;
}

const MOST_KNOWN_LOCALES = 500;
/** Making a locale takes longer than all that is asked of it. */
const known_locales = new Map<string, Intl.Locale | undefined>();

function localeOf(language: string): Intl.Locale | undefined {
	if (!known_locales.has(language)) {
		if (known_locales.size >= MOST_KNOWN_LOCALES) {
			known_locales.clear();
		}
		known_locales.set(language, makeLocale(language));
	}
	return known_locales.get(language);
}

/** WordPress names more than BCP 47 does ("pt_PT_ao90"): what it does not know is left off. */
function makeLocale(language: string): Intl.Locale | undefined {
	const parts = language.replaceAll('_', '-').split('-');
	for (let kept = parts.length; kept > 0; kept--) {
		try {
			return new Intl.Locale(parts.slice(0, kept).join('-')).maximize();
		} catch {
			continue;
		}
	}
	return undefined;
}

function isInScript(locale: Intl.Locale, letters: readonly string[]): boolean {
	const script = locale.script;
	const named = ALSO_WRITTEN[locale.language] ?? (script === undefined ? undefined : (PARTS[script] ?? [script]));
	const expected = named === undefined ? undefined : patternOf(named);
	if (expected === undefined) {
		return true;
	}
	const least = letters.length < LONG_LETTERS ? LEAST_SHARE_SHORT : LEAST_SHARE_LONG;
	const fitting = letters.filter((letter) => expected.test(letter)).length;
	return fitting / letters.length >= (script === 'Latn' ? LEAST_SHARE_LATIN : least) && hasFittingKana(script, letters);
}

/** Japanese and Chinese share signs: a text of some length in Japanese has kana, one in Chinese hardly any. */
function hasFittingKana(script: string | undefined, letters: readonly string[]): boolean {
	if (letters.length < KANA_IN_LETTERS || (script !== 'Jpan' && script !== 'Hans' && script !== 'Hant')) {
		return true;
	}
	const share = letters.filter((letter) => /\p{Script=Hira}|\p{Script=Kana}/u.test(letter)).length / letters.length;
	return script === 'Jpan' ? share > 0 : share < LEAST_SHARE_SHORT;
}

function patternOf(scripts: readonly string[]): RegExp | undefined {
	try {
		return new RegExp(scripts.map((script) => `\\p{Script=${script}}`).join('|'), 'u');
	} catch {
		return undefined;
	}
}

/** English where another language was asked for; the page's own language where English was. */
function isClearlyAnother(locale: Intl.Locale, text: string, letters: number, page_text: string): boolean {
	const wanted = IN_LATIN[locale.language];
	if (wanted === undefined || letters < LETTERS_TO_TELL_LANGUAGES) {
		return false;
	}
	const rival = wanted === 'eng' ? likeliest(page_text) : 'eng';
	if (rival === undefined || rival === wanted) {
		return false;
	}
	const likeliness = new Map(francAll(text.slice(0, TELLING_CHARS), { only: [wanted, rival] }));
	return (likeliness.get(rival) ?? 0) - (likeliness.get(wanted) ?? 0) > (letters < LONG_LETTERS ? CLEARLY_SHORT : CLEARLY_LONG);
}

function likeliest(text: string): string | undefined {
	const [first] = francAll(text.slice(0, TELLING_CHARS), { only: Object.values(IN_LATIN), minLength: LONG_LETTERS });
	return first?.[0] === 'und' ? undefined : first?.[0];
}
