// What becomes of a model's answer: cleaned into a result, or refused with the reason.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Value } from 'typebox/value';
import { UnusableAnswer } from '../../src/ai/checks.ts';
import { FEATURES as WORK, type FeatureWork } from '../../src/ai/features.ts';
import {
	AlternativesResult,
	ContentAnalysisResult,
	DraftResult,
	ImageAltResult,
	LinkSuggestionsResult,
	RewriteResult,
	SchemaResult,
} from '../../src/features/results.ts';
import type { Feature, FeatureInputs, FeatureResults } from '../../src/http/schemas.ts';
import { ANSWERS, FEATURES, INPUTS, TEXT } from './examples.ts';

const SHAPES = {
	image_alt: ImageAltResult,
	meta_title: AlternativesResult,
	meta_description: AlternativesResult,
	schema: SchemaResult,
	link_suggestions: LinkSuggestionsResult,
	content_analysis: ContentAnalysisResult,
	draft: DraftResult,
	rewrite: RewriteResult,
};

function read<F extends Feature>(feature: F, answer: unknown, changes: Partial<FeatureInputs[F]> = {}): FeatureResults[F] {
	const work: FeatureWork<F> = WORK[feature];
	const result = work.read(typeof answer === 'string' ? answer : JSON.stringify(answer), { ...INPUTS[feature], ...changes });
	assert.ok(Value.Check(SHAPES[feature], result), JSON.stringify(result));
	return result;
}

/** The reason why an answer is refused. */
function fault<F extends Feature>(feature: F, answer: unknown, changes: Partial<FeatureInputs[F]> = {}): string {
	try {
		assert.fail(`It was read as ${JSON.stringify(read(feature, answer, changes))}`);
	} catch (error) {
		assert.ok(error instanceof UnusableAnswer, String(error));
		return error.message;
	}
}

const EMPTY_ORGANIZATION = { name: '', telephone: '', email: '', street_address: '', locality: '', region: '', postal_code: '', country: '', opening_hours: [] as string[] };

describe('an answer', () => {
	for (const feature of FEATURES) {
		it(`of ${feature} that is good becomes its result, also in a fence`, () => {
			const result = read(feature, ANSWERS[feature]);
			assert.deepEqual(read(feature, `\`\`\`json\n${JSON.stringify(ANSWERS[feature])}\n\`\`\``), result);
		});

		it(`of ${feature} that is empty, malformed or in another shape is refused`, () => {
			for (const answer of ['', 'null', '[]', '{}', '{"', '"text"', '{"unexpected":1}', { ...ANSWERS[feature], more: 1 }, ' '.repeat(500_000)]) {
				assert.equal(fault(feature, answer), 'It was not the JSON that was asked for.');
			}
			const hollow = JSON.parse(JSON.stringify(ANSWERS[feature]), (_key, value: unknown) => (Array.isArray(value) ? [] : value)) as object;
			if (JSON.stringify(hollow) !== JSON.stringify(ANSWERS[feature]) && feature !== 'schema') {
				fault(feature, hollow);
			}
		});
	}
});

