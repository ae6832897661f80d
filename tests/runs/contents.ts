// Finds contents as the list of the owner's browser does.

import { SetupFailure } from '../../tools/setup/failure.mjs';
import type { Owner } from './owner.ts';

/** What is read of a page of the list: see schema/rest/contents-page.json. */
interface ContentsPage {
	contents: { id: number }[];
	next_cursor: string | null;
	index: { complete: boolean };
}

/**
 * Contents without a meta title, those in English first, once all are indexed: asking for the list fills it. Of Arabic pages
 * that are half in English, the stand-in for the model takes the English half, which the cloud does not take for Arabic.
 *
 * @throws SetupFailure When there are fewer.
 */
export async function withoutMetaTitle(owner: Owner, count: number): Promise<number[]> {
	const ids: number[] = [];
	const ask = (cursor = '') => owner.get<ContentsPage>(`/contents?${new URLSearchParams({ feature: 'meta_title', state: 'missing', order: 'oldest', cursor }).toString()}`);
	let page = await ask();
	while (!page.index.complete) {
		page = await ask();
	}
	ids.push(...page.contents.map(({ id }) => id));
	while (ids.length < count && page.next_cursor !== null) {
		page = await ask(page.next_cursor);
		ids.push(...page.contents.map(({ id }) => id));
	}
	if (ids.length < count) {
		throw new SetupFailure(`The site has ${ids.length} contents without a meta title, fewer than ${count}.`);
	}
	return ids.slice(0, count);
}
