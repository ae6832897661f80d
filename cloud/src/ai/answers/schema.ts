// Makes the result of `schema` of what the model answered: only what stands in the page.
import type { Static } from 'typebox';
import type { SchemaInput } from '../../features/inputs.ts';
import type { SchemaResult } from '../../features/results.ts';
import { requireUsable, UnusableAnswer, type ProseContext } from '../checks.ts';
import { lengthOf, oneLine, wholeSentences } from '../clean-text.ts';
import type { SchemaOutput } from '../prompts/schema.ts';
import { findVerbatim } from '../verbatim.ts';

type Output = Static<typeof SchemaOutput>;

const HEADLINE_MAX_CHARS = 110;
const DESCRIPTION_MAX_CHARS = 300;

/** @throws UnusableAnswer where another type was asked for, or nothing is left that the type needs. */
export function readSchema(output: Output, input: SchemaInput, context: ProseContext): SchemaResult {
	if (input.schema_type !== 'auto' && output.type !== input.schema_type) {
		throw new UnusableAnswer(`"type" was not ${input.schema_type}.`);
	}
	const page = `${input.title}\n${input.text}`;
	const is_business = output.type === 'Organization' || output.type === 'LocalBusiness';
	const result: SchemaResult = {
		type: output.type,
		headline: prose(output.headline, HEADLINE_MAX_CHARS, page, context),
		description: prose(output.description, DESCRIPTION_MAX_CHARS, page, context),
		about: topics(output.about, page),
		faq: output.type === 'FAQPage' ? questions(output.faq, input.text) : [],
		breadcrumb_name: stated(output.breadcrumb_name, page, 100),
		organization: is_business ? organization(output.organization, page, input.personalization?.brand_name ?? '') : null,
	};
	requireWhatItNeeds(result);
	return result;
}

function requireWhatItNeeds(result: SchemaResult): void {
	switch (result.type) {
		case 'Article':
		case 'BlogPosting':
			if (result.headline === null || result.description === null) {
				throw new UnusableAnswer('"headline" or "description" was empty.');
			}
			return;
		case 'FAQPage':
			if (result.faq.length === 0) {
				throw new UnusableAnswer('No question of "faq" with its answer stands word for word in the text.');
			}
			return;
		case 'BreadcrumbList':
		case 'Product':
			if (result.breadcrumb_name === null) {
				throw new UnusableAnswer('"breadcrumb_name" does not stand in the title or the text.');
			}
			return;
		case 'Organization':
		case 'LocalBusiness':
			if (result.organization === null) {
				throw new UnusableAnswer('The "name" of "organization" does not stand in the text.');
			}
	}
}

/** Words of the model's own: null where there are none. A figure in them must stand in the page. */
function prose(text: string, max_chars: number, page: string, context: ProseContext): string | null {
	const line = oneLine(text);
	if (line === '') {
		return null;
	}
	const fitting = wholeSentences(line, max_chars);
	if (fitting === undefined) {
		throw new UnusableAnswer(`A text was longer than ${max_chars} characters.`);
	}
	requireUsable(fitting, context);
	const invented = (fitting.match(/\p{Nd}{2,}/gu) ?? []).some((figure) => !page.includes(figure));
	if (invented) {
		throw new UnusableAnswer('It had a figure that is not in the page.');
	}
	return fitting;
}

/** What the page states in these words, as it stands there; null otherwise. */
function stated(text: string, page: string, max_chars: number): string | null {
	const found = findVerbatim(page, oneLine(text), { any_case: true });
	const line = found === undefined ? '' : oneLine(found);
	return line === '' || lengthOf(line) > max_chars ? null : line;
}

function topics(about: readonly string[], page: string): string[] {
	const found = about.map((topic) => stated(topic, page, 100)).filter((topic) => topic !== null);
	const first_of_each = new Map(found.toReversed().map((topic) => [topic.toLowerCase(), topic]));
	return [...first_of_each.values()].toReversed().slice(0, 8);
}

function questions(faq: Output['faq'], text: string): SchemaResult['faq'] {
	const found: SchemaResult['faq'] = [];
	for (const pair of faq) {
		const question = stated(pair.question, text, 500);
		const answer = stated(pair.answer, text, 5000);
		if (question !== null && answer !== null && question !== answer && !found.some((earlier) => earlier.question === question)) {
			found.push({ question, answer });
		}
	}
	return found.slice(0, 30);
}

function organization(given: Output['organization'], page: string, brand_name: string): SchemaResult['organization'] {
	const name = stated(given.name, `${page}\n${brand_name}`, 200);
	if (name === null) {
		return null;
	}
	return {
		name,
		telephone: stated(given.telephone, page, 200),
		email: stated(given.email, page, 200),
		street_address: stated(given.street_address, page, 200),
		locality: stated(given.locality, page, 200),
		region: stated(given.region, page, 200),
		postal_code: stated(given.postal_code, page, 200),
		country: stated(given.country, page, 200),
		opening_hours: given.opening_hours.map((hours) => stated(hours, page, 200)).filter((hours) => hours !== null).slice(0, 14),
	};
}
