// What a site needs, roughly: a first pass over it, and a quarter's upkeep.
//
// The formula is that of the product's planning guide: "a full initial generation pass (meta titles,
// descriptions, and alt text) followed by ongoing maintenance updates". Its examples:
//
// | site                | pages | images | first pass                     | upkeep                |
// |---------------------|-------|--------|--------------------------------|-----------------------|
// | Small Portfolio     |    10 |     30 | ~50 = 10 × 2 + 30              | a refill per quarter  |
// | Medium Agency Site  |    50 |    200 | ~300 = 50 × 2 + 200            | periodic updates      |
// | Large CMS Site      |     – |    500 | 500 for the bulk alt text run  | 200–300 per quarter   |
//
// The guide gives upkeep as a figure for the large site only: about half of a full pass. That is used for all.
import { priceInCredits } from '../pricing';

export interface SiteCounts {
	/** Published posts and pages. */
	pages: number;
	images: number;
	images_without_alt: number;
}

export interface Estimate {
	/** Credits for a title and a description of each page, and a text for each image without one. */
	first_pass: number;
	/** Credits for a quarter: half of a pass over all pages and all images. */
	quarter: number;
}

export function estimateCredits( site: SiteCounts ): Estimate {
	const perPage =
		priceInCredits( { feature: 'meta_title' } ) +
		priceInCredits( { feature: 'meta_description' } );
	const perImage = priceInCredits( { feature: 'image_alt' } );
	const pages = site.pages * perPage;
	return {
		first_pass: pages + site.images_without_alt * perImage,
		quarter: Math.ceil( ( pages + site.images * perImage ) / 2 ),
	};
}
