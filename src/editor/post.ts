// The post in the block editor, by the editor's own stores: what stands there now, and the changes that are asked of it.
// Stores are named, not imported: WordPress brings them, and each version its own.
import { dispatch, select, useSelect } from '@wordpress/data';
import { useMemo } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { RichTextValue } from '@wordpress/rich-text';
import { hasKeys } from '../api/errors';
import { mintUuid } from '../uuid';
import {
	asAttribute,
	textPlaces,
	type Block,
	type Range,
	type TextPlace,
} from './blocks';
import { typeTheirs, useTheirs, type Typed } from './neighbour';

const EDITOR = 'core/editor';
const BLOCKS = 'core/block-editor';

/** The REST field of the plugin in a post; see php/Rest/SeoField.php. */
const FIELD = 'seo_rank_genius';

interface EditorSelectors {
	getCurrentPostId: () => number;
	getCurrentPostAttribute: ( name: string ) => unknown;
	getEditedPostAttribute: ( name: string ) => unknown;
	getEditedPostContent: () => string;
	getPermalink: () => string | null;
	isSavingPost: () => boolean;
	isAutosavingPost: () => boolean;
}

interface BlockSelectors {
	getBlocks: () => readonly Block[];
	getBlocksByClientId: ( ids: readonly string[] ) => ( Block | null )[];
	getSelectedBlockClientIds: () => string[];
	getBlockInsertionPoint: () => {
		rootClientId: string | undefined;
		index: number;
	};
}

interface BlockActions {
	updateBlockAttributes: (
		ids: string | readonly string[],
		attributes: Record< string, unknown >,
		uniqueByBlock?: boolean
	) => unknown;
	insertBlocks: (
		blocks: readonly Block[],
		index?: number,
		rootClientId?: string
	) => unknown;
	replaceBlocks: ( id: string, blocks: readonly Block[] ) => unknown;
	selectBlock: ( id: string ) => unknown;
	selectionChange: (
		id: string,
		attribute: string,
		start: number,
		end: number
	) => unknown;
}

const text = ( value: unknown ) => ( typeof value === 'string' ? value : '' );

const editor = ( from: typeof select = select ) =>
	from( EDITOR ) as unknown as EditorSelectors;
const blockEditor = ( from: typeof select = select ) =>
	from( BLOCKS ) as unknown as BlockSelectors;
const blockActions = (): BlockActions => {
	const actions: unknown = dispatch( BLOCKS );
	return actions as BlockActions;
};

/** What the plugin keeps with the post. */
export interface SeoTexts {
	meta_title: string;
	meta_description: string;
	focus_keyword: string;
	/**
	 * What stands in their place where they are empty, by the templates; empty beside another plugin. From PHP they have
	 * TITLE_PLACE for the post's title, from usePost() the title as it stands in the editor.
	 */
	fallback_title: string;
	fallback_description: string;
	/** Which plugin prints them. */
	printed_by: 'self' | 'yoast' | 'rank_math' | 'aioseo';
}

/** null where this kind of post has none. */
function seoTexts( field: unknown ): SeoTexts | null {
	return hasKeys( field, [ 'meta_title', 'meta_description' ] )
		? ( field as unknown as SeoTexts )
		: null;
}

export interface Post {
	id: number;
	title: string;
	/** Not saved by a person yet: WordPress has made it for the editor. */
	isNew: boolean;
	/** Where it is or will be; empty where that is not known. */
	link: string;
	/** null where this kind of post has none. */
	seo: SeoTexts | null;
	isSaving: boolean;
}

/** See php/Rest/SeoField.php. */
const TITLE_PLACE = '\uFFFC';

function titled( fallback: string, title: string ): string {
	return fallback.replaceAll(
		TITLE_PLACE,
		() => title.trim() || __( '(no title)', 'seo-rank-genius' )
	);
}

export function usePost(): Post {
	const post = useSelect( ( from ) => {
		const store = editor( from );
		return {
			id: store.getCurrentPostId(),
			title: text( store.getEditedPostAttribute( 'title' ) ),
			isNew: store.getCurrentPostAttribute( 'status' ) === 'auto-draft',
			link: store.getPermalink() ?? '',
			seo: seoTexts( store.getEditedPostAttribute( FIELD ) ),
			isSaving: store.isSavingPost() && ! store.isAutosavingPost(),
		};
	}, [] );
	const theirs = useTheirs( post.seo?.printed_by );
	return useMemo(
		() => ( {
			...post,
			seo: post.seo && {
				...post.seo,
				...theirs,
				fallback_title: titled( post.seo.fallback_title, post.title ),
				fallback_description: titled(
					post.seo.fallback_description,
					post.title
				),
			},
		} ),
		[ post, theirs ]
	);
}

