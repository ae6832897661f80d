// The prompt of `schema`: what a page says of itself, for structured data. Facts such as dates and authors are not asked for.
import Type from 'typebox';
import { SCHEMA_TYPES, type SchemaInput } from '../../features/inputs.ts';
import { Exact, Word } from '../../shapes.ts';
import { beginningOf } from '../clean-text.ts';
import { brandOf, MATERIAL_RULE, PROSE_RULES, THOUGHT_TOKENS, type Prompt } from './prompt.ts';

const TEXT_MAX_CHARS = 60_000;

const RULES = `You read a web page and say what its structured data (schema.org) may state.

${MATERIAL_RULE}

Rules:
- "type" is "schema_type". Where that is "auto", choose: FAQPage only for a page that mainly asks and answers questions; LocalBusiness only for one that presents a business with a place to visit; Organization for one that presents an organization; Product only for one that presents one product to buy; BlogPosting for a dated post; Article otherwise.
- State only what "title" and "text" say. What they do not say is "" or an empty list. Never guess, complete or translate a fact.
- "headline": what the page is called, at most 110 characters.
- "description": one or two sentences on what the page says, at most 250 characters, with no figure that does not stand in it.
- "about": up to 8 topics, each in words copied from the text.
- "faq": for FAQPage, every question with its whole answer, both copied word for word from the text. Otherwise empty.
- "breadcrumb_name": the page's name in a trail of links, in words copied from "title", at most 50 characters. For Product: the product's name, copied from "title" or "text".
- "organization": for Organization and LocalBusiness, copied word for word from the text; "opening_hours" has one entry for each line that gives hours. Otherwise all of it empty.
${PROSE_RULES}

Answer with JSON in the shape asked for.`;

const text = (maxLength: number) => Type.String({ maxLength });

export const SchemaOutput = Exact({
	type: Word(...SCHEMA_TYPES),
	headline: text(2000),
	description: text(4000),
	about: Type.Array(text(500), { maxItems: 50 }),
	faq: Type.Array(Exact({ question: text(2000), answer: text(20_000) }), { maxItems: 100 }),
	breadcrumb_name: text(500),
	organization: Exact({
		name: text(500),
		telephone: text(200),
		email: text(200),
		street_address: text(500),
		locality: text(200),
		region: text(200),
		postal_code: text(100),
		country: text(200),
		opening_hours: Type.Array(text(500), { maxItems: 50 }),
	}),
});

export const schemaPrompt: Prompt<SchemaInput, typeof SchemaOutput> = {
	version: 'schema.2',
	rules: RULES,
	output: SchemaOutput,
	material: (input) => ({
		language: input.language,
		schema_type: input.schema_type,
		title: input.title,
		text: beginningOf(input.text, TEXT_MAX_CHARS),
		...brandOf(input.personalization),
	}),
	max_output_tokens: () => THOUGHT_TOKENS + 8000,
};
