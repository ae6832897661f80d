/* What a model would make of a site's material: titles, structured data, links, findings, drafts and rewrites, from its own words. */

import { keywordsOf, sentencesOf, shorten } from './facts.ts';
import { phrasesOf } from './phrases.ts';

/** The user's message where it is one JSON object. */
export interface Material {
	language: string;
	title: string;
	text: string;
	[field: string]: unknown;
}

export function materialOf(text: string): Material | undefined {
	try {
		const found: unknown = JSON.parse(text);
		if (typeof found !== 'object' || found === null || Array.isArray(found)) {
			return undefined;
		}
		const fields = found as Record<string, unknown>;
		return { ...fields, language: string(fields['language']), title: string(fields['title']), text: string(fields['text']) };
	} catch {
		return undefined;
	}
}

const string = (value: unknown): string => (typeof value === 'string' ? value : '');
const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(string).filter(Boolean) : []);
const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}’'-]+/gu) ?? [];

function metaTitle({ title, text, focus_keyword, brand_name }: Material): object {
	const [keyword] = [string(focus_keyword), ...keywordsOf(text)].filter(Boolean);
	const titles = [
		title,
		keyword === undefined || title.toLowerCase().includes(keyword.toLowerCase()) ? '' : `${keyword}: ${title}`,
		brand_name ? `${title} – ${string(brand_name)}` : '',
		...sentencesOf(text).slice(0, 3),
	];
	return { titles: titles.filter(Boolean).map((line) => shorten(line, 62)) };
}

function metaDescription({ text }: Material): object {
	const sentences = sentencesOf(text);
	return { descriptions: [0, 1, 2].map((from) => shorten(sentences.slice(from, from + 3).join(' '), 155)).filter(Boolean) };
}

/** Each sentence that asks, with the one that follows. */
function questions(text: string): { question: string; answer: string }[] {
	return sentencesOf(text).flatMap((question, at, all) => {
		const answer = all[at + 1];
		return /[?？؟]$/u.test(question) && answer !== undefined ? [{ question, answer }] : [];
	});
}

function schema(material: Material): object {
	const { title, text, schema_type, brand_name } = material;
	const faq = questions(text);
	const lines = text.split('\n');
	const first = (pattern: RegExp): string => pattern.exec(text)?.[0] ?? '';
	const brand = string(brand_name);
	return {
		type: schema_type !== 'auto' ? string(schema_type) : faq.length > 1 ? 'FAQPage' : 'Article',
		headline: shorten(title || (sentencesOf(text)[0] ?? ''), 110),
		description: shorten(sentencesOf(text).slice(0, 2).join(' '), 250),
		about: keywordsOf(text).slice(0, 5),
		faq,
		breadcrumb_name: shorten(title, 50),
		organization: {
			name: brand !== '' && text.includes(brand) ? brand : title,
			telephone: first(/\+?\d[\d ()/-]{6,16}\d/),
			email: first(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/),
			street_address: '',
			locality: '',
			region: '',
			postal_code: first(/\b\d{5}\b/),
			country: '',
			opening_hours: lines.filter((line) => /\d{1,2}:\d{2}\D+\d{1,2}:\d{2}/.test(line)).map((line) => shorten(line, 150)),
		},
	};
}

interface Candidate {
	id: string;
	title: string;
	excerpt: string;
}

/** The longest run of a text's words that a page's title or excerpt is about; undefined where they have nothing telling in common. */
function anchorFor(text: string, { title, excerpt }: Candidate): string | undefined {
	const about = new Set(keywordsOf(`${title} ${excerpt}`));
	let best: string | undefined;
	for (const [run] of text.matchAll(/[\p{L}\p{M}\p{N}’'-]+(?: [\p{L}\p{M}\p{N}’'-]+)*/gu)) {
		let words: string[] = [];
		for (const word of [...run.split(' '), '']) {
			words = about.has(word.toLowerCase()) && words.length < 5 ? [...words, word] : [];
			best = words.join(' ').length > (best?.length ?? 0) ? words.join(' ') : best;
		}
	}
	return best ?? sharedSigns(text, title);
}