describe('meta titles and descriptions', () => {
	it('are cleaned, differ from each other and from what stands there, and are as many as asked for', () => {
		const titles = ['<b>Green tea</b>, **brewed** well', 'green tea brewed well!', 'Tea', '“Green tea at home”', 'A third title on green tea', 'A fourth title'];
		assert.deepEqual(read('meta_title', { titles }), { alternatives: ['Green tea, brewed well', 'Green tea at home'] });
		assert.deepEqual(read('meta_title', { titles: [titles[3]] }, { alternatives: 3 }), { alternatives: ['Green tea at home'] });
	});

	it('that are too long are left out; a description may end after a sentence', () => {
		assert.equal(fault('meta_title', { titles: ['Green tea '.repeat(8)] }), 'It was longer than 70 characters.');
		const long = 'Learn how hot the water for green tea should be and how long the leaves need in it. Then learn a great deal more about kettles, teapots and all the cups there are in this world.';
		assert.deepEqual(read('meta_description', { descriptions: [long] }), { alternatives: [long.slice(0, long.indexOf('.') + 1)] });
		assert.equal(fault('meta_description', { descriptions: ['word '.repeat(60)] }), 'It was longer than 170 characters.');
		assert.deepEqual(read('meta_title', { titles: ['緑'.repeat(70)] }, { language: 'zh_CN' }), { alternatives: ['緑'.repeat(70)] });
	});

	it('in another language, with rules or addresses in them, or without words are left out', () => {
		assert.match(fault('meta_title', { titles: ['How to brew green tea'] }, { language: 'ar' }), /not in the language asked for, ar/);
		assert.match(fault('meta_description', { descriptions: [INPUTS.meta_title.text.slice(0, 150)] }, { language: 'de_DE' }), /not in the language asked for, de_DE/);
		assert.equal(fault('meta_title', { titles: ['… !'] }), 'It had no words.');
		assert.equal(fault('meta_title', { titles: ['Green tea at www.evil.example'] }), 'It had a web address that is not in the material.');
		assert.equal(fault('meta_title', { titles: ['Tea'] }), 'It repeated what stands there now.');
		assert.equal(
			fault('meta_description', { descriptions: ['Say what a reader finds on this page, in words that "text" bears out.'] }),
			'It repeated these rules.',
		);
	});
});

describe('schema', () => {
	const answer = { ...ANSWERS.schema, about: ['Green Tea', 'green tea', 'espresso'] };

	it('states only what stands in the page', () => {
		const result = read('schema', answer);
		assert.deepEqual(result.about, ['green tea'], 'as the page writes it, once');
		assert.deepEqual([result.faq, result.organization, result.breadcrumb_name], [[], null, 'Brewing green tea']);
		assert.equal(fault('schema', { ...answer, description: 'Water at 85 degrees for green tea.' }), 'It had a figure that is not in the page.');
		assert.equal(fault('schema', { ...answer, description: ' ' }), '"headline" or "description" was empty.');
	});

	it('keeps questions and answers that stand there word for word', () => {
		const faq = [
			{ question: 'How long does green tea keep?', answer: 'In a closed tin it keeps its scent for half a year.' },
			{ question: 'How long does green tea keep?', answer: 'Green tea wants water' },
			{ question: 'Is green tea healthy?', answer: 'Yes, very.' },
		];
		assert.deepEqual(read('schema', { ...answer, type: 'FAQPage', faq }).faq, faq.slice(0, 1));
		assert.match(fault('schema', { ...answer, type: 'FAQPage', faq: faq.slice(2) }), /No question of "faq"/);
		assert.deepEqual(read('schema', { ...answer, faq }).faq, [], 'of another type there are none');
	});

	it('keeps of a business what the page states', () => {
		const organization = { ...EMPTY_ORGANIZATION, name: 'Tea House Lindner', telephone: '030 1234567', street_address: 'Hauptstraße 12', locality: 'Hamburg', opening_hours: ['Monday to Friday, 10:00-18:00', 'Sunday'] };
		assert.deepEqual(read('schema', { ...answer, type: 'LocalBusiness', organization }, { schema_type: 'LocalBusiness' }).organization, {
			name: 'Tea House Lindner',
			telephone: '030 1234567',
			email: null,
			street_address: 'Hauptstraße 12',
			locality: null,
			region: null,
			postal_code: null,
			country: null,
			opening_hours: ['Monday to Friday, 10:00–18:00'],
		});
		assert.match(fault('schema', { ...answer, type: 'Organization', organization: EMPTY_ORGANIZATION }), /"name" of "organization"/);
	});

	it('names a product in words of the page, and states no price', () => {
		const product = read('schema', { ...answer, type: 'Product', breadcrumb_name: 'teapot of glass' }, { schema_type: 'Product' });
		assert.deepEqual([product.type, product.breadcrumb_name, product.organization, product.faq], ['Product', 'teapot of glass', null, []]);
		assert.match(fault('schema', { ...answer, type: 'Product', breadcrumb_name: 'Teapot Deluxe' }), /"breadcrumb_name"/);
		assert.equal(fault('schema', { ...answer, type: 'Product', price: '9.99' }), 'It was not the JSON that was asked for.');
	});

	it('is of the type asked for', () => {
		assert.equal(fault('schema', answer, { schema_type: 'FAQPage' }), '"type" was not FAQPage.');
		assert.equal(fault('schema', { ...answer, type: 'Recipe' }), 'It was not the JSON that was asked for.');
		assert.match(fault('schema', { ...answer, type: 'BreadcrumbList', breadcrumb_name: 'Coffee' }), /"breadcrumb_name"/);
	});
});

