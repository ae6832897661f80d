/* Answers in the JSON Schema asked for, with values that follow from the input. */

import { createHash } from 'node:crypto';
import { Check } from 'typebox/schema';
import { ModelProblem } from './errors.ts';
import type { Facts } from './facts.ts';
import { shorten, summary } from './facts.ts';

export interface JsonSchema {
	[keyword: string]: unknown;
	$ref?: string;
	$defs?: Record<string, JsonSchema>;
	type?: string | string[];
	properties?: Record<string, JsonSchema>;
	required?: string[];
	additionalProperties?: boolean | JsonSchema;
	items?: JsonSchema;
	enum?: unknown[];
	anyOf?: JsonSchema[];
	oneOf?: JsonSchema[];
	allOf?: JsonSchema[];
}

/** Where in the answer a value stands: the property's name, and its place among the items of a list. */
interface Place {
	name: string;
	index: number;
	depth: number;
}

const MAX_DEPTH = 12;

const numberOf = (schema: JsonSchema, keyword: string, otherwise: number): number => {
	const value = schema[keyword];
	return typeof value === 'number' ? value : otherwise;
};

/** Always the same choice for the same input. */
const choose = <T>(items: T[], facts: Facts, index: number): T | undefined => {
	const hash = createHash('sha256').update(facts.title).digest().readUInt32BE(0);
	return items[(hash + index) % items.length];
};

const slug = (text: string): string =>
	text
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}]+/gu, '-')
		.replaceAll(/^-+|-+$/g, '');

const byFormat: Record<string, (facts: Facts) => string> = {
	'date-time': () => '2026-01-01T00:00:00Z',
	date: () => '2026-01-01',
	time: () => '12:00:00Z',
	email: (facts) => `${slug(facts.keywords[0] ?? 'name') || 'name'}@example.com`,
	uri: (facts) => `https://example.com/${encodeURIComponent(slug(facts.title))}`,
	uuid: () => '00000000-0000-4000-8000-000000000000',
};

/** Names of properties, and what is said there. The first that fits is taken. */
const byName: [RegExp, (facts: Facts, index: number) => string][] = [
	[/(^|_)ids?$/i, (facts, index) => facts.ids[index] ?? String(index + 1)],
	[/alt|caption/i, (facts, index) => facts.pictures[index] ?? facts.pictures[0] ?? summary(facts, 125)],
	[/url|link$|href/i, (facts) => `https://example.com/${encodeURIComponent(slug(facts.title))}`],
	[/slug/i, (facts) => slug(facts.title)],
	[/lang|locale/i, (facts) => facts.language],
	[/anchor|keyword|phrase|topic|tag|term/i, (facts, index) => facts.keywords[index] ?? facts.title],
	[/title|headline|heading|name/i, (facts) => shorten(facts.title, 60)],
	[/description|summary|excerpt|abstract/i, (facts) => summary(facts)],
	[
		/reason|suggest|advice|issue|finding|note|comment|message/i,
		(facts, index) =>
			`The text has ${facts.wordCount} words; “${facts.keywords[index] ?? facts.title}” stands out in it.`,
	],
	[
		/content|body|text|draft|html|paragraph|rewrite/i,
		(facts, index) => facts.sentences.slice(index).join(' ') || summary(facts),
	],
];

function textFor(schema: JsonSchema, facts: Facts, { name, index }: Place): string {
	const format = typeof schema.format === 'string' ? byFormat[schema.format] : undefined;
	const named = byName.find(([pattern]) => pattern.test(name))?.[1];
	const text = format?.(facts) ?? named?.(facts, index) ?? facts.sentences[index] ?? summary(facts);
	const short = shorten(text, numberOf(schema, 'maxLength', Infinity));
	const missing = numberOf(schema, 'minLength', 0) - Array.from(short).length;
	return missing > 0 ? short + '.'.repeat(missing) : short;
}

function numberFor(schema: JsonSchema, facts: Facts, { name, index }: Place, isInteger: boolean): number {
	const least = numberOf(schema, 'minimum', numberOf(schema, 'exclusiveMinimum', -1) + 1);
	const most = numberOf(schema, 'maximum', numberOf(schema, 'exclusiveMaximum', Infinity) - 1);
	const id = Number(facts.ids[index]);
	const wanted = /(^|_)ids?$/i.test(name)
		? Number.isFinite(id)
			? id
			: index + 1
		: /words|count|length/i.test(name)
			? facts.wordCount
			: Number.isFinite(most)
				? least + ((most - least) * (40 + (facts.wordCount % 50))) / 100
				: facts.wordCount;
	const within = Math.min(Math.max(wanted, least), most);
	const step = numberOf(schema, 'multipleOf', isInteger ? 1 : 0);
	return step > 0 ? Math.max(Math.ceil(least / step), Math.floor(within / step)) * step : within;
}

