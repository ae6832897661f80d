// The fields of the form: their names, their limits, and how they make up a personalization.
import { __ } from '@wordpress/i18n';
import type { Personalization } from '../../api/generated/personalization';

export type StrategyField = keyof Personalization[ 'strategy' ];
export type TextField = 'brand_name' | 'brand_about' | StrategyField;

/** All that a person fills in, side by side. */
export type Fields = Record< TextField, string > & {
	/** null: the language of the site. */
	language: string | null;
};

export type Edits = Partial< Fields >;

export function fieldsOf( saved: Personalization ): Fields {
	return {
		brand_name: saved.brand_name,
		brand_about: saved.brand_about,
		...saved.strategy,
		language: saved.language,
	};
}

/** What is sent: the whole of it, as it was read, with what was edited in its place. */
export function withEdits(
	saved: Personalization,
	edits: Edits
): Omit< Personalization, 'is_thin' > {
	const fields = { ...fieldsOf( saved ), ...edits };
	const { audience, tone, keywords, avoid, example } = fields;
	return {
		version: saved.version,
		brand_name: fields.brand_name,
		brand_about: fields.brand_about,
		strategy: { audience, tone, keywords, avoid, example },
		language: fields.language,
	};
}

/** The most that a field takes, in code points, as WordPress and the credits service have it. */
export function limitOf( field: TextField ): number {
	switch ( field ) {
		case 'brand_name':
			return 200;
		case 'brand_about':
			return 2000;
		default:
			return 1000;
	}
}

export interface TextFieldAbout {
	field: TextField;
	label: string;
	help?: string;
	rows: number;
}

export function brandFields(): TextFieldAbout[] {
	return [
		{
			field: 'brand_name',
			label: __( 'Brand Name', 'seo-rank-genius' ),
			rows: 1,
		},
		{
			field: 'brand_about',
			label: __( 'Brand About', 'seo-rank-genius' ),
			help: __(
				'What you do, where, and what sets you apart.',
				'seo-rank-genius'
			),
			rows: 4,
		},
	];
}

export function strategyFields(): TextFieldAbout[] {
	return [
		{
			field: 'audience',
			label: __( 'Audience', 'seo-rank-genius' ),
			help: __( 'Whom the site is for.', 'seo-rank-genius' ),
			rows: 2,
		},
		{
			field: 'tone',
			label: __( 'Tone of voice', 'seo-rank-genius' ),
			help: __( 'For example: plain and friendly.', 'seo-rank-genius' ),
			rows: 2,
		},
		{
			field: 'keywords',
			label: __( 'Keywords', 'seo-rank-genius' ),
			help: __(
				'Words to use where they fit, separated by commas.',
				'seo-rank-genius'
			),
			rows: 2,
		},
		{
			field: 'avoid',
			label: __( 'Things to avoid', 'seo-rank-genius' ),
			help: __( 'Words and claims to leave out.', 'seo-rank-genius' ),
			rows: 2,
		},
		{
			field: 'example',
			label: __( 'An example', 'seo-rank-genius' ),
			help: __( 'A text of yours that sounds right.', 'seo-rank-genius' ),
			rows: 3,
		},
	];
}

/** Languages to choose from, with variants where spelling differs. Any other that was saved stays on offer. */
export const LANGUAGES = [
	'ar',
	'bg',
	'ca',
	'cs',
	'da',
	'de-AT',
	'de-CH',
	'de-DE',
	'el',
	'en-AU',
	'en-CA',
	'en-GB',
	'en-US',
	'es-ES',
	'es-MX',
	'et',
	'fa',
	'fi',
	'fr-CA',
	'fr-FR',
	'he',
	'hi',
	'hr',
	'hu',
	'id',
	'it',
	'ja',
	'ko',
	'lt',
	'lv',
	'nb',
	'nl',
	'pl',
	'pt-BR',
	'pt-PT',
	'ro',
	'ru',
	'sk',
	'sl',
	'sr',
	'sv',
	'th',
	'tr',
	'uk',
	'vi',
	'zh-CN',
	'zh-TW',
] as const;
