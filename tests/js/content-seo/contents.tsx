// Content SEO as its tests open and read it, over a list of two posts.
import { screen, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import type { ContentFeature } from '../../../src/api/contents';
import type { Account } from '../../../src/api/generated/account';
import type { Content } from '../../../src/api/generated/content';
import type { ContentAction } from '../../../src/api/generated/content-action';
import type { ContentDetail } from '../../../src/api/generated/content-detail';
import type { ContentsPage } from '../../../src/api/generated/contents-page';
import type { Run } from '../../../src/api/generated/run';
import { ContentSeoScreen } from '../../../src/content-seo/content-seo-screen';
import { content, contentDetail, contentsPage } from '../content-fixtures';
import { trialing } from '../fixtures';
import { open } from '../screen';
import { answer } from '../wordpress';

export const contents = () => [
	content(),
	content( { id: 22, title: 'Opening hours', type_label: 'Page' } ),
];

export function list(
	rows: Content[] = contents(),
	change: Partial< ContentsPage > = {}
): void {
	answer( 'GET', '/contents', { ...contentsPage( rows, change ) } );
}

export function runsList( ...runs: Run[] ): void {
	answer( 'GET', '/runs', { runs, next_cursor: null } );
}

export interface Shown {
	rows?: Content[];
	page?: Partial< ContentsPage >;
	runs?: Run[];
	feature?: ContentFeature;
}

export async function show( {
	rows,
	page,
	runs = [],
	feature = 'meta_title',
	account = trialing(),
}: Shown & { account?: Account } = {} ) {
	list( rows, page );
	runsList( ...runs );
	const opened = open( <ContentSeoScreen />, {
		account,
		query: `page=seo-rank-genius-content-seo&feature=${ feature }`,
	} );
	await screen.findByRole( 'heading', { name: /\(\d+\)/ } );
	return opened;
}

export function row( title = 'Sourdough at home' ) {
	return within( screen.getByRole( 'listitem', { name: title } ) );
}

export function detail( change: Partial< ContentDetail > = {} ): void {
	answer( 'GET', '/contents/21', { ...contentDetail( change ) } );
}

/**
 * Answers the next actions one after another, and keeps what was sent.
 * @param {...any} answers
 */
export function act(
	...answers: ( () => Response | ContentAction )[]
): unknown[] {
	const sent: unknown[] = [];
	answer( 'POST', '/contents/21/actions', async ( { request } ) => {
		sent.push( await request.json() );
		const next = answers[ sent.length - 1 ]?.();
		if ( next === undefined ) {
			throw new Error( 'One action more than the test expects.' );
		}
		return next instanceof Response ? next : HttpResponse.json( next );
	} );
	return sent;
}
