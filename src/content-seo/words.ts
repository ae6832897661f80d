// The words of Content SEO.
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ContentFeature } from '../api/contents';
import type { BulkWords } from '../bulk/words';
import { formatNumber } from '../components/format';

function generateLabel( feature: ContentFeature ): string {
	switch ( feature ) {
		case 'meta_title':
			return __( 'Generate Meta Titles', 'seo-rank-genius' );
		case 'meta_description':
			return __( 'Generate Meta Descriptions', 'seo-rank-genius' );
		case 'schema':
			return __( 'Generate Schema', 'seo-rank-genius' );
		case 'link_suggestions':
			return __( 'Suggest Links', 'seo-rank-genius' );
		case 'content_analysis':
			return __( 'Analyse Content', 'seo-rank-genius' );
	}
}

export function words( feature: ContentFeature ): BulkWords {
	const meanwhile = __(
		'Titles, descriptions and links can be edited by hand meanwhile.',
		'seo-rank-genius'
	);
	return {
		title: __( 'Content SEO', 'seo-rank-genius' ),
		generate: generateLabel( feature ),
		obstacles: {
			not_allowed: __(
				'You can edit everything here by hand. Generating it spends credits, which your role does not allow here.',
				'seo-rank-genius'
			),
			not_connected: __(
				'You can edit everything here by hand. To have it written by AI, connect this site.',
				'seo-rank-genius'
			),
			broken: `${ __(
				'This site’s connection to the credits service needs mending.',
				'seo-rank-genius'
			) } ${ meanwhile }`,
			no_plan: `${ __(
				'AI credits need a paid plan.',
				'seo-rank-genius'
			) } ${ meanwhile }`,
			short: __(
				'You have no credits left for this. Buy credits, or edit by hand.',
				'seo-rank-genius'
			),
		},
		meanwhile,
		search: __( 'Search pages', 'seo-rank-genius' ),
		filling: ( indexed, total ) =>
			sprintf(
				/* translators: 1: how many posts and pages. 2: of how many. */
				__(
					'Reading posts and pages: %1$s of %2$s so far.',
					'seo-rank-genius'
				),
				formatNumber( indexed ),
				formatNumber( total )
			),
		wanted: ( count, credits ) =>
			sprintf(
				/* translators: 1: a number of posts and pages. 2: such as "216 credits". */
				_n(
					'%1$s page, %2$s',
					'%1$s pages, %2$s',
					count,
					'seo-rank-genius'
				),
				formatNumber( count ),
				credits
			),
		chosen: ( count ) =>
			sprintf(
				/* translators: %s: a number of posts and pages. */
				_n(
					'%s page chosen',
					'%s pages chosen',
					count,
					'seo-rank-genius'
				),
				formatNumber( count )
			),
		leftAlone,
		replaceTitle: __( 'Replace', 'seo-rank-genius' ),
		replace: ( count ) =>
			sprintf(
				/* translators: %s: a number of posts and pages. */
				_n(
					'Replace what %s page has already',
					'Replace what %s pages have already',
					count,
					'seo-rank-genius'
				),
				formatNumber( count )
			),
		replaces: ( count ) =>
			sprintf(
				/* translators: %s: a number of posts and pages. */
				_n(
					'What %s of the chosen pages has will be replaced. “Undo all” puts it back.',
					'What %s of the chosen pages have will be replaced. “Undo all” puts it back.',
					count,
					'seo-rank-genius'
				),
				formatNumber( count )
			),
	};
}

const leftAlone: BulkWords[ 'leftAlone' ] = ( {
	not_editable: notEditable,
	no_text: noText,
} ) => [
	...( notEditable === 0
		? []
		: [
				sprintf(
					/* translators: %s: a number of posts and pages. */
					_n(
						'%s page is left alone: you may not edit it.',
						'%s pages are left alone: you may not edit them.',
						notEditable,
						'seo-rank-genius'
					),
					formatNumber( notEditable )
				),
			] ),
	...( noText === 0
		? []
		: [
				sprintf(
					/* translators: %s: a number of posts and pages. */
					_n(
						'%s page has no text to work from.',
						'%s pages have no text to work from.',
						noText,
						'seo-rank-genius'
					),
					formatNumber( noText )
				),
			] ),
];
