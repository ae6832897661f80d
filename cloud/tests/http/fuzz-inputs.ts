// Makes requests from an OpenAPI document: first such as it allows, then with something wrong in them. All of it from one seed.
import fc from 'fast-check';
import type { Random } from '../support/random.ts';

/** The part of JSON Schema that the document uses. */
export interface Schema {
	type?: string;
	enum?: unknown[];
	anyOf?: Schema[];
	oneOf?: Schema[];
	properties?: Record<string, Schema>;
	required?: string[];
	additionalProperties?: boolean | Schema;
	items?: Schema;
	minItems?: number;
	pattern?: string;
	format?: string;
	minLength?: number;
	maxLength?: number;
	minimum?: number;
	maximum?: number;
}

/** Values that mean something to the service, by the name of the field. */
export type Words = Readonly<Record<string, readonly unknown[]>>;

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const DEEP = 400;
const nested = (make: (inner: Json) => Json, depth: number): Json => Array.from({ length: depth }).reduce<Json>((inner) => make(inner), 1);

export const ODD_TEXTS: readonly string[] = [
	'', ' ', '\u0000', 'a\u0000b', '\ud800', '\udfff\ud800', '\u202egnp.exe', '\ufeff', '👩‍👩‍👧‍👦', 'e\u0301'.repeat(50), '\u{10ffff}', '\r\nSet-Cookie: a=b',
	`' OR '1'='1`, '$1', '{{7*7}}', '<script>alert(1)</script>', '../../etc/passwd', '%00', '%', '__proto__', 'constructor', 'null', '-1', '1e400',
	'a'.repeat(5000), '12345678-1234-4234-8234-12345678ABCD', 'urn:uuid:12345678-1234-4234-8234-123456789abc', '{12345678-1234-4234-8234-123456789abc}',
	'http://[::1', 'http://user:pass@host/', 'https://xn--a.example/', 'http://1.2.3.4.5', '2026-02-30',
];
const ODD: readonly Json[] = [
	null, true, false, 0, -0, -1, 1.5, 0.1, 16, 2 ** 31, -(2 ** 31), 2 ** 53, 2 ** 63, 1e21, 1.7976931348623157e308, 5e-324,
	[], {}, [null], [[]], { length: 25 }, nested((inner) => [inner], DEEP), nested((inner) => ({ a: inner }), DEEP), ...ODD_TEXTS,
];

/** A value that the schema allows; of a named field often one of its words. */
export function allowed(schema: Schema, random: Random, words: Words, name = ''): Json {
	const known = words[name];
	if (known !== undefined && random.chance(0.9)) {
		return random.pick(known) as Json;
	}
	const branches = schema.oneOf ?? schema.anyOf;
	if (branches !== undefined) {
		return allowed(random.pick(branches), random, words, name);
	}
	if (schema.enum !== undefined) {
		return random.pick(schema.enum) as Json;
	}
	switch (schema.type) {
		case 'object':
			return Object.fromEntries(
				Object.entries(schema.properties ?? {})
					.filter(([property]) => schema.required?.includes(property) === true || random.chance(0.5))
					.map(([property, inner]) => [property, allowed(inner, random, words, property)]),
			);
		case 'array': {
			const length = (schema.minItems ?? 0) + random.below(3);
			return Array.from({ length }, () => allowed(schema.items ?? {}, random, words, name));
		}
		case 'integer':
			return (schema.minimum ?? 0) + random.below(Math.min((schema.maximum ?? 100) - (schema.minimum ?? 0) + 1, 100));
		case 'string':
			return allowedText(schema, random);
		case 'null':
			return null;
		default:
			return random.chance(0.5);
	}
}

function allowedText(schema: Schema, random: Random): string {
	const seed = random.below(2 ** 31);
	const one = (arbitrary: fc.Arbitrary<string>): string => fc.sample(arbitrary, { seed, numRuns: 1 })[0] ?? '';
	if (schema.format === 'uuid') {
		return one(fc.uuid());
	}
	if (schema.pattern !== undefined) {
		return one(fc.stringMatching(new RegExp(schema.pattern), { maxLength: schema.maxLength ?? 200 }));
	}
	if (schema.format === 'email') {
		return one(fc.emailAddress());
	}
	const minLength = schema.minLength ?? 0;
	return one(fc.string({ minLength, maxLength: Math.max(minLength, Math.min(schema.maxLength ?? 60, 60)), unit: 'grapheme' }));
}

/** The same with one to three things changed: a field gone, one too many, of another type, or repeated. */
export function mutated(value: Json, random: Random): Json {
	let changed = structuredClone(value);
	for (let count = 1 + random.below(3); count > 0; count--) {
		const places = placesIn(changed);
		if (places.length === 0 || random.chance(0.05)) {
			changed = structuredClone(random.pick(ODD));
			continue;
		}
		const { holder, key } = random.pick(places);
		change(holder, key, random);
	}
	return changed;
}

type Holder = Json[] | { [name: string]: Json };

function change(holder: Holder, key: string, random: Random): void {
	const fields = holder as Record<string, Json>;
	const how = random.below(4);
	if (how === 0) {
		Reflect.deleteProperty(holder, key);
	} else if (how === 1 && Array.isArray(holder)) {
		holder.push(...Array.from({ length: random.pick([1, 30]) }, () => structuredClone(fields[key] ?? null)));
	} else if (how === 1) {
		const name = random.pick(['extra', '__proto__', 'constructor', 'toString', '\u0000', '']);
		put(holder, name, structuredClone(random.pick(ODD)));
	} else {
		put(holder, key, structuredClone(random.pick(ODD)));
	}
}

/** Also where the name is "__proto__", which an assignment would take for something else. */
function put(holder: Holder, key: string, value: Json): void {
	Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Every place inside the value, at any depth that a request can have been made with. */
function placesIn(value: Json, depth = 0): { holder: Holder; key: string }[] {
	if (typeof value !== 'object' || value === null || depth > 12) {
		return [];
	}
	return Object.keys(value).flatMap((key) => [{ holder: value, key }, ...placesIn((value as Record<string, Json>)[key] ?? null, depth + 1)]);
}

/** Bytes that are no JSON, or JSON of a kind that parsers fall over. */
export function brokenBody(text: string, random: Random): string | Buffer {
	switch (random.below(6)) {
		case 0:
			return text.slice(0, random.below(text.length + 1));
		case 1:
			return Buffer.from(Array.from({ length: 1 + random.below(200) }, () => random.below(256)));
		case 2:
			return '['.repeat(50_000);
		case 3:
			return `${text}${text}`;
		case 4:
			return text.replace('{', '{"__proto__":{"a":1},');
		default:
			return Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xff, 0xfe, 0x00])]);
	}
}
