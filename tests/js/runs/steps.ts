// A run as WordPress takes it along, and its card as the tests read it.
import { within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import type { RunAnswer } from '../../../src/api/generated/run-answer';
import { balance, run, runAnswer } from '../fixtures';
import { answer } from '../wordpress';

export const RUN = `/runs/${ run().id }`;

/** A balance without any credits. */
export const nothing = ( change: Parameters< typeof balance >[ 0 ] = {} ) =>
	balance( {
		...change,
		license: { shared: 0, ...change.license },
		site: { domain: 0, ...change.site },
	} );

/** The card of a run that has ended. */
export const card = () =>
	within(
		document.querySelector< HTMLElement >( '.srg-dock--wide' ) ??
			document.createElement( 'div' )
	);

type Step = Partial< RunAnswer > | ( () => Response );

/**
 * Answers the next steps one after another, the last one for ever; keeps which `after` was sent.
 * @param {...any} steps
 */
export function takeSteps( ...steps: Step[] ): number[] {
	const sent: number[] = [];
	answer( 'POST', `${ RUN }/step`, async ( { request } ) => {
		const { after } = ( await request.json() ) as { after: number };
		sent.push( after );
		const next = steps[ sent.length - 1 ] ?? steps.at( -1 );
		return typeof next === 'function'
			? next()
			: HttpResponse.json( runAnswer( next ) );
	} );
	return sent;
}
