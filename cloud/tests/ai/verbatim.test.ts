// Quotes and anchors: found where a model copied nearly, given back as the page has them, and not found where it made them up.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { findVerbatim } from '../../src/ai/verbatim.ts';

describe('verbatim', () => {
	it('gives back the page’s own characters', () => {
		assert.equal(findVerbatim('He said: “tea’s\n\u00a0fine” – twice.', '"tea\'s fine" - twice'), '“tea’s\n\u00a0fine” – twice');
		assert.equal(findVerbatim('Preis (a+b) 5 € [neu]', '(a+b) 5 € [neu]'), '(a+b) 5 € [neu]');
	});

	it('finds nothing that does not stand there', () => {
		assert.equal(findVerbatim('Green tea wants time.', 'green tea'), undefined);
		assert.equal(findVerbatim('Green tea wants time.', 'Green tea … time'), undefined);
		assert.equal(findVerbatim('Green tea', ' '), undefined);
		assert.equal(findVerbatim('a'.repeat(7000), 'a'.repeat(6500)), undefined);
		assert.equal(findVerbatim('GREEN Tea', 'green tea', { any_case: true }), 'GREEN Tea');
	});

	it('finds long quotes, with long words, in long and repetitive texts', () => {
		const quote = '水は沸騰より低い温度で、茶葉の上からゆっくり注ぎます。「急がずに」二分待ちましょう';
		const text = `${'水は沸騰より低い温度で '.repeat(500)}${quote.replace('「', '\n「')}。${'tee tea '.repeat(10_000)}the end of it`;
		assert.equal(findVerbatim(text, quote.replace('「', ' 「')), quote.replace('「', '\n「'));
		assert.equal(findVerbatim(text, 'tea the end of it'), 'tea the end of it');
		assert.equal(findVerbatim(text, `${'tee tea '.repeat(50)}that is not there`), undefined);
		assert.equal(findVerbatim('Donaudampfschifffahrtsgesellschaftskapitän – ja', 'DONAUDAMPFSCHIFFFAHRTSGESELLSCHAFTSKAPITÄN - JA', { any_case: true }), 'Donaudampfschifffahrtsgesellschaftskapitän – ja');
	});

	it('takes as an anchor whole words within one line, also in scripts without spaces', () => {
		assert.equal(findVerbatim('a party of art lovers', 'art', { as_anchor: true }), 'art');
		assert.equal(findVerbatim('a party', 'art', { as_anchor: true }), undefined);
		assert.equal(findVerbatim('green\ntea', 'green tea', { as_anchor: true }), undefined);
		assert.equal(findVerbatim('毎日緑茶を飲む', '緑茶', { as_anchor: true }), '緑茶');
		assert.equal(findVerbatim('नमस्ते', 'नमस', { as_anchor: true }), undefined);
		assert.equal(findVerbatim('קפה ותה ירוק', 'תה ירוק', { as_anchor: true }), undefined);
		assert.equal(findVerbatim('die Teekanne, blau', 'Teekanne', { as_anchor: true }), 'Teekanne');
	});

	it('whatever is found is a part of the text; whatever is a part is found', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', maxLength: 4 }), fc.string({ unit: 'binary' }), (before, part, after) => {
				const text = before + part + after;
				const found = findVerbatim(text, part);
				assert.ok(found === undefined || text.includes(found));
				assert.equal(found === undefined, part.trim() === '');
				findVerbatim(text, after, { as_anchor: true, any_case: true });
			}),
		);
	});
});
