// One input for each feature, and an answer of a model that can be used: what tests of all features begin with.
import type { Feature, FeatureInputs, FeatureRequest } from '../../src/http/schemas.ts';

export const TEXT = `Green tea wants water well below boiling. Pour it at seventy degrees and wait two minutes.

Cheap kettles overshoot, so let the water stand. A teapot of glass shows the colour of the tea.

How long does green tea keep? In a closed tin it keeps its scent for half a year.

Visit Tea House Lindner, Hauptstraße 12, 10827 Berlin. Call 030 1234567 or write to tea@lindner.example. Open Monday to Friday, 10:00–18:00.`;

export const PERSONALIZATION = {
	version: 7,
	brand_name: 'Tea House Lindner',
	brand_about: 'A small shop for tea in Berlin.',
	strategy: { audience: 'people new to tea', tone: 'calm' },
};

const page = { language: 'en-US', title: 'Brewing green tea at home', text: TEXT };

/** Four grey pixels. */
export const PICTURE =
	'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAADklEQVQImWPoAAMGCAUALK4GYSSeFPoAAAAASUVORK5CYII=';

export const INPUTS: FeatureInputs = {
	image_alt: { image: { media_type: 'image/png', data: PICTURE }, language: 'en-US', file_name: 'pot.png', page_title: 'Brewing green tea at home' },
	meta_title: { ...page, focus_keyword: 'green tea', current: 'Tea', alternatives: 2, personalization: PERSONALIZATION },
	meta_description: { ...page, alternatives: 2 },
	schema: { ...page, schema_type: 'auto' },
	link_suggestions: {
		...page,
		candidates: [
			{ id: '12', title: 'Glass teapots compared', excerpt: 'Which teapot of glass to buy.' },
			{ id: '31', title: 'Kettles with a thermometer', excerpt: 'Kettles that stop at seventy degrees.' },
		],
	},
	content_analysis: { ...page, intent: 'Teach beginners how to brew green tea.', focus_keyword: 'green tea' },
	draft: { language: 'en-US', title: 'Brewing green tea at home', outline: ['Water', 'Time'], words: 100, personalization: PERSONALIZATION },
	rewrite: { ...page, text: TEXT.slice(0, TEXT.indexOf('\n')), tone: 'friendly', length: 'same', simpler: true },
};

const PARAGRAPH = `The water decides how the tea will taste. When it has boiled, it should stand for a few minutes before it meets the leaves, because too much
heat makes them bitter. Soft water brings out more of the scent than hard water does, and fresh water more than water that has boiled before.`;

/** What a model answers to the inputs above. */
export const ANSWERS: { readonly [F in Feature]: object } = {
	image_alt: { alt_text: 'A small grey square' },
	meta_title: { titles: ['How to brew green tea at home', 'Green tea at home: water and time'] },
	meta_description: { descriptions: ['Learn how hot the water for green tea should be and how long the leaves need.', 'Two minutes and seventy degrees: green tea without bitterness.'] },
	schema: {
		type: 'BlogPosting',
		headline: 'Brewing green tea at home',
		description: 'How hot the water for green tea should be, and how long it takes.',
		about: ['green tea', 'kettles', 'espresso'],
		faq: [],
		breadcrumb_name: 'Brewing green tea',
		organization: { name: '', telephone: '', email: '', street_address: '', locality: '', region: '', postal_code: '', country: '', opening_hours: [] },
	},
	link_suggestions: {
		suggestions: [
			{ candidate_id: '12', anchor: 'teapot of glass', reason: 'Readers see which glass teapot to buy.' },
			{ candidate_id: '31', anchor: 'Cheap kettles', reason: 'Readers find a kettle that stops in time.' },
		],
	},
	content_analysis: {
		findings: [
			{ severity: 'low', kind: 'clarity', quote: 'let the water stand', message: 'It is not said for how long.', action: 'Say how many minutes.' },
			{ severity: 'high', kind: 'completeness', quote: 'Pour it at seventy degrees', message: 'The amount of leaves is missing.', action: 'Add how much tea to take.' },
		],
	},
	draft: { sections: [{ heading: 'Water', paragraphs: [PARAGRAPH] }, { heading: 'Time', paragraphs: [PARAGRAPH.replaceAll('water', 'leaf')] }] },
	rewrite: { text: 'Let boiled water cool to seventy degrees before you pour it over green tea. Then give it two minutes.' },
};

export const FEATURES = Object.keys(INPUTS) as Feature[];

/** The example of a feature, with changes to its input. */
export function exampleOf<F extends Feature>(feature: F, changes: Partial<FeatureInputs[F]> = {}): FeatureRequest<F> {
	return { feature, input: { ...INPUTS[feature], ...changes } };
}
