/* Finds out which language a request asks to be answered in. */

export type Language = 'en' | 'de' | 'fr' | 'es' | 'ar';

const names: Record<Language, string> = {
	en: 'english',
	de: 'german|deutsch|de[_-](?:de|at|ch)(?:_formal)?',
	fr: 'french|français|francais|fr[_-](?:fr|ca|be)',
	es: 'spanish|español|espanol|castellano|es[_-](?:es|mx|ar|co|cl)',
	ar: 'arabic|العربية|ary|ar[_-](?:sa|eg|ae|ma)',
};

/** The language that a request asks to be answered in: by name, by locale, or as `language: de`. Else English. */
export function askedLanguage(text: string): Language {
	const code = /\b(?:language|locale|lang)\b["']?\s*[:=]\s*["']?([a-z]{2,3})(?:[_-]\w+)?\b/i.exec(text)?.[1];
	if (code !== undefined) {
		return (Object.keys(names) as Language[]).find((language) => code.toLowerCase().startsWith(language)) ?? 'en';
	}
	const found = (Object.keys(names) as Language[]).flatMap((language) => {
		const at = new RegExp(`(?<![\\p{L}])(?:${names[language]})(?![\\p{L}])`, 'iu').exec(text)?.index;
		return at === undefined ? [] : [{ language, at }];
	});
	return found.sort((a, b) => a.at - b.at)[0]?.language ?? 'en';
}
