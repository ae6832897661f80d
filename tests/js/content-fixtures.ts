// Posts and pages as WordPress answers them, with what AI makes for them, for the tests to vary.
import type { Content } from '../../src/api/generated/content';
import type { ContentAction } from '../../src/api/generated/content-action';
import type { ContentDetail } from '../../src/api/generated/content-detail';
import type { ContentsPage } from '../../src/api/generated/contents-page';
import type { KeptResult } from '../../src/api/generated/results-page';
import { balance, trialing } from './fixtures';

const none = { failure: null, price: 1 };

/** A published post for which nothing was made yet. */
export function content( change: Partial< Content > = {} ): Content {
	return {
		id: 21,
		title: 'Sourdough at home',
		type: 'post',
		type_label: 'Post',
		status: 'publish',
		edit_url: 'http://localhost:8888/wp-admin/post.php?post=21&action=edit',
		view_url: 'http://localhost:8888/sourdough/',
		modified_at: '2026-11-20T09:00:00Z',
		can_edit: true,
		meta_title: {
			...none,
			text: '',
			state: 'missing',
			is_duplicate: false,
		},
		meta_description: {
			...none,
			text: '',
			state: 'missing',
			is_duplicate: false,
		},
		schema: { ...none, type: null, state: 'missing' },
		links: {
			...none,
			price: 3,
			in: 2,
			out: 5,
			is_orphan: false,
			suggested: 0,
			state: 'none',
		},
		analysis: { ...none, price: 6, score: 71, findings: 0, state: 'none' },
		...change,
	};
}

/** The first piece of a list that holds these and no others, as the list of a feature that none of them has. */
export function contentsPage(
	contents: Content[],
	change: Partial< ContentsPage > = {}
): ContentsPage {
	const { length } = contents;
	return {
		contents,
		total: length,
		next_cursor: null,
		printed_by: 'self',
		counts: { all: length, missing: length, none: length },
		types: [
			{ name: 'post', label: 'Posts', count: length },
			{ name: 'page', label: 'Pages', count: 0 },
		],
		index: { complete: true, indexed: length, total: length },
		...change,
	};
}

/** A meta title written for a post, for one Shared credit. */
export function contentAction(
	change: Partial< Omit< ContentAction, 'action' > > & {
		action?: Partial< ContentAction[ 'action' ] >;
	} = {}
): ContentAction {
	return {
		result: { alternatives: [ 'Bake sourdough at home' ] },
		applied: true,
		content: content( {
			meta_title: {
				...none,
				text: 'Bake sourdough at home',
				state: 'generated',
				is_duplicate: false,
			},
		} ),
		account: trialing( {
			balance: balance( {
				license: { status: 'trialing', shared: 499, version: 8 },
				site: { domain: 0 },
			} ),
		} ),
		...change,
		action: {
			id: '00000000-0000-4000-8000-000000000000',
			outcome: 'completed',
			cost: 1,
			from_domain: 0,
			from_shared: 1,
			code: null,
			...change.action,
		},
	};
}

export function contentDetail(
	change: Partial< ContentDetail > = {}
): ContentDetail {
	return {
		content: content(),
		printed_by: 'self',
		fallback: { title: 'Sourdough at home – Bakery', description: '' },
		schema: null,
		json_ld: [],
		suggestions: [],
		findings: [],
		links_in: [],
		links_out: [],
		prices: {
			meta_title: 1,
			meta_description: 1,
			schema: 1,
			link_suggestions: 3,
			content_analysis: 6,
		},
		focus_keyword: null,
		...change,
	};
}

export function keptResult( change: Partial< KeptResult > = {} ): KeptResult {
	return {
		id: 5,
		feature: 'meta_title',
		result: { alternatives: [ 'Bread that rises by itself' ] },
		is_current: false,
		can_restore: true,
		cost: 1,
		model: 'sandbox-1',
		prompt_version: 'meta_title.1',
		personalization_version: 3,
		person: 'Ada',
		run_id: null,
		created_at: '2026-11-20T09:00:00Z',
		restored_at: null,
		...change,
	};
}