/** The blocks, whenever they change. */
export function useBlocks(): readonly Block[] {
	return useSelect(
		( from ) => blockEditor( from as typeof select ).getBlocks(),
		[]
	);
}

export function useSelectedBlocks(): readonly Block[] {
	const blocks = useSelect( ( from ) => {
		const store = blockEditor( from );
		return store.getBlocksByClientId( store.getSelectedBlockClientIds() );
	}, [] );
	return blocks.filter( ( block ) => block !== null );
}

/** Title and content as they stand in the editor: what is sent. */
export function liveTexts(): { title: string; content: string } {
	return {
		title: text( editor().getEditedPostAttribute( 'title' ) ),
		content: editor().getEditedPostContent(),
	};
}

interface EditorActions {
	editPost: ( edits: Record< string, unknown > ) => unknown;
	savePost: () => Promise< unknown >;
}

const editorActions = (): EditorActions => {
	const actions: unknown = dispatch( EDITOR );
	return actions as EditorActions;
};

/** Saves a new post as a draft, so that what is paid for is found again. True when it is saved. */
export async function keepNewPost(): Promise< boolean > {
	if ( editor().getCurrentPostAttribute( 'status' ) === 'auto-draft' ) {
		await editorActions().savePost();
	}
	return editor().getCurrentPostAttribute( 'status' ) !== 'auto-draft';
}

/** Changes what the plugin keeps with the post. It is saved with the post, and lost no sooner than its title would be. */
export function editSeo( now: SeoTexts, change: Partial< Typed > ): void {
	if ( ! typeTheirs( now.printed_by, change ) ) {
		const kept = seoTexts( editor().getEditedPostAttribute( FIELD ) );
		editorActions().editPost( { [ FIELD ]: { ...kept, ...change } } );
	}
}

/** Puts texts into their blocks, as one step of the editor's own undo. */
export function writeTexts(
	texts: readonly { place: TextPlace; value: RichTextValue }[]
): void {
	const byBlock: Record< string, Record< string, unknown > > = {};
	for ( const { place, value } of texts ) {
		byBlock[ place.clientId ] = {
			...byBlock[ place.clientId ],
			[ place.attribute ]: asAttribute( value ),
		};
	}
	blockActions().updateBlockAttributes(
		Object.keys( byBlock ),
		byBlock,
		true
	);
}

/** A new block, as createBlock() of core makes it. */
export function newBlock(
	name: string,
	attributes: Record< string, unknown >
): Block {
	return {
		clientId: mintUuid(),
		name,
		isValid: true,
		attributes,
		innerBlocks: [],
	};
}

/** Puts new blocks where the cursor is; in place of the one empty paragraph of an empty post. */
export function insertBlocks( blocks: readonly Block[] ): void {
	const [ first, ...others ] = blockEditor().getBlocks();
	if (
		first !== undefined &&
		others.length === 0 &&
		first.name === 'core/paragraph' &&
		textPlaces( [ first ] ).length === 0
	) {
		blockActions().replaceBlocks( first.clientId, blocks );
		return;
	}
	const { rootClientId, index } = blockEditor().getBlockInsertionPoint();
	blockActions().insertBlocks( blocks, index, rootClientId );
}

/** The document that the blocks are drawn in. */
function canvas(): Document {
	const frame = document.querySelector< HTMLIFrameElement >(
		'iframe[name="editor-canvas"]'
	);
	return frame?.contentDocument ?? document;
}

/** Selects a block, with a piece of its text where there is one, and brings it into view. */
export function showBlock(
	clientId: string,
	piece?: { attribute: string; range: Range }
): void {
	blockActions().selectBlock( clientId );
	if ( piece !== undefined ) {
		blockActions().selectionChange(
			clientId,
			piece.attribute,
			piece.range.start,
			piece.range.end
		);
	}
	canvas()
		.getElementById( `block-${ clientId }` )
		?.scrollIntoView( { block: 'center' } );
}

/** Whether texts still stand where they stood. */
export function isUnchanged( places: readonly TextPlace[] ): boolean {
	const now = textPlaces(
		blockEditor()
			.getBlocksByClientId( places.map( ( { clientId } ) => clientId ) )
			.filter( ( block ) => block !== null )
	);
	return places.every( ( { clientId, attribute, value } ) =>
		now.some(
			( place ) =>
				place.clientId === clientId &&
				place.attribute === attribute &&
				place.value.text === value.text
		)
	);
}
