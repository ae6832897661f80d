// Beside another SEO plugin's form: one truth, whichever form it is typed in. The stores have the names, actions and
// selectors that those plugins register.
import { createReduxStore, dispatch, register, select } from '@wordpress/data';
import { act, screen, waitFor } from '@testing-library/react';
import { answer } from '../wordpress';
import { contentDetail } from './contents';
import { SEO, seoNow, show } from './post-editor';

type Fields = Record< string, string >;

function reducer(
	state: Fields,
	action: { type: string; change?: Fields }
): Fields {
	return action.type === 'CHANGE' ? { ...state, ...action.change } : state;
}

const change = ( fields: Fields ) => ( { type: 'CHANGE', change: fields } );
const one = ( name: string ) => ( value: string ) =>
	change( { [ name ]: value } );
const TEMPLATE = '%%title%% %%sep%% %%sitename%%';

function registerYoast(): void {
	register(
		createReduxStore( 'yoast-seo/editor', {
			reducer: (
				state: Fields = {
					title: TEMPLATE,
					description: '',
					keyword: '',
				},
				action
			) => reducer( state, action as never ),
			actions: { updateData: change, setFocusKeyword: one( 'keyword' ) },
			selectors: {
				getSnippetEditorTitle: ( { title }: Fields ) => title,
				getSnippetEditorDescription: ( { description }: Fields ) =>
					description,
				getSnippetEditorTemplates: () => ( { title: TEMPLATE } ),
				getFocusKeyphrase: ( { keyword }: Fields ) => keyword,
			},
		} )
	);
}

function registerRankMath(): void {
	register(
		createReduxStore( 'rank-math', {
			reducer: (
				state: Fields = {
					title: '',
					description: 'Theirs',
					keywords: 'lawn,scythe',
				},
				action
			) => reducer( state, action as never ),
			actions: {
				updateTitle: one( 'title' ),
				updateSerpTitle: one( 'serpTitle' ),
				updateDescription: one( 'description' ),
				updateSerpDescription: one( 'serpDescription' ),
				updateKeywords: one( 'keywords' ),
			},
			selectors: {
				getTitle: ( { title }: Fields ) => title,
				getDescription: ( { description }: Fields ) => description,
				getKeywords: ( { keywords }: Fields ) => keywords,
				all: ( state: Fields ) => state,
			},
		} )
	);
}

function from( store: string ): Record< string, () => unknown > {
	const selectors: unknown = select( store );
	return selectors as Record< string, () => unknown >;
}

const field = ( name: string ) => screen.getByRole( 'textbox', { name } );

function showBeside( printer: string, typed: Fields = {} ) {
	return show( {
		post: { seo_rank_genius: { ...SEO, printed_by: printer, ...typed } },
	} );
}

beforeEach( () => answer( 'GET', '/contents/7', { ...contentDetail() } ) );

it( 'saves with the post where the other plugin has no form in the editor', async () => {
	const { user } = showBeside( 'yoast', { meta_title: 'Kept' } );
	await user.type( field( 'Meta title' ), '!' );
	expect( seoNow().meta_title ).toBe( 'Kept!' );
	expect(
		screen.getByText( /Yoast SEO keeps and prints these texts/ )
	).toBeVisible();
} );

it( 'types into the form of Yoast SEO, and shows what is typed there', async () => {
	registerYoast();
	const { user } = showBeside( 'yoast', { meta_title: 'Kept before' } );
	expect( field( 'Meta title' ) ).toHaveValue( '' );
	await user.type( field( 'Meta title' ), 'Meadows' );
	await user.type( field( 'Meta description' ), 'Wild' );
	await user.type( field( 'Focus keyword' ), 'toads' );
	const yoast = from( 'yoast-seo/editor' );
	expect( [
		yoast.getSnippetEditorTitle?.(),
		yoast.getSnippetEditorDescription?.(),
		yoast.getFocusKeyphrase?.(),
	] ).toEqual( [ 'Meadows', 'Wild', 'toads' ] );
	expect( field( 'Meta title' ) ).toHaveValue( 'Meadows' );
	expect( seoNow().meta_title ).toBe( 'Kept before' );
	const actions: unknown = dispatch( 'yoast-seo/editor' );
	act( () => {
		( actions as { updateData: ( data: Fields ) => void } ).updateData( {
			title: 'Typed in Yoast',
		} );
	} );
	await waitFor( () =>
		expect( field( 'Meta title' ) ).toHaveValue( 'Typed in Yoast' )
	);
} );

it( 'types into the form of Rank Math, and leaves its other keywords', async () => {
	registerRankMath();
	const { user } = showBeside( 'rank_math' );
	expect( field( 'Meta description' ) ).toHaveValue( 'Theirs' );
	expect( field( 'Focus keyword' ) ).toHaveValue( 'lawn' );
	await user.type( field( 'Meta title' ), 'Hi' );
	await user.type( field( 'Focus keyword' ), 's' );
	expect( from( 'rank-math' ).all?.() ).toMatchObject( {
		title: 'Hi',
		serpTitle: 'Hi',
		keywords: 'lawns,scythe',
	} );
	expect( seoNow().meta_title ).toBe( '' );
} );

it( 'tells the form of All in One SEO, and saves with the post too', async () => {
	const told: unknown[] = [];
	Object.assign( window, {
		aioseoBus: {
			$emit: ( ...event: unknown[] ) => told.push( event ),
		},
	} );
	const { user } = showBeside( 'aioseo' );
	await user.type( field( 'Meta title' ), 'A' );
	expect( told ).toEqual( [
		[ 'standalone-update-post', { title: 'A' } ],
		[ 'updateTitleKey' ],
	] );
	expect( seoNow().meta_title ).toBe( 'A' );
} );

it( 'loses nothing to a form that fails', async () => {
	Object.assign( window, {
		aioseoBus: {
			$emit: () => {
				throw new Error( 'not as it was' );
			},
		},
	} );
	const { user } = showBeside( 'aioseo' );
	await user.type( field( 'Meta title' ), 'A' );
	expect( seoNow().meta_title ).toBe( 'A' );
} );
