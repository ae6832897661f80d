// Title and content as they stand in the classic editor, saved or not.

interface VisualEditor {
	isHidden: () => boolean;
	getContent: () => string;
}

declare const window: Window & {
	tinymce?: { get: ( id: string ) => VisualEditor | null };
};

/** What is typed in a field; empty where it is not there. */
export function valueOf( id: string ): string {
	const field = document.getElementById( id );
	return field instanceof HTMLInputElement ||
		field instanceof HTMLTextAreaElement
		? field.value
		: '';
}

export function liveTexts(): { title: string; content: string } {
	const visual = window.tinymce?.get( 'content' ) ?? null;
	return {
		title: valueOf( 'title' ),
		content:
			visual === null || visual.isHidden()
				? valueOf( 'content' )
				: visual.getContent(),
	};
}