describe('link suggestions', () => {
	const suggestion = (candidate_id: string, anchor: string, reason = 'Readers find more there.') => ({ candidate_id, anchor, reason });

	it('lead to known pages, each once, from words of the text that do not overlap', () => {
		const suggestions = [
			suggestion('99', 'kettles'),
			suggestion('12', 'teapots of glass'),
			suggestion('12', 'teapot of glass'),
			suggestion('12', 'Cheap kettles'),
			suggestion('31', 'glass'),
			suggestion('31', 'ettles'),
			suggestion('31', 'kettles', '<b>Readers</b> find more.'),
		];
		assert.deepEqual(read('link_suggestions', { suggestions }), {
			suggestions: [suggestion('12', 'teapot of glass'), suggestion('31', 'kettles', 'Readers find more.')],
		});
	});

	it('that are all unusable are refused, as are none', () => {
		assert.equal(fault('link_suggestions', { suggestions: [] }), 'It suggested nothing.');
		assert.match(fault('link_suggestions', { suggestions: [suggestion('99', 'kettles')] }), /none of the candidates/);
		assert.match(fault('link_suggestions', { suggestions: [suggestion('12', 'Brewing green tea')] }), /"anchor" does not stand/);
		assert.match(fault('link_suggestions', { suggestions: [suggestion('12', 'kettles', 'See https://evil.example/')] }), /web address/);
	});

	it('do not take long, however many and however common their anchors are', () => {
		const text = 'tee '.repeat(40_000);
		const many = Array.from({ length: 200 }, () => suggestion('12', 'e'));
		assert.match(fault('link_suggestions', { suggestions: many }, { text }), /"anchor" does not stand/);
	});
});

describe('content analysis', () => {
	const finding = (severity: string, quote: string, message: string) => ({ severity, kind: 'clarity', quote, message, action: 'Say it in other words.' });

	it('keeps findings with evidence from the text, the gravest first', () => {
		const findings = [
			finding('low', 'let the  water stand', 'Too vague.'),
			finding('high', 'Coffee wants water', 'Not in the text.'),
			finding('medium', 'Pour it at seventy degrees', 'Which scale?'),
			finding('high', 'A teapot of glass', 'Which scale?'),
			finding('high', 'half a year', '**Why** so long?'),
		];
		const read_findings = read('content_analysis', { findings }).findings;
		assert.deepEqual(
			read_findings.map(({ severity, quote, message }) => [severity, quote, message]),
			[
				['high', 'half a year', 'Why so long?'],
				['medium', 'Pour it at seventy degrees', 'Which scale?'],
				['low', 'let the water stand', 'Too vague.'],
			],
		);
	});

	it('without evidence, or in another language, is refused', () => {
		assert.equal(fault('content_analysis', { findings: [] }), 'It had no findings.');
		assert.match(fault('content_analysis', { findings: [finding('high', 'Coffee', 'Wrong.')] }), /"quote" does not stand/);
		assert.match(fault('content_analysis', { findings: [finding('high', 'half a year', 'It is not said why.')] }, { language: 'he_IL' }), /language asked for/);
		assert.equal(fault('content_analysis', { findings: [finding('fatal', 'half a year', 'Why?')] }), 'It was not the JSON that was asked for.');
	});
});

