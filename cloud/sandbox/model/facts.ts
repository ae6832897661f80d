/* What a request is about: its words, its most telling terms, and the sentences about its pictures. */

export interface Facts {
	/** One sentence for each picture, in order. */
	pictures: string[];
	title: string;
	sentences: string[];
	/** Most frequent first. */
	keywords: string[];
	/** Ids that the text gives, such as those of candidate pages. */
	ids: string[];
	wordCount: number;
	language: string;
}

const commonWords = new Set(
	(
		'about above after again also and any are because been before being below between both but can could did does doing down ' +
		'each few for from further had has have having her here hers him his how into its itself just more most not now off ' +
		'once only other our ours out over own same she should some such than that the their them then there these they this ' +
		'those through too under until very was were what when where which while who whom why will with would you your ' +
		'write given title content text page post site website language description meta alt json image please return answer'
	).split(' '),
);

const plain = (html: string): string =>
	html
		.replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
		.replaceAll(/<!--[\s\S]*?-->|<[^>]+>/g, ' ')
		.replaceAll(/&nbsp;/g, ' ')
		.replaceAll(/&amp;/g, '&')
		.replaceAll(/[ \t]+/g, ' ');

/** The strings inside a text that is JSON; otherwise the text itself. */
function strings(text: string): string {
	try {
		const found: string[] = [];
		const walk = (value: unknown, key: string): void => {
			if (typeof value === 'string' || typeof value === 'number') {
				found.push(key ? `${key}: ${value}` : String(value));
			} else if (typeof value === 'object' && value !== null) {
				Object.entries(value).forEach(([name, item]) => walk(item, Array.isArray(value) ? key : name));
			}
		};
		const parsed: unknown = JSON.parse(text);
		walk(parsed, '');
		return found.join('\n');
	} catch {
		return text;
	}
}

const labelled = (text: string, label: string): string | undefined =>
	new RegExp(`^\\W*(?:${label})\\W*:\\s*(.+)$`, 'im').exec(text)?.[1]?.trim();

/** Sentences and lines that hold words, as they stand there. */
export const sentencesOf = (text: string): string[] =>
	text
		.split(/(?<=[.!?…؟।])\s+|(?<=[。！？])|\n+/u)
		.map((sentence) => sentence.trim())
		.filter((sentence) => /\p{L}/u.test(sentence));

/** Most frequent first; common English words left out. */
export function keywordsOf(text: string): string[] {
	const counts = new Map<string, number>();
	for (const [word] of text.toLowerCase().matchAll(/\p{L}[\p{L}\p{M}’'-]{3,}/gu)) {
		if (!commonWords.has(word)) {
			counts.set(word, (counts.get(word) ?? 0) + 1);
		}
	}
	return [...counts]
		.sort((a, b) => b[1] - a[1])
		.map(([word]) => word)
		.slice(0, 30);
}

/**
 * @param userText     all text of the user's messages
 * @param pictures     one sentence for each picture
 * @param language     the code of the language asked for
 */
export function readFacts(userText: string, pictures: string[], language: string): Facts {
	const text = plain(strings(userText.trim())).trim();
	const body = text.replaceAll(/^[^\n:]{1,30}:\s*/gm, '');
	const title = labelled(text, '(?:post |page |seo )?title|headline|topic|subject');
	const sentences = sentencesOf(body).filter((sentence) => sentence !== title);
	const longest = sentences.filter((sentence) => sentence.split(' ').length > 4);
	return {
		pictures,
		title: title ?? pictures[0] ?? sentences[0] ?? 'Untitled',
		sentences: longest.length > 0 ? longest : sentences,
		keywords: keywordsOf(body),
		ids: [...text.matchAll(/\b(?:\w*_)?id\b"?\s*[:=#]\s*"?([\w-]+)/gi)].map((match) => match[1] ?? ''),
		wordCount: body.split(/\s+/).filter(Boolean).length,
		language,
	};
}

/** Cuts a text to so many characters at most, between words where it can. */
export function shorten(text: string, maxLength: number): string {
	const characters = Array.from(text);
	if (characters.length <= maxLength) {
		return text;
	}
	const cut = characters.slice(0, maxLength).join('');
	const endsWithin = !/\s/.test(characters[maxLength] ?? '') && cut.includes(' ');
	return (endsWithin ? cut.slice(0, cut.lastIndexOf(' ')) : cut).replace(/[\s,;:،]+$/u, '');
}

/** A sentence or two about the whole input. */
export const summary = (facts: Facts, maxLength = 155): string =>
	shorten(facts.pictures[0] ?? (facts.sentences.slice(0, 3).join(' ') || facts.title), maxLength);
