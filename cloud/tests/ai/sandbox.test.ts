// Every feature against the model sandbox: what a developer or a tester gets without a key must be usable too.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startModelSandbox, type ModelSandbox } from '../../sandbox/model.ts';
import { createModel, type Model } from '../../src/ai/model.ts';
import { exampleOf, FEATURES } from './examples.ts';

const never = new AbortController().signal;

const PAGES = [
	{
		language: 'de_DE_formal',
		title: 'Grünen Tee zu Hause aufgießen',
		text: 'Grüner Tee verlangt Wasser, das deutlich unter dem Siedepunkt liegt. Lassen Sie den Wasserkocher einige Minuten stehen.\n\nEine Teekanne aus Glas zeigt die Farbe des Tees. Wie lange hält sich grüner Tee? In einer Dose bleibt er ein halbes Jahr frisch.',
		candidate: 'Teekanne oder Teebeutel',
	},
	{
		language: 'ar',
		title: 'تحضير الشاي الأخضر في البيت',
		text: 'يحتاج الشاي الأخضر إلى ماء أقل من درجة الغليان. دع الغلاية قليلاً قبل أن تصب الماء.\n\nيظهر الإبريق الزجاجي لون الشاي. كم يدوم الشاي؟ يبقى طازجاً نصف عام.',
		candidate: 'أفضل الغلاية لمنزلك',
	},
	{
		language: 'ja',
		title: '家で緑茶をいれる',
		text: '緑茶には沸騰より低い温度のお湯が合います。注ぐ前に数分待ちましょう。\n\nガラスの急須は緑茶の色を見せます。緑茶はどれくらいもちますか？缶に入れれば半年もちます。',
		candidate: '急須の選び方',
	},
];

describe('the model sandbox', () => {
	let sandbox: ModelSandbox;
	let model: Model;
	before(async () => {
		sandbox = await startModelSandbox({ apiKey: 'key' });
		model = createModel({ base_url: `${sandbox.url}/v1`, api_key: 'key', model: 'sandbox' });
	});
	after(() => sandbox.close());

	for (const feature of FEATURES) {
		it(`does ${feature}`, async () => {
			const { meta } = await model.run(exampleOf(feature), never);
			assert.equal(meta.model, 'sandbox');
			assert.match(meta.prompt_version, new RegExp(`^${feature}\\.\\d+$`));
		});
	}

	for (const { language, title, text, candidate } of PAGES) {
		it(`works on a page in ${language}`, async () => {
			const page = { language, title, text };
			const titles = await model.run(exampleOf('meta_title', { ...page, alternatives: 3 }), never);
			assert.ok(titles.result.alternatives.length >= 2);
			assert.ok(await model.run(exampleOf('meta_description', page), never));
			const faq = await model.run(exampleOf('schema', { ...page, schema_type: 'FAQPage' }), never);
			assert.equal(faq.result.faq.length, 1);
			const links = await model.run(exampleOf('link_suggestions', { ...page, candidates: [{ id: '5', title: candidate, excerpt: '' }] }), never);
			assert.equal(links.result.suggestions[0]?.candidate_id, '5');
			const analysis = await model.run(exampleOf('content_analysis', page), never);
			assert.ok(analysis.result.findings.length >= 2);
			for (const length of ['shorter', 'same', 'longer'] as const) {
				assert.ok(await model.run(exampleOf('rewrite', { ...page, length }), never));
			}
			assert.ok(await model.run(exampleOf('draft', { language, title, outline: [title], words: 300 }), never));
		});
	}

	it('keeps to 2,500 words, and knows a business by what its page says', async () => {
		assert.ok(await model.run(exampleOf('draft', { words: 2500, outline: [] }), never));
		const { personalization } = exampleOf('meta_title').input;
		const business = await model.run(exampleOf('schema', { schema_type: 'LocalBusiness', ...(personalization === undefined ? {} : { personalization }) }), never);
		assert.deepEqual(
			[business.result.organization?.name, business.result.organization?.telephone, business.result.organization?.email],
			['Tea House Lindner', '030 1234567', 'tea@lindner.example'],
		);
	});
});