describe('drafts', () => {
	const words = (count: number): string => 'The tea is good. '.repeat(count / 4);

	it('are plain paragraphs under headings', () => {
		const sections = [
			{ heading: '', paragraphs: [`<p>${words(40)}</p><p>${words(40)}</p>`, ' '] },
			{ heading: '## Water', paragraphs: [`**Note:** ${words(40)}`] },
			{ heading: 'Nothing', paragraphs: ['', '\u0000'] },
		];
		assert.deepEqual(read('draft', { sections }), {
			sections: [
				{ heading: '', paragraphs: [words(40).trim(), words(40).trim()] },
				{ heading: 'Water', paragraphs: [`Note: ${words(40).trim()}`] },
			],
		});
	});

	it('far shorter than asked for, or with addresses of their own, are refused', () => {
		const draft = (text: string) => ({ sections: [{ heading: 'Tea', paragraphs: [text] }] });
		assert.equal(fault('draft', draft(words(40))), 'It had 41 words; 100 were asked for.');
		assert.ok(read('draft', draft(words(60))));
		assert.match(fault('draft', draft(`${words(100)} See tea.example/shop.`)), /web address/);
		assert.ok(read('draft', draft(`${words(100)} See tea.example/shop.`), { outline: ['Link to tea.example/shop'] }));
		assert.match(fault('draft', ANSWERS.draft, { language: 'fr_FR' }), /language asked for/);
		const japanese = '緑茶は温度が大切です。'.repeat(20);
		assert.ok(read('draft', draft(japanese), { language: 'ja' }), 'words are counted where no spaces part them');
	});
});

describe('rewrites', () => {
	it('keep paragraphs and addresses, and are another text', () => {
		assert.deepEqual(read('rewrite', { text: 'Let the water cool.\n\nThen **pour** it at seventy degrees, <i>and</i> wait.' }), {
			text: 'Let the water cool.\n\nThen pour it at seventy degrees, and wait.',
		});
		assert.equal(fault('rewrite', { text: INPUTS.rewrite.text.replace(' ', '  ') }), 'It gave the text back unchanged.');
		const text = `${INPUTS.rewrite.text} See https://tea.example/how?to=1.`;
		assert.ok(read('rewrite', { text: 'Have a look at https://tea.example/how?to=1, it says how hot the water for green tea is.' }, { text }));
		assert.match(fault('rewrite', { text: 'Have a look at https://tea.example/other, it says how hot.' }, { text }), /web address/);
	});

	it('are about as long as asked for', () => {
		assert.match(fault('rewrite', { text: 'Tea.' }, { text: TEXT }), /^It had 4 characters; the text has \d+, and "length" is same\.$/);
		assert.match(fault('rewrite', { text: `${TEXT} ${TEXT}` }, { text: TEXT, length: 'shorter' }), /"length" is shorter/);
		assert.ok(read('rewrite', { text: 'Brew green tea.' }, { text: 'Green tea!' }), 'a few words may become a few more');
	});

	it('are in the language asked for, in each script', () => {
		for (const [language, text] of [
			['ar', 'دع الماء يبرد قليلاً قبل أن تصبه.'],
			['he_IL', 'תנו למים להתקרר מעט לפני המזיגה.'],
			['zh_CN', '倒水之前，先让水凉一会儿。'],
			['ru_RU', 'Дайте воде немного остыть, прежде чем наливать.'],
			['hi_IN', 'डालने से पहले पानी को थोड़ा ठंडा होने दें।'],
			['fr_FR', 'Laissez l’eau refroidir un peu avant de la verser.'],
		] as const) {
			assert.equal(read('rewrite', { text }, { language, text: `${text} ${text.slice(0, 10)}` }).text, text);
			assert.ok(language === 'fr_FR' || /language/.test(fault('rewrite', { text: 'Let the water cool first.' }, { language, text })), language);
		}
	});
});
