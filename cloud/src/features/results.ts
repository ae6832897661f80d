// What each feature answers: plain text in closed shapes, from which WordPress makes tags, links, blocks and JSON-LD.
import Type, { type Static } from 'typebox';
import { SCHEMA_TYPES, type Feature } from './inputs.ts';
import { Exact, Nullable, Word } from '../shapes.ts';

/** The most characters (code points) of a meta title, and of a meta description. */
export const META_TITLE_MAX_CHARS = 70;
export const META_DESCRIPTION_MAX_CHARS = 170;

const line = (maxLength: number) => Type.String({ minLength: 1, maxLength });

export const ImageAltResult = Exact({ alt_text: line(1000) }, { title: 'image_alt' });
export type ImageAltResult = Static<typeof ImageAltResult>;

/** Of `meta_title` (at most 70 characters each) and `meta_description` (at most 170); all differ. */
export const AlternativesResult = Exact(
	{ alternatives: Type.Array(line(META_DESCRIPTION_MAX_CHARS), { minItems: 1, maxItems: 3 }) },
	{ title: 'meta_title, meta_description' },
);
export type AlternativesResult = Static<typeof AlternativesResult>;

const Stated = Nullable(line(200));

/** Only what the page says. Dates, author, address of the page, pictures and prices are WordPress's to add. */
export const SchemaResult = Exact(
	{
		type: Word(...SCHEMA_TYPES),
		headline: Nullable(line(110)),
		description: Nullable(line(300)),
		about: Type.Array(line(100), { maxItems: 8, description: 'topics, in words of the page' }),
		faq: Type.Array(Exact({ question: line(500), answer: line(5000) }), { maxItems: 30, description: 'verbatim; of FAQPage only' }),
		/** Verbatim; of Product the name of the product. */
		breadcrumb_name: Nullable(line(100)),
		organization: Nullable(
			Exact(
				{
					name: line(200),
					telephone: Stated,
					email: Stated,
					street_address: Stated,
					locality: Stated,
					region: Stated,
					postal_code: Stated,
					country: Stated,
					opening_hours: Type.Array(line(200), { maxItems: 14 }),
				},
				{ description: 'each verbatim from the page; of Organization and LocalBusiness only' },
			),
		),
	},
	{ title: 'schema' },
);
export type SchemaResult = Static<typeof SchemaResult>;

export const LinkSuggestionsResult = Exact(
	{
		suggestions: Type.Array(
			Exact({ candidate_id: line(64), anchor: Type.String({ minLength: 1, maxLength: 200, description: 'verbatim from the text, within one line' }), reason: line(500) }),
			{ minItems: 1, maxItems: 15, description: 'each candidate at most once' },
		),
	},
	{ title: 'link_suggestions' },
);
export type LinkSuggestionsResult = Static<typeof LinkSuggestionsResult>;

export const SEVERITIES = ['high', 'medium', 'low'] as const;
export const FINDING_KINDS = ['intent', 'completeness', 'structure', 'clarity', 'keyword', 'tone', 'trust'] as const;

export const ContentAnalysisResult = Exact(
	{
		findings: Type.Array(
			Exact({
				severity: Word(...SEVERITIES),
				kind: Word(...FINDING_KINDS),
				quote: Type.String({ minLength: 1, maxLength: 600, description: 'verbatim from the text' }),
				message: line(600),
				action: line(600),
			}),
			{ minItems: 1, maxItems: 15 },
		),
	},
	{ title: 'content_analysis' },
);
export type ContentAnalysisResult = Static<typeof ContentAnalysisResult>;

export const DraftResult = Exact(
	{
		sections: Type.Array(
			Exact({
				heading: Type.String({ maxLength: 300, description: 'empty: an introduction' }),
				paragraphs: Type.Array(line(10_000), { minItems: 1, maxItems: 40 }),
			}),
			{ minItems: 1, maxItems: 40 },
		),
	},
	{ title: 'draft' },
);
export type DraftResult = Static<typeof DraftResult>;

export const RewriteResult = Exact(
	{ text: Type.String({ minLength: 1, maxLength: 100_000, description: 'blank lines part paragraphs' }) },
	{ title: 'rewrite' },
);
export type RewriteResult = Static<typeof RewriteResult>;

export interface FeatureResults extends Record<Feature, object> {
	image_alt: ImageAltResult;
	meta_title: AlternativesResult;
	meta_description: AlternativesResult;
	schema: SchemaResult;
	link_suggestions: LinkSuggestionsResult;
	content_analysis: ContentAnalysisResult;
	draft: DraftResult;
	rewrite: RewriteResult;
}
export type FeatureResult = FeatureResults[Feature];

/** How a result came about. */
export const ResultMeta = Exact({
	model: line(200),
	prompt_version: line(60),
	personalization_version: Nullable(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
});
export type ResultMeta = Static<typeof ResultMeta>;

/** What a captured action bought, as it is stored for 30 days and answered. */
export interface Made<F extends Feature = Feature> {
	result: FeatureResults[F];
	meta: ResultMeta;
}
