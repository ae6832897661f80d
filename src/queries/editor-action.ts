// An action on the content in an editor, from its start to its end. Without the cache, for a page that has none.
import { runContentAction, type ContentActionOrder } from '../api/contents';
import type { ContentAction } from '../api/generated/content-action';
import { runToItsEnd } from './single-action';

export { fetchAccount } from '../api/account';
export type { ContentActionOrder, EditorFeature } from '../api/contents';

export function runEditorActionToItsEnd(
	action: ContentActionOrder
): Promise< ContentAction > {
	return runToItsEnd( () => runContentAction( action ) );
}
