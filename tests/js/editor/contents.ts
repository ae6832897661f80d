// A post and what is answered about it, for the tests of the editor to vary.
import type { Content } from '../../../src/api/generated/content';
import type { ContentAction } from '../../../src/api/generated/content-action';
import type { ContentDetail } from '../../../src/api/generated/content-detail';
import { balance, trialing } from '../fixtures';

function content(): Content {
	const meta = {
		text: '',
		state: 'missing' as const,
		is_duplicate: false,
		failure: null,
		price: 1,
	};
	return {
		id: 7,
		title: 'A meadow instead of a lawn',
		type: 'post',
		type_label: 'Post',
		status: 'publish',
		edit_url: 'http://localhost:8888/wp-admin/post.php?post=7&action=edit',
		view_url: 'https://example.com/garden/a-meadow/',
		modified_at: '2026-11-20T10:42:00Z',
		can_edit: true,
		meta_title: meta,
		meta_description: meta,
		schema: { type: null, state: 'missing', failure: null, price: 1 },
		links: {
			in: 0,
			out: 0,
			is_orphan: true,
			suggested: 0,
			state: 'none',
			failure: null,
			price: 3,
		},
		analysis: {
			score: 62,
			findings: 0,
			state: 'none',
			failure: null,
			price: 4,
		},
	};
}

export function contentDetail(
	change: Partial< ContentDetail > = {}
): ContentDetail {
	return {
		content: content(),
		printed_by: 'self',
		fallback: { title: '', description: '' },
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
			content_analysis: 4,
		},
		focus_keyword: null,
		...change,
	};
}

/** An action that has brought a result, for one Shared credit. */
export function contentAction(
	change: Partial< ContentAction > = {}
): ContentAction {
	return {
		action: {
			id: '00000000-0000-4000-8000-000000000000',
			outcome: 'completed',
			cost: 1,
			from_domain: 0,
			from_shared: 1,
			code: null,
		},
		result: null,
		applied: false,
		content: content(),
		account: trialing( {
			balance: balance( {
				license: { status: 'trialing', shared: 499, version: 8 },
				site: { domain: 0 },
			} ),
		} ),
		...change,
	};
}
