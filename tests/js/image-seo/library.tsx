// Image SEO as its tests open and read it, over a library of two images.
import { screen, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import type { Account } from '../../../src/api/generated/account';
import type { Image } from '../../../src/api/generated/image';
import type { ImagesPage } from '../../../src/api/generated/images-page';
import type { Run } from '../../../src/api/generated/run';
import type { ImageAction } from '../../../src/api/generated/image-action';
import type { ProblemCode } from '../../../src/api/generated/problem';
import { ImageSeoScreen } from '../../../src/image-seo/image-seo-screen';
import { image, imagesPage, problem, trialing } from '../fixtures';
import { open } from '../screen';
import { answer, cloudProblem } from '../wordpress';

export const GENERATE = 'Generate Alt Text · 1 credit';
export const REGENERATE = 'Regenerate · 1 credit';
export const library = () => [
	image(),
	image( { id: 12, title: 'Market', file_name: 'market.jpg' } ),
];

export function list(
	images: Image[] = library(),
	change: Partial< ImagesPage > = {}
): void {
	answer( 'GET', '/images', { ...imagesPage( images, change ) } );
}

export function runsList( ...runs: Run[] ): void {
	answer( 'GET', '/runs', { runs, next_cursor: null } );
}

export interface Shown {
	images?: Image[];
	page?: Partial< ImagesPage >;
	runs?: Run[];
	query?: string;
}

export async function show(
	state: Account = trialing(),
	{ images, page, runs = [], query = '' }: Shown = {}
) {
	list( images, page );
	runsList( ...runs );
	const opened = open( <ImageSeoScreen />, {
		account: state,
		query: `page=seo-rank-genius-image-seo${ query }`,
	} );
	await screen.findByRole( 'heading', { name: /\(\d+\)/ } );
	return opened;
}

export function row( title = 'Harbour at dawn' ) {
	return within( screen.getByRole( 'listitem', { name: title } ) );
}

export function field( title = 'Harbour at dawn' ) {
	return row( title ).getByRole( 'textbox', {
		name: `Alt text of ${ title }`,
	} );
}

export function generateButton( name = GENERATE ) {
	return row().getByRole( 'button', { name } );
}

export interface SentAction {
	action_id: string;
	max_cost: number;
}

/**
 * Answers the next actions one after another, and keeps what was sent.
 * @param {...any} answers
 */
export function generate(
	...answers: ( () => Response | ImageAction )[]
): SentAction[] {
	const sent: SentAction[] = [];
	answer( 'POST', '/images/11/alt-text', async ( { request } ) => {
		sent.push( ( await request.json() ) as SentAction );
		const next = answers[ sent.length - 1 ]?.();
		if ( next === undefined ) {
			throw new Error( 'One action more than the test expects.' );
		}
		return next instanceof Response ? next : HttpResponse.json( next );
	} );
	return sent;
}

export const refuse = ( code: ProblemCode ) => () =>
	cloudProblem( problem( { code, retry_after_s: null } ), trialing() );
