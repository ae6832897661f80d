// Another SEO plugin's own form in the editor. What it holds it saves with the post, over whatever was saved beside it: so
// these texts are read from its form and typed into it, wherever it has one, and there is one truth.
import { dispatch, select, useSelect } from '@wordpress/data';
import type { SeoTexts } from './post';

export type Typed = Pick<
	SeoTexts,
	'meta_title' | 'meta_description' | 'focus_keyword'
>;

type Calls< Names extends string > = Record<
	Names,
	( ...given: unknown[] ) => unknown
>;

/** A store's selectors or actions; null where it is not there, or has not all of these. */
function calls< Names extends string >(
	store: unknown,
	names: readonly Names[]
): Calls< Names > | null {
	const found = store as Partial< Calls< Names > > | null | undefined;
	return found &&
		names.every( ( name ) => typeof found[ name ] === 'function' )
		? ( found as Calls< Names > )
		: null;
}

const text = ( value: unknown ) => ( typeof value === 'string' ? value : '' );

interface Form {
	store: string;
	/** null while the form is not there. */
	read: ( selectors: unknown ) => Typed | null;
	/** What is called to type each of them. */
	write: Readonly<
		Record< keyof Typed, ( actions: unknown, value: string ) => void >
	>;
}

function call( actions: unknown, name: string, ...given: unknown[] ): void {
	calls( actions, [ name ] )?.[ name ]?.( ...given );
}

/** Where nothing is typed its form has the template. */
const yoast: Form = {
	store: 'yoast-seo/editor',
	read( selectors ) {
		const form = calls( selectors, [
			'getSnippetEditorTitle',
			'getSnippetEditorDescription',
			'getSnippetEditorTemplates',
			'getFocusKeyphrase',
		] );
		if ( form === null ) {
			return null;
		}
		const templates = form.getSnippetEditorTemplates() as {
			title?: string;
			description?: string;
		};
		const typed = ( value: unknown, template = '' ) =>
			text( value ).trim() === template ? '' : text( value );
		return {
			meta_title: typed( form.getSnippetEditorTitle(), templates.title ),
			meta_description: typed(
				form.getSnippetEditorDescription(),
				templates.description
			),
			focus_keyword: text( form.getFocusKeyphrase() ),
		};
	},
	write: {
		meta_title: ( actions, title ) =>
			call( actions, 'updateData', { title } ),
		meta_description: ( actions, description ) =>
			call( actions, 'updateData', { description } ),
		focus_keyword: ( actions, keyword ) =>
			call( actions, 'setFocusKeyword', keyword ),
	},
};

/** It has several keywords, by commas: the first is the one. */
const rankMath: Form = {
	store: 'rank-math',
	read( selectors ) {
		const form = calls( selectors, [
			'getTitle',
			'getDescription',
			'getKeywords',
		] );
		return (
			form && {
				meta_title: text( form.getTitle() ),
				meta_description: text( form.getDescription() ),
				focus_keyword:
					text( form.getKeywords() ).split( ',' )[ 0 ] ?? '',
			}
		);
	},
	write: {
		meta_title: ( actions, title ) => {
			call( actions, 'updateSerpTitle', title );
			call( actions, 'updateTitle', title );
		},
		meta_description: ( actions, description ) => {
			call( actions, 'updateSerpDescription', description );
			call( actions, 'updateDescription', description );
		},
		focus_keyword: ( actions, keyword ) => {
			const all = calls( select( 'rank-math' ), [ 'getKeywords' ] );
			const others = text( all?.getKeywords() ).split( ',' ).slice( 1 );
			call(
				actions,
				'updateKeywords',
				[ keyword, ...others ].filter( Boolean ).join( ',' )
			);
		},
	},
};

const FORMS: Partial< Record< SeoTexts[ 'printed_by' ], Form > > = {
	yoast,
	rank_math: rankMath,
};

const NONE: Partial< Typed > = {};

/** What stands in the form of the plugin that prints the tags; empty where it has none that can be read. */
export function useTheirs(
	printedBy: SeoTexts[ 'printed_by' ] | undefined
): Partial< Typed > {
	const form = printedBy && FORMS[ printedBy ];
	return useSelect(
		( from ) =>
			form?.read( ( from as typeof select )( form.store ) ) ?? NONE,
		[ form ]
	);
}

declare const window: Window & {
	aioseoBus?: { $emit: ( event: string, change?: object ) => void };
};

/** All in One SEO's form can be written to, not read: it saves what it has after the post is saved. */
function tellAioseo( change: Partial< Typed > ): void {
	const bus = window.aioseoBus;
	if ( change.meta_title !== undefined ) {
		bus?.$emit( 'standalone-update-post', { title: change.meta_title } );
		bus?.$emit( 'updateTitleKey' );
	}
	if ( change.meta_description !== undefined ) {
		bus?.$emit( 'standalone-update-post', {
			description: change.meta_description,
		} );
		bus?.$emit( 'updateDescriptionKey' );
	}
}

/** Types into that plugin's form. True where it has taken all of it, and saves it; never an error of that plugin's. */
export function typeTheirs(
	printedBy: SeoTexts[ 'printed_by' ],
	change: Partial< Typed >
): boolean {
	try {
		if ( printedBy === 'aioseo' ) {
			tellAioseo( change );
		}
		const form = FORMS[ printedBy ];
		if (
			form === undefined ||
			form.read( select( form.store ) ) === null
		) {
			return false;
		}
		const actions: unknown = dispatch( form.store );
		Object.entries( change ).forEach( ( [ name, value ] ) =>
			form.write[ name as keyof Typed ]( actions, value )
		);
		const now = form.read( select( form.store ) );
		return Object.entries( change ).every(
			( [ name, value ] ) => now?.[ name as keyof Typed ] === value
		);
	} catch {
		// Its form is not as it was. What was typed is saved with the post all the same.
		return false;
	}
}
