// What an editor says of what stands in the way of generating; what is typed by hand works all the same.
import { __ } from '@wordpress/i18n';
import type { BulkWords } from './words';

export type SpendingWords = Pick< BulkWords, 'obstacles' | 'meanwhile' >;

export function editingWords(): SpendingWords {
	return {
		obstacles: {
			not_allowed: __(
				'You can write all of this by hand. Generating it spends credits, which your role does not allow here.',
				'seo-rank-genius'
			),
			not_connected: __(
				'You can write all of this by hand, and the score is free. To have it written by AI, connect this site.',
				'seo-rank-genius'
			),
			broken: __(
				'This site’s connection to the credits service needs mending. All of this can be written by hand meanwhile.',
				'seo-rank-genius'
			),
			no_plan: __(
				'AI credits need a paid plan. All of this can be written by hand meanwhile.',
				'seo-rank-genius'
			),
			short: __(
				'You have no credits left. Buy credits, or write by hand.',
				'seo-rank-genius'
			),
		},
		meanwhile: __(
			'All of this can be written by hand meanwhile.',
			'seo-rank-genius'
		),
	};
}
