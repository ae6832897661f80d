// Image SEO as its tests open and read it, over a library of two images.
import { screen, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import type { Account } from '../../../src/api/generated/account';
import type { Image } from '../../../src/api/generated/image';
import type { ImageAction } from '../../../src/api/generated/image-action';
import type { ProblemCode } from '../../../src/api/generated/problem';
import { ImageSeoScreen } from '../../../src/image-seo/image-seo-screen';
import { image, problem, trialing } from '../fixtures';
import { open } from '../screen';
import { answer, cloudProblem, imagesResponse } from '../wordpress';

export const GENERATE = 'Generate Alt Text · 1 credit';
export const REGENERATE = 'Regenerate · 1 credit';
export const library = () => [
	image(),
	image( { id: 12, title: 'Market', file_name: 'market.jpg' } ),
];

export function list(
	images: Image[] = library(),
	total = images.length
): void {
	answer( 'GET', '/images', () => imagesResponse( images, total ) );
}

export async function show( state: Account = trialing(), images?: Image[] ) {
	list( images );
	const opened = open( <ImageSeoScreen />, {
		account: state,
		query: 'page=seo-rank-genius-image-seo',
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
