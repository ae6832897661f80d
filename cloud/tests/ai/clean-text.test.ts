// Cleaning what a model wrote: examples, and what must hold for any text whatever.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { beginningOf, cleanAltText, lengthOf, oneLine, plainText, wholeSentences } from '../../src/ai/clean-text.ts';

/** Any text, made mostly of what cleaning is about. */
const text = fc
	.array(
		fc.oneof(
			fc.string({ unit: 'binary', maxLength: 6 }),
			fc.constantFrom('<b>', '</b>', '<', '>', '<script', '<!--', '-->', '**', '__', '*', '`', '```', '# ', '> ', '- ', '[a](b)', '[', '](', ')', '"', '“', '”', '„'),
			fc.constantFrom('\n', '\r\n', '\t', ' ', '\u00a0', '\u0000', '\u202e', '\u200b', '\u{e0041}', '\ud83d', '\ude00', '👨‍👩‍👧', 'image of ', 'word', 'שלום', 'かな'),
		),
		{ maxLength: 40 },
	)
	.map((parts) => parts.join(''));

const TAG = /<[a-z/!?]/i;
// eslint-disable-next-line no-control-regex -- what must not be left
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}\p{Cs}]/u;

describe('cleaning', () => {
	for (const [name, clean] of [['plainText', plainText], ['oneLine', oneLine], ['cleanAltText', cleanAltText]] as const) {
		it(`${name}: leaves no tag and nothing unseen, never makes it longer, and is done after once`, () => {
			fc.assert(
				fc.property(text, (given) => {
					const cleaned = clean(given);
					assert.doesNotMatch(cleaned, TAG);
					assert.doesNotMatch(cleaned, UNSEEN);
					assert.ok(cleaned.length <= given.length && lengthOf(cleaned) <= lengthOf(given), JSON.stringify(cleaned));
					assert.equal(clean(cleaned), cleaned);
					assert.equal(cleaned, cleaned.trim());
					assert.ok(name === 'plainText' || !cleaned.includes('\n'));
				}),
				{ numRuns: 2000 },
			);
		});
	}

	it('ends for text that is wrapped without end', () => {
		for (const layer of ['> # ', '- > ', '<b', '<<b>b>', '[', '**', 'image of - ', '“‘']) {
			const cleaned = cleanAltText(layer.repeat(20_000));
			assert.equal(cleanAltText(cleaned), cleaned);
		}
		assert.ok(plainText('[[a](b)](b)'.repeat(1)).length < 12);
		assert.equal(plainText(`${'['.repeat(5000)}a${'](b)'.repeat(5000)}`).includes('['), false);
	});

	const lines: [string, string][] = [
		['<p>Green <em>tea</em>ries</p>', 'Green tearies'],
		['**Green** _tea_ and `tea`', 'Green _tea_ and tea'],
		['## Green tea', 'Green tea'],
		['- Green tea', 'Green tea'],
		['[Green tea](https://evil.example/x)', 'Green tea'],
		['“Green tea”', 'Green tea'],
		['"Green" and "black"', '"Green" and "black"'],
		['"Tea", they say', '"Tea", they say'],
		['2 * 3 * 4, snake_case_name, C# and a<b', '2 * 3 * 4, snake_case_name, C# and a‹b'],
		['الشاي الأخضر‏', 'الشاي الأخضر‏'],
		['می‌خواهم', 'می‌خواهم'],
	];
	for (const [given, wanted] of lines) {
		it(`makes ${JSON.stringify(wanted)} of ${JSON.stringify(given)}`, () => assert.equal(oneLine(given), wanted));
	}

	it('keeps paragraphs, and numbered lines that may be dates', () => {
		assert.equal(plainText('<p>One.</p><p>Two.</p>\r\n\r\n\r\n1. Juli: Tee  trinken'), 'One.\n\nTwo.\n\n1. Juli: Tee trinken');
	});

	it('begins an alt text with a capital and without "image of"', () => {
		assert.equal(cleanAltText('an image of a picture of a barn'), 'A barn');
		assert.equal(cleanAltText('ßtraße'), 'ßtraße');
	});
});

describe('length', () => {
	it('counts code points as PHP and the price table do', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (given) => assert.equal(lengthOf(given), Array.from(given).length)));
		assert.equal(lengthOf('👨‍👩‍👧'), 5);
		assert.equal(lengthOf('\ud83d'), 1);
	});

	it('cuts a text after a sentence or a word, never within a character', () => {
		assert.equal(beginningOf('One sentence. Another one.', 20), 'One sentence.');
		assert.equal(beginningOf('several words without end', 15), 'several words');
		assert.equal(beginningOf('緑茶は沸騰より低い温度で。七十度で二分待つ。', 14), '緑茶は沸騰より低い温度で。');
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (given, max) => {
				const head = beginningOf(given, max);
				assert.ok(given.startsWith(head) && lengthOf(head) <= max && head.isWellFormed());
			}),
		);
	});

	it('keeps whole sentences only', () => {
		assert.equal(wholeSentences('Short.', 10), 'Short.');
		assert.equal(wholeSentences('It is short. It goes on for longer than that.', 30), 'It is short.');
		assert.equal(wholeSentences('A sentence that goes on and on and on', 20), undefined);
	});
});