/** Follows a reference within the document. */
function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
	if (schema.$ref === undefined) {
		return schema;
	}
	let target: unknown = root;
	for (const step of schema.$ref.replace(/^#\/?/, '').split('/').filter(Boolean)) {
		target = (target as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')];
	}
	if (typeof target !== 'object' || target === null) {
		throw invalidSchema(`the reference ${schema.$ref} leads nowhere.`);
	}
	return target as JsonSchema;
}

const invalidSchema = (message: string): ModelProblem =>
	new ModelProblem(400, `Invalid schema for response_format: ${message}`, 'invalid_json_schema', 'response_format');

function objectFor(schema: JsonSchema, facts: Facts, place: Place, root: JsonSchema): object {
	const required = new Set(schema.required);
	return Object.fromEntries(
		Object.entries(schema.properties ?? {})
			.filter(([name]) => required.has(name) || place.depth < 4)
			.map(([name, property]) => [name, valueFor(property, facts, { ...place, name, depth: place.depth + 1 }, root)]),
	);
}

function listFor(schema: JsonSchema, facts: Facts, place: Place, root: JsonSchema): unknown[] {
	const least = numberOf(schema, 'minItems', 0);
	const wanted = facts.pictures.length > 1 ? facts.pictures.length : Math.max(least, place.depth > 6 ? 0 : 3);
	const length = Math.min(Math.max(wanted, least), numberOf(schema, 'maxItems', Infinity));
	return Array.from({ length }, (_none, index) =>
		valueFor(schema.items ?? {}, facts, { ...place, index, depth: place.depth + 1 }, root),
	);
}

function valueFor(given: JsonSchema, facts: Facts, place: Place, root: JsonSchema): unknown {
	if (place.depth > MAX_DEPTH) {
		throw invalidSchema('it is nested too deeply.');
	}
	let schema = resolve(given, root);
	if (schema.allOf) {
		schema = Object.assign({}, schema, ...schema.allOf.map((part) => resolve(part, root))) as JsonSchema;
	}
	const choice = (schema.anyOf ?? schema.oneOf)?.find((option) => resolve(option, root).type !== 'null');
	if (choice) {
		return valueFor(choice, facts, { ...place, depth: place.depth + 1 }, root);
	}
	if ('const' in schema) {
		return schema.const;
	}
	if (schema.enum) {
		return choose(schema.enum, facts, place.index);
	}
	const type = [schema.type ?? (schema.properties ? 'object' : 'string')].flat().find((name) => name !== 'null');
	switch (type) {
		case 'object':
			return objectFor(schema, facts, place, root);
		case 'array':
			return listFor(schema, facts, place, root);
		case 'integer':
			return numberFor(schema, facts, place, true);
		case 'number':
			return numberFor(schema, facts, place, false);
		case 'boolean':
			return true;
		case 'string':
			return textFor(schema, facts, place);
		case undefined:
		default:
			return null;
	}
}

/** OpenAI's rules for `strict`: every object is closed and requires all that it has. */
function refuseLoose(schema: JsonSchema, path: string): void {
	if (schema.properties) {
		if (schema.additionalProperties !== false) {
			throw invalidSchema(`In context=(${path}), 'additionalProperties' is required to be supplied and to be false.`);
		}
		const missing = Object.keys(schema.properties).find((name) => !schema.required?.includes(name));
		if (missing !== undefined) {
			throw invalidSchema(
				`In context=(${path}), 'required' must include every key in properties. Missing '${missing}'.`,
			);
		}
	}
	const parts: [string, JsonSchema | undefined][] = [
		...Object.entries(schema.properties ?? {}),
		...Object.entries(schema.$defs ?? {}),
		['items', schema.items],
		...(schema.anyOf ?? []).map((part, index): [string, JsonSchema] => [`anyOf.${index}`, part]),
	];
	parts.forEach(([name, part]) => part && refuseLoose(part, path ? `${path}.${name}` : name));
}

/**
 * A value that is valid by the schema: `own` where it is one, else one made for it.
 *
 * @throws ModelProblem 400 when `strict` forbids the schema, or when no value could be made for it
 */
export function answerIn(schema: JsonSchema, strict: boolean, facts: Facts, own?: object): unknown {
	if (strict) {
		refuseLoose(schema, '');
	}
	if (own !== undefined && Check(schema, own)) {
		return own;
	}
	const value = valueFor(schema, facts, { name: '', index: 0, depth: 0 }, schema);
	if (!Check(schema, value)) {
		throw invalidSchema('this sandbox can make no value for it (a pattern, perhaps).');
	}
	return value;
}
