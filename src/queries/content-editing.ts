// One content in the editor: what is stored for it, its earlier results, and what is generated from the text as it stands.
import { mutationOptions, queryOptions } from '@tanstack/react-query';
import {
	analyseLocally,
	fetchContent,
	fetchResults,
	keepSchema,
	keepSuggestions,
	type EditorFeature,
	type EditorTexts,
} from '../api/contents';
import { takeAccount, takeAccountOfError } from './account';
import { runEditorActionToItsEnd } from './editor-action';

export type { EditorFeature, EditorTexts } from '../api/contents';

export function contentDetailQuery( id: number ) {
	return queryOptions( {
		queryKey: [ 'content-detail', id ] as const,
		queryFn: () => fetchContent( id ),
	} );
}

export function resultsQuery( id: number, feature: EditorFeature ) {
	return queryOptions( {
		queryKey: [ 'content-results', id, feature ] as const,
		queryFn: () => fetchResults( id, feature ),
	} );
}

/** The page of results from a cursor on, put behind those that are there. */
export function moreResultsMutation( id: number, feature: EditorFeature ) {
	return mutationOptions( {
		mutationFn: ( cursor: string ) => fetchResults( id, feature, cursor ),
		onSuccess: ( more, _cursor, _result, { client } ) => {
			client.setQueryData(
				resultsQuery( id, feature ).queryKey,
				( page ) =>
					page && {
						...more,
						results: [ ...page.results, ...more.results ],
					}
			);
		},
	} );
}

export function editorActionMutation() {
	return mutationOptions( {
		mutationFn: runEditorActionToItsEnd,
		onSuccess: ( { account }, { id, feature }, _result, { client } ) => {
			takeAccount( client, account );
			client.removeQueries( {
				queryKey: resultsQuery( id, feature ).queryKey,
			} );
		},
		onError: ( error, _variables, _result, { client } ) =>
			takeAccountOfError( client, error ),
	} );
}

export function localAnalysisMutation() {
	return mutationOptions( {
		mutationFn: ( { id, texts }: { id: number; texts: EditorTexts } ) =>
			analyseLocally( id, texts ),
	} );
}

export function keepSuggestionsMutation() {
	return mutationOptions( {
		mutationFn: ( { id, postIds }: { id: number; postIds: number[] } ) =>
			keepSuggestions( id, postIds ),
		onSuccess: ( detail, { id }, _result, { client } ) => {
			client.setQueryData( contentDetailQuery( id ).queryKey, detail );
		},
	} );
}

export function keepSchemaMutation() {
	return mutationOptions( {
		mutationFn: ( { id, schema }: { id: number; schema: unknown } ) =>
			keepSchema( id, schema ),
		onSuccess: ( detail, { id }, _result, { client } ) => {
			client.setQueryData( contentDetailQuery( id ).queryKey, detail );
		},
	} );
}
