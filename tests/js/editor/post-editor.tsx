// The sidebar over a post: the stores of the block editor, as far as the sidebar uses them, made of @wordpress/data itself.
import { createReduxStore, dispatch, register, select } from '@wordpress/data';
import { act, screen } from '@testing-library/react';
import type { Account } from '../../../src/api/generated/account';
import type { Block } from '../../../src/editor/blocks';
import { Sidebar } from '../../../src/editor/sidebar';
import { account } from '../fixtures';
import { open } from '../screen';
import { paragraph } from './text-blocks';

interface PostState {
	saved: Record< string, unknown >;
	edits: Record< string, unknown >;
}

interface BlocksState {
	blocks: readonly Block[];
	selected: readonly string[];
}

type Action = { type: string } & Record< string, unknown >;

export const SEO = {
	meta_title: '',
	meta_description: '',
	focus_keyword: '',
	fallback_title: '\uFFFC – Field Notes',
	fallback_description: 'A lawn wants to be mown every week.',
	printed_by: 'self',
};

const POST = {
	id: 7,
	status: 'publish',
	title: 'A meadow instead of a lawn',
	seo_rank_genius: SEO,
};

function postReducer(
	state: PostState = { saved: POST, edits: {} },
	action: Action
): PostState {
	switch ( action.type ) {
		case 'OPEN':
			return {
				saved: { ...POST, ...( action.post as object ) },
				edits: {},
			};
		case 'EDIT':
			return {
				...state,
				edits: { ...state.edits, ...( action.edits as object ) },
			};
		case 'SAVE': {
			const now = { ...state.saved, ...state.edits };
			return {
				saved: {
					...now,
					status: now.status === 'auto-draft' ? 'draft' : now.status,
				},
				edits: {},
			};
		}
		default:
			return state;
	}
}

function within( blocks: readonly Block[], id: string ): Block | null {
	for ( const block of blocks ) {
		const found =
			block.clientId === id ? block : within( block.innerBlocks, id );
		if ( found !== null ) {
			return found;
		}
	}
	return null;
}

function changed(
	blocks: readonly Block[],
	changes: Record< string, Record< string, unknown > >
): Block[] {
	return blocks.map( ( block ) => ( {
		...block,
		attributes: { ...block.attributes, ...changes[ block.clientId ] },
		innerBlocks: changed( block.innerBlocks, changes ),
	} ) );
}

function blocksReducer(
	state: BlocksState = { blocks: [], selected: [] },
	action: Action
): BlocksState {
	switch ( action.type ) {
		case 'RESET':
			return { blocks: action.blocks as Block[], selected: [] };
		case 'SELECT':
			return { ...state, selected: action.ids as string[] };
		case 'UPDATE':
			return {
				...state,
				blocks: changed(
					state.blocks,
					action.changes as Record<
						string,
						Record< string, unknown >
					>
				),
			};
		default:
			return state;
	}
}

register(
	createReduxStore( 'core/editor', {
		reducer: postReducer,
		actions: {
			openPost: ( post: object ) => ( { type: 'OPEN', post } ),
			editPost: ( edits: object ) => ( { type: 'EDIT', edits } ),
			savePost: () => ( { type: 'SAVE' } ),
		},
		selectors: {
			getCurrentPostId: ( { saved }: PostState ) => saved.id,
			getCurrentPostAttribute: ( { saved }: PostState, name: string ) =>
				saved[ name ],
			getEditedPostAttribute: (
				{ saved, edits }: PostState,
				name: string
			) => edits[ name ] ?? saved[ name ],
			getEditedPostContent: () => '<!-- wp:paragraph -->…',
			getPermalink: () => 'https://example.com/garden/a-meadow/',
			isSavingPost: () => false,
			isAutosavingPost: () => false,
		},
	} )
);

register(
	createReduxStore( 'core/block-editor', {
		reducer: blocksReducer,
		actions: {
			resetBlocks: ( blocks: Block[] ) => ( { type: 'RESET', blocks } ),
			insertBlocks:
				( blocks: Block[], index: number ) =>
				( { select: from, dispatch: send }: never ) => {
					const now = [
						...( from as { getBlocks: () => Block[] } ).getBlocks(),
					];
					now.splice( index, 0, ...blocks );
					( send as ( action: Action ) => void )( {
						type: 'RESET',
						blocks: now,
					} );
				},
			replaceBlocks: ( _id: string, blocks: Block[] ) => ( {
				type: 'RESET',
				blocks,
			} ),
			updateBlockAttributes: (
				_ids: string[],
				changes: Record< string, object >
			) => ( { type: 'UPDATE', changes } ),
			selectBlock: ( id: string ) => ( { type: 'SELECT', ids: [ id ] } ),
			selectBlocks: ( ids: string[] ) => ( { type: 'SELECT', ids } ),
			selectionChange: () => ( { type: 'NONE' } ),
		},
		selectors: {
			getBlocks: ( { blocks }: BlocksState ) => blocks,
			getBlocksByClientId: (
				{ blocks }: BlocksState,
				ids: readonly string[]
			) => ids.map( ( id ) => within( blocks, id ) ),
			getSelectedBlockClientIds: ( { selected }: BlocksState ) =>
				selected,
			getBlockInsertionPoint: ( { blocks }: BlocksState ) => ( {
				rootClientId: undefined,
				index: blocks.length,
			} ),
		},
	} )
);

interface Stores {
	openPost: ( post: object ) => void;
	editPost: ( edits: object ) => void;
	resetBlocks: ( blocks: Block[] ) => void;
	selectBlocks: ( ids: string[] ) => void;
}

function to( store: string ): Stores {
	const actions: unknown = dispatch( store );
	return actions as Stores;
}

export function choose( ...blocks: Block[] ): void {
	act( () => {
		to( 'core/block-editor' ).selectBlocks(
			blocks.map( ( { clientId } ) => clientId )
		);
	} );
}

/** The HTML of the first text of each block now. */
export function htmlOfBlocks(): string[] {
	const { getBlocks } = select( 'core/block-editor' ) as unknown as {
		getBlocks: () => Block[];
	};
	return getBlocks().map( ( { attributes } ) =>
		( attributes.content as { toHTMLString: () => string } ).toHTMLString()
	);
}

/** Types another title of the post itself. */
export function retitle( title: string ): void {
	act( () => {
		to( 'core/editor' ).editPost( { title } );
	} );
}

/** What would be saved with the post. */
export function seoNow(): Record< string, string > {
	const { getEditedPostAttribute } = select( 'core/editor' ) as unknown as {
		getEditedPostAttribute: ( name: string ) => Record< string, string >;
	};
	return getEditedPostAttribute( 'seo_rank_genius' );
}

export function show( {
	state = account(),
	post = {},
	blocks = [ paragraph( 'A lawn wants to be mown every week.' ) ],
}: { state?: Account; post?: object; blocks?: Block[] } = {} ) {
	to( 'core/editor' ).openPost( post );
	to( 'core/block-editor' ).resetBlocks( blocks );
	return open( <Sidebar />, { account: state } );
}

export function panel( name: string ): HTMLElement {
	return screen.getByRole( 'button', { name } );
}
