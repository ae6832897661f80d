// What a screen that works on many things says in words of its own.
import type { RunQuote } from '../api/generated/run-quote';
import type { Obstacle } from './spending';

export interface BulkWords {
	/** The screen: "Image SEO". */
	title: string;
	/** What the button does that spends: "Generate Alt Text". */
	generate: string;
	/** What stands in the way of generating, and what works without; a cap has words of its own. */
	obstacles: Readonly< Record< Exclude< Obstacle, 'capped' >, string > >;
	/** What works while the cloud does not: "Alt text can be edited by hand meanwhile." */
	meanwhile: string;
	/** "Search images". */
	search: string;
	/** How far the index is that is being filled: "Reading the Media Library: 1 of 2 images so far." */
	filling: ( indexed: number, total: number ) => string;
	/** "72 images, 72 credits", with the credits given in words. */
	wanted: ( count: number, credits: string ) => string;
	/** "72 images chosen". */
	chosen: ( count: number ) => string;
	/** What of the chosen is left alone, and why: sentences. */
	leftAlone: ( skipped: RunQuote[ 'skipped' ] ) => string[];
	/** "Replace texts". */
	replaceTitle: string;
	/** "Replace the texts of 2 images that have one". */
	replace: ( count: number ) => string;
	/** "2 of the chosen images have a text, which will be replaced. …" */
	replaces: ( count: number ) => string;
}
