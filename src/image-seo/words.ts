// The words of Image SEO.
import { __, _n, sprintf } from '@wordpress/i18n';
import type { BulkWords } from '../bulk/words';
import { formatNumber } from '../components/format';

export function words(): BulkWords {
	return {
		title: __( 'Image SEO', 'seo-rank-genius' ),
		generate: __( 'Generate Alt Text', 'seo-rank-genius' ),
		obstacles: {
			not_allowed: __(
				'You can edit alt text by hand. Generating it spends credits, which your role does not allow here.',
				'seo-rank-genius'
			),
			not_connected: __(
				'You can edit alt text by hand. To have it written by AI, connect this site.',
				'seo-rank-genius'
			),
			broken: __(
				'This site’s connection to the credits service needs mending. Alt text can be edited by hand meanwhile.',
				'seo-rank-genius'
			),
			no_plan: __(
				'AI credits need a paid plan. Alt text can be edited by hand meanwhile.',
				'seo-rank-genius'
			),
			short: __(
				'You have no credits left. Buy credits, or edit alt text by hand.',
				'seo-rank-genius'
			),
		},
		meanwhile: __(
			'Alt text can be edited by hand meanwhile.',
			'seo-rank-genius'
		),
		search: __( 'Search images', 'seo-rank-genius' ),
		filling: ( indexed, total ) =>
			sprintf(
				/* translators: 1: how many images. 2: of how many. */
				__(
					'Reading the Media Library: %1$s of %2$s images so far.',
					'seo-rank-genius'
				),
				formatNumber( indexed ),
				formatNumber( total )
			),
		wanted: ( count, credits ) =>
			sprintf(
				/* translators: 1: a number of images. 2: such as "72 credits". */
				_n(
					'%1$s image, %2$s',
					'%1$s images, %2$s',
					count,
					'seo-rank-genius'
				),
				formatNumber( count ),
				credits
			),
		chosen: ( count ) =>
			sprintf(
				/* translators: %s: a number of images. */
				_n(
					'%s image chosen',
					'%s images chosen',
					count,
					'seo-rank-genius'
				),
				formatNumber( count )
			),
		leftAlone,
		replaceTitle: __( 'Replace texts', 'seo-rank-genius' ),
		replace: ( count ) =>
			sprintf(
				/* translators: %s: a number of images. */
				_n(
					'Replace the text of %s image that has one',
					'Replace the texts of %s images that have one',
					count,
					'seo-rank-genius'
				),
				formatNumber( count )
			),
		replaces: ( count ) =>
			sprintf(
				/* translators: %s: a number of images. */
				_n(
					'%s of the chosen images has a text, which will be replaced. “Undo all” puts it back.',
					'%s of the chosen images have a text, which will be replaced. “Undo all” puts them back.',
					count,
					'seo-rank-genius'
				),
				formatNumber( count )
			),
	};
}

const leftAlone: BulkWords[ 'leftAlone' ] = ( {
	decorative,
	not_editable: notEditable,
} ) => {
	const texts: string[] = [];
	if ( decorative > 0 ) {
		texts.push(
			sprintf(
				/* translators: %s: a number of images. */
				_n(
					'%s decorative image stays without text.',
					'%s decorative images stay without text.',
					decorative,
					'seo-rank-genius'
				),
				formatNumber( decorative )
			)
		);
	}
	if ( notEditable > 0 ) {
		texts.push(
			sprintf(
				/* translators: %s: a number of images. */
				_n(
					'%s image is left alone: you may not edit it.',
					'%s images are left alone: you may not edit them.',
					notEditable,
					'seo-rank-genius'
				),
				formatNumber( notEditable )
			)
		);
	}
	return texts;
};
