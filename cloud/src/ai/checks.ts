// What every text that a model wrote must pass before it is a result.
import { isPlausiblyIn } from './language.ts';

/** The model's answer is no result. Its message is ours alone: no word of the page or of the answer is in it. */
export class UnusableAnswer extends Error {
	override name = 'UnusableAnswer';
}

export interface ProseContext {
	language: string;
	/** What the model was told: it must not come back. */
	rules: string;
	/** All that the site sent as text: addresses may come from there only. */
	material: string;
	/** The page's own text, whose language the model might have answered in. */
	page_text: string;
}

/** Why a text cannot be used, as a sentence for the model and for developers; undefined where it can. */
export function faultOf(prose: string, context: ProseContext): string | undefined {
	if (!/[\p{L}\p{N}]/u.test(prose)) {
		return 'It had no words.';
	}
	if (!isPlausiblyIn(context.language, prose, context.page_text)) {
		return `It was not in the language asked for, ${context.language}.`;
	}
	if (echoes(prose, context.rules)) {
		return 'It repeated these rules.';
	}
	return hasForeignAddress(prose, context.material) ? 'It had a web address that is not in the material.' : undefined;
}

/** @throws UnusableAnswer with the fault. */
export function requireUsable(prose: string, context: ProseContext): void {
	const fault = faultOf(prose, context);
	if (fault !== undefined) {
		throw new UnusableAnswer(fault);
	}
}

/** So many words of the rules in a row are no chance. */
const ECHO_WORDS = 8;

function echoes(prose: string, rules: string): boolean {
	const told = ` ${wordsOf(rules).join(' ')} `;
	const said = wordsOf(prose);
	return said.some((_word, at) => at + ECHO_WORDS <= said.length && told.includes(` ${said.slice(at, at + ECHO_WORDS).join(' ')} `));
}

function wordsOf(text: string): string[] {
	return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** With its scheme, with "www.", or a domain with a path. A bare "example.com" can be a name, such as that of ASP.NET. */
const ADDRESS = /(?:\b[a-z][a-z0-9+.-]{1,20}:\/\/|\bwww\.)[^\s<>"“”«»]+|\b(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}\/[^\s<>"“”«»]+/giu;

function hasForeignAddress(prose: string, material: string): boolean {
	const known = material.toLowerCase();
	return (prose.match(ADDRESS) ?? []).some((address) => !known.includes(address.toLowerCase().replace(/[.,;:!?)\]}'’。、]+$/u, '')));
}
