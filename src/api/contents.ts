// The contents resource: posts, pages and other public types, with what AI writes for each.
import { request } from './client';
import { hasKeys, isAccount } from './errors';
import type { Content } from './generated/content';
import type { ContentAction } from './generated/content-action';
import type { ContentDetail } from './generated/content-detail';
import type { ContentsPage } from './generated/contents-page';
import type { LocalAnalysis } from './generated/local-analysis';
import type { ResultsPage } from './generated/results-page';

export type ContentFeature =
	| 'meta_title'
	| 'meta_description'
	| 'schema'
	| 'link_suggestions'
	| 'content_analysis';

/** What can be made for one content: in the editor also what no list shows. */
export type EditorFeature = ContentFeature | 'draft' | 'rewrite';

export type ContentOrder = 'newest' | 'oldest' | 'title' | 'measure';

export interface ContentListing {
	feature: ContentFeature;
	/** One of the feature's filters. */
	state: string;
	/** A post type; empty for all. */
	type: string;
	search: string;
	order: ContentOrder;
	/** Only these; empty: all. */
	ids: readonly number[];
}

export const CONTENTS_PER_PAGE = 40;

export function isContent( value: unknown ): value is Content {
	return hasKeys( value, [
		'id',
		'title',
		'meta_title',
		'meta_description',
		'schema',
		'links',
		'analysis',
		'can_edit',
	] );
}

function isContentsPage( value: unknown ): value is ContentsPage {
	return (
		hasKeys( value, [ 'contents', 'total', 'counts', 'types', 'index' ] ) &&
		Array.isArray( value.contents ) &&
		value.contents.every( isContent )
	);
}

function isContentDetail( value: unknown ): value is ContentDetail {
	return (
		hasKeys( value, [ 'content', 'suggestions', 'findings' ] ) &&
		isContent( value.content )
	);
}

function isContentAction( value: unknown ): value is ContentAction {
	return (
		hasKeys( value, [ 'action', 'content', 'account', 'applied' ] ) &&
		hasKeys( value.action, [ 'id', 'outcome', 'cost' ] ) &&
		isContent( value.content ) &&
		isAccount( value.account )
	);
}

function isResultsPage( value: unknown ): value is ResultsPage {
	return (
		hasKeys( value, [ 'results', 'next_cursor' ] ) &&
		Array.isArray( value.results )
	);
}

function isLocalAnalysis( value: unknown ): value is LocalAnalysis {
	return (
		hasKeys( value, [ 'score', 'findings' ] ) &&
		Array.isArray( value.findings )
	);
}

/** One piece of the list from a cursor on. The first of each feature is what PHP preloads. */
export function fetchContents(
	{ feature, state, type, search, order, ids }: ContentListing,
	cursor: string | null,
	signal: AbortSignal,
	perPage: number
): Promise< ContentsPage > {
	const query = new URLSearchParams( {
		feature,
		state,
		order,
		per_page: String( perPage ),
		...( type === '' ? {} : { type } ),
		...( search === '' ? {} : { search } ),
		...( ids.length === 0 ? {} : { ids: ids.join( ',' ) } ),
		...( cursor === null ? {} : { cursor } ),
	} );
	return request( `/contents?${ query.toString() }`, isContentsPage, {
		signal,
	} );
}

/** All that is known of one: what was made for it, and what would be printed. The editor's first answer is what PHP preloads. */
export function fetchContent(
	id: number,
	signal: AbortSignal | null = null
): Promise< ContentDetail > {
	return request( `/contents/${ id }`, isContentDetail, { signal } );
}

export type MetaField = 'meta_title' | 'meta_description';

export interface MetaChange {
	field: MetaField;
	text: string;
	/** Only if the text is still this one; otherwise the error has the code `text_changed`. */
	ifText: string;
}

export function saveMeta(
	id: number,
	{ field, text, ifText }: MetaChange
): Promise< Content > {
	return request( `/contents/${ id }`, isContent, {
		method: 'PATCH',
		data: { [ field ]: text, [ `if_${ field }` ]: ifText },
	} );
}

export interface ContentActionOrder {
	id: number;
	feature: EditorFeature;
	/** A UUID, one for each attempt: the same one again is never paid a second time. */
	actionId: string;
	/** The quote, in credits. */
	maxCost: number;
	/** Whether the result becomes the content's own at once. */
	save: boolean;
	/** What stands in the editor, and what is asked for. */
	input: Record< string, unknown >;
}

/** Runs the action `actionId`. The same id again is answered, never paid a second time. */
export function runContentAction( {
	id,
	feature,
	actionId,
	maxCost,
	save,
	input,
}: ContentActionOrder ): Promise< ContentAction > {
	return request( `/contents/${ id }/actions`, isContentAction, {
		method: 'POST',
		data: {
			feature,
			action_id: actionId,
			max_cost: maxCost,
			save,
			input,
		},
	} );
}

/** Keeps these link suggestions, by where they lead; the others are gone. */
export function keepSuggestions(
	id: number,
	targets: readonly number[]
): Promise< ContentDetail > {
	return request( `/contents/${ id }/links`, isContentDetail, {
		method: 'PUT',
		data: { post_ids: targets },
	} );
}

/** Puts a suggested link into the text where its anchor stands first. */
export function insertLink(
	id: number,
	target: number
): Promise< ContentDetail > {
	return request( `/contents/${ id }/links/${ target }`, isContentDetail, {
		method: 'POST',
	} );
}

/** Keeps a schema, such as one that was made; null removes the one that is kept. */
export function keepSchema(
	id: number,
	schema: unknown
): Promise< ContentDetail > {
	return request( `/contents/${ id }/schema`, isContentDetail, {
		method: 'PUT',
		data: { schema },
	} );
}

/** What was made for a content by a feature, newest first. */
export function fetchResults(
	id: number,
	feature: EditorFeature,
	cursor: string | null = null,
	signal: AbortSignal | null = null
): Promise< ResultsPage > {
	const query = new URLSearchParams( {
		feature,
		...( cursor === null ? {} : { cursor } ),
	} );
	return request(
		`/contents/${ id }/results?${ query.toString() }`,
		isResultsPage,
		{ signal }
	);
}

/** Makes a former result what the content has. */
export function restoreResult(
	id: number,
	result: number
): Promise< Content > {
	return request(
		`/contents/${ id }/results/${ result }/restore`,
		isContent,
		{ method: 'POST' }
	);
}

export interface EditorTexts {
	title: string;
	/** With its markup. */
	content: string;
	meta_title: string;
	meta_description: string;
	focus_keyword: string;
}

/** Free: nothing leaves this site. */
export function analyseLocally(
	id: number,
	texts: EditorTexts
): Promise< LocalAnalysis > {
	return request( `/contents/${ id }/local-analysis`, isLocalAnalysis, {
		method: 'POST',
		data: { ...texts },
	} );
}
