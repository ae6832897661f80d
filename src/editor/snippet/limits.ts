// How long the texts for search engines should be, in characters (code points). The same as in php/Features/Content.

export type MetaName = 'meta_title' | 'meta_description';

export const LIMITS: Readonly<
	Record< MetaName, { short: number; long: number } >
> = {
	meta_title: { short: 30, long: 60 },
	meta_description: { short: 70, long: 155 },
};
