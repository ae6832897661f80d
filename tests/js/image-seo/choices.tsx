// Choosing images and starting runs, as the tests do it: what WordPress answers, and what a person clicks.
import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';
import type { RunQuote } from '../../../src/api/generated/run-quote';
import { image, run, runAnswer, runQuote } from '../fixtures';
import { answer } from '../wordpress';

export const FEATURE = 'image_alt';

export function library( count: number ) {
	return Array.from( { length: count }, ( _, index ) =>
		image( { id: index + 1, title: `Picture ${ index + 1 }` } )
	);
}

/** Answers quotes, and keeps what was asked. */
export function quote( ...answers: Partial< RunQuote >[] ): unknown[] {
	const sent: unknown[] = [];
	answer( 'POST', '/runs/quote', async ( { request } ) => {
		sent.push( await request.json() );
		const next = answers[ sent.length - 1 ] ?? answers.at( -1 );
		return HttpResponse.json( runQuote( next ) );
	} );
	return sent;
}

export interface SentRun {
	id: string;
	[ key: string ]: unknown;
}

/** Takes the start of runs, and keeps what was sent; the run itself then waits. */
export function takeStart( first?: () => Response ): SentRun[] {
	const sent: SentRun[] = [];
	answer( 'POST', '/runs', async ( { request } ) => {
		const body = ( await request.json() ) as SentRun;
		sent.push( body );
		if ( sent.length === 1 && first !== undefined ) {
			return first();
		}
		return HttpResponse.json(
			runAnswer( { run: run( { id: body.id } ) } )
		);
	} );
	answer( 'POST', '/runs/:id/step', ( { params } ) =>
		HttpResponse.json(
			runAnswer( { run: run( { id: String( params.id ) } ) } )
		)
	);
	return sent;
}

export const choose = ( title: string ) =>
	screen.getByRole( 'checkbox', { name: `Choose ${ title }` } );
export const button = ( name: string | RegExp ) =>
	screen.getByRole( 'button', { name } );

/** The button that starts, once what is chosen now is priced. */
export async function start( name = 'Generate Alt Text · 72 credits' ) {
	const found = await screen.findByRole( 'button', { name } );
	await waitFor( () =>
		expect( found ).not.toHaveAttribute( 'aria-disabled', 'true' )
	);
	return found;
}
