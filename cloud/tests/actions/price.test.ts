// The price table against the cases that the cloud, PHP and TypeScript share.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { countWords, priceOf, type PricingInput } from '../../src/actions/price.ts';
import type { Feature } from '../../src/http/schemas.ts';

interface Vectors {
	words: { name: string; text: string; words: number }[];
	prices: ({ name: string; feature: Feature; price: number } & PricingInput)[];
}

const vectors = JSON.parse(
	readFileSync(new URL('../../../schema/vectors/pricing.json', import.meta.url), 'utf8'),
) as Vectors;

describe('prices', () => {
	for (const { name, text, words } of vectors.words) {
		it(`counts words: ${name}`, () => {
			assert.equal(countWords([...text].length), words);
		});
	}
	for (const { name, feature, price, ...input } of vectors.prices) {
		it(`${feature}: ${name}`, () => {
			assert.equal(priceOf(feature, input), price);
		});
	}
});
