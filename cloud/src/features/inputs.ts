// What a site sends for each feature: the one source of its validation and its types.
import Type, { type Static } from 'typebox';
import { Exact, Language, Word } from '../shapes.ts';

export const Personalization = Exact({
	version: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
	brand_name: Type.String({ maxLength: 200 }),
	brand_about: Type.String({ maxLength: 2000 }),
	strategy: Type.Record(Type.String({ pattern: '^(audience|tone|keywords|avoid|example)$' }), Type.String({ maxLength: 1000 })),
});
export type Personalization = Static<typeof Personalization>;

const Title = Type.String({ maxLength: 300, description: "the page's title; may be empty" });
/** Its length is a matter of `input_unusable` for this one action, not of the request as a whole. */
const VisibleText = Type.String({ description: 'what a visitor reads, without markup; blank lines part paragraphs' });
const FocusKeyword = Type.String({ minLength: 1, maxLength: 200 });

const generation = { language: Language, personalization: Type.Optional(Personalization) };
const page = { ...generation, title: Title, text: VisibleText };

/** What the model sees of one picture: its bytes, shrunk by the site, and the words around it. */
export const ImageAltInput = Exact({
	image: Exact({
		media_type: Type.Union([
			Type.Literal('image/jpeg'),
			Type.Literal('image/png'),
			Type.Literal('image/webp'),
			Type.Literal('image/gif'),
		]),
		data: Type.String({ minLength: 4, description: 'base64' }),
	}),
	language: Language,
	file_name: Type.String({ maxLength: 255 }),
	page_title: Type.String({ maxLength: 300 }),
	personalization: Type.Optional(Personalization),
});
export type ImageAltInput = Static<typeof ImageAltInput>;

/** A page whose meta title or description is wanted. */
export const MetaInput = Exact({
	...page,
	focus_keyword: Type.Optional(FocusKeyword),
	current: Type.Optional(Type.String({ maxLength: 1000, description: 'what stands there now; never given back as an alternative' })),
	alternatives: Type.Integer({ minimum: 1, maximum: 3, description: 'the most that are wanted' }),
});
export type MetaInput = Static<typeof MetaInput>;

export const SCHEMA_TYPES = ['Article', 'BlogPosting', 'FAQPage', 'BreadcrumbList', 'Organization', 'LocalBusiness', 'Product'] as const;

export const SchemaInput = Exact({ ...page, schema_type: Word('auto', ...SCHEMA_TYPES) });
export type SchemaInput = Static<typeof SchemaInput>;

/** Pages a link could lead to, chosen by the site; their number decides the price. */
export const LinkSuggestionsInput = Exact({
	...page,
	candidates: Type.Array(
		Exact({
			id: Type.String({ pattern: '^[A-Za-z0-9_:.-]{1,64}$' }),
			title: Type.String({ minLength: 1, maxLength: 300 }),
			excerpt: Type.String({ maxLength: 600 }),
		}),
		{ minItems: 1, maxItems: 200 },
	),
});
export type LinkSuggestionsInput = Static<typeof LinkSuggestionsInput>;

export const ContentAnalysisInput = Exact({
	...page,
	intent: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: 'what the page is meant to do for its reader' })),
	focus_keyword: Type.Optional(FocusKeyword),
});
export type ContentAnalysisInput = Static<typeof ContentAnalysisInput>;

export const DraftInput = Exact({
	...generation,
	title: Title,
	outline: Type.Array(Type.String({ minLength: 1, maxLength: 300 }), { maxItems: 30, description: 'headings or points, in order' }),
	words: Type.Integer({ minimum: 100, maximum: 2500, description: 'words asked for; they decide the price' }),
	focus_keyword: Type.Optional(FocusKeyword),
});
export type DraftInput = Static<typeof DraftInput>;

export const RewriteInput = Exact({
	...page,
	tone: Word('as_is', 'friendly', 'professional', 'confident', 'playful'),
	length: Word('shorter', 'same', 'longer'),
	simpler: Type.Boolean({ description: 'shorter sentences, plainer words' }),
});
export type RewriteInput = Static<typeof RewriteInput>;

/** The input of each feature. */
export const FEATURE_INPUTS = {
	image_alt: ImageAltInput,
	meta_title: MetaInput,
	meta_description: MetaInput,
	schema: SchemaInput,
	link_suggestions: LinkSuggestionsInput,
	content_analysis: ContentAnalysisInput,
	draft: DraftInput,
	rewrite: RewriteInput,
} as const;
export type Feature = keyof typeof FEATURE_INPUTS;
export type FeatureInputs = { [F in Feature]: Static<(typeof FEATURE_INPUTS)[F]> };

/** A feature with its own input; of all features where none is named. */
export type FeatureRequest<F extends Feature = Feature> = { [K in F]: { feature: K; input: FeatureInputs[K] } }[F];