/** Where words are not parted by spaces: the longest part of a title that stands in the text. */
function sharedSigns(text: string, title: string): string | undefined {
	for (let length = 8; length >= 2; length--) {
		for (let at = 0; at + length <= title.length; at++) {
			const part = title.slice(at, at + length);
			if (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+$/u.test(part) && text.includes(part)) {
				return part;
			}
		}
	}
	return undefined;
}

function linkSuggestions({ language, text, candidates }: Material): object {
	const taken = new Set<string>();
	const suggestions = (Array.isArray(candidates) ? (candidates as Candidate[]) : []).flatMap((candidate) => {
		const anchor = anchorFor(text, candidate);
		if (anchor === undefined || [...taken].some((earlier) => earlier.includes(anchor) || anchor.includes(earlier))) {
			return [];
		}
		taken.add(anchor);
		return [{ candidate_id: candidate.id, anchor, reason: phrasesOf(language)?.reason(candidate.title) ?? (candidate.excerpt || candidate.title) }];
	});
	return { suggestions: suggestions.slice(0, 10) };
}

function contentAnalysis({ language, text }: Material): object {
	const sentences = sentencesOf(text);
	const longest = sentences.toSorted((a, b) => b.length - a.length)[0];
	const evidence = [longest, sentences[0], sentences.at(-1)];
	const kinds = ['clarity', 'intent', 'trust'];
	const severities = ['medium', 'high', 'low'];
	return {
		findings: evidence.flatMap((sentence, at) => {
			if (sentence === undefined) {
				return [];
			}
			const quote = shorten(sentence, 200);
			const [message, action] = phrasesOf(language)?.findings[at]?.(wordsIn(sentence).length) ?? [quote, quote];
			return [{ severity: severities[at], kind: kinds[at], quote, message, action }];
		}),
	};
}

function draft({ language, title, outline, words, brand_about }: Material): object {
	const points = strings(outline).length > 0 ? strings(outline) : [title, ...keywordsOf(string(brand_about)).slice(0, 2)];
	const wanted = typeof words === 'number' ? words : 300;
	const known = phrasesOf(language)?.sentences ?? [(point: string) => `${point}。`, (point: string) => `${point}: ${title}。`];
	const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
	const count = (text: string): number => [...segmenter.segment(text)].filter((segment) => segment.isWordLike).length;
	return {
		sections: points.map((point, section) => {
			const paragraphs: string[] = [];
			for (let have = 0, at = section; have < wanted / points.length && paragraphs.length < 200; have += count(paragraphs.at(-1) ?? '')) {
				paragraphs.push([0, 1, 2, 3].map(() => known[at++ % known.length]?.(point, title)).join(' '));
			}
			return { heading: point, paragraphs };
		}),
	};
}

/** Changes the order of each paragraph's sentences; leaves out or repeats some where another length is asked for. */
function rewrite({ text, length }: Material): object {
	const paragraphs = text.split(/\n{2,}/).map((paragraph) => {
		const sentences = paragraph.split(/(?<=[.!?…؟।])\s+|(?<=[。！？])/u).filter(Boolean);
		if (length === 'shorter') {
			const kept = sentences.slice(0, Math.max(1, Math.floor((sentences.length * 2) / 3))).join(' ');
			return sentences.length > 1 ? kept : shorten(paragraph, Math.ceil(Array.from(paragraph).length * 0.7));
		}
		const turned = sentences.length > 1 ? [...sentences.slice(1), ...sentences.slice(0, 1)] : paragraph.split(/,\s*/).toReversed();
		return (length === 'longer' ? [...turned, turned[0] ?? ''] : turned).join(' ');
	});
	const rewritten = paragraphs.join('\n\n');
	return { text: rewritten === text ? `${text} …` : rewritten };
}

const tasks: Record<string, (material: Material) => object> = {
	meta_title: metaTitle,
	meta_description: metaDescription,
	schema,
	link_suggestions: linkSuggestions,
	content_analysis: contentAnalysis,
	draft,
	rewrite,
};

/** An answer for a task known by its schema's name; undefined for any other. */
export const taskAnswer = (name: string, material: Material): object | undefined => tasks[name]?.(material);
