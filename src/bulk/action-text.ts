// What is said after an action: what it cost and from which pool, or that nothing was charged and why.
import { __, _n, sprintf } from '@wordpress/i18n';
import { CloudProblem, RequestFailed } from '../api/errors';
import type { Action } from '../api/generated/image-action';
import { codeText, errorText } from '../components/error-text';
import { formatNumber } from '../components/format';

/** "1 credit from Shared". */
export function costText( action: Action ): string {
	const { cost, from_domain: domain, from_shared: shared } = action;
	if ( domain > 0 && shared > 0 ) {
		return sprintf(
			/* translators: 1: credits in all. 2: of these from Domain. 3: of these from Shared. */
			__(
				'%1$s credits: %2$s from Domain, %3$s from Shared',
				'seo-rank-genius'
			),
			formatNumber( cost ),
			formatNumber( domain ),
			formatNumber( shared )
		);
	}
	const text =
		domain > 0
			? /* translators: %s: a number of credits. */
				_n(
					'%s credit from Domain',
					'%s credits from Domain',
					cost,
					'seo-rank-genius'
				)
			: /* translators: %s: a number of credits. */
				_n(
					'%s credit from Shared',
					'%s credits from Shared',
					cost,
					'seo-rank-genius'
				);
	return sprintf( text, formatNumber( cost ) );
}

function nothingCharged( reason: string ): string {
	return sprintf(
		/* translators: %s: a sentence that says why, and what to do. */
		__( '0 charged. %s', 'seo-rank-genius' ),
		reason
	);
}

/** An action that ended without a text, or has not ended. */
export function outcomeText( { outcome, code }: Action ): string {
	if ( outcome === 'in_progress' ) {
		return __(
			'This takes longer than usual. Try again in a minute: it is never charged twice.',
			'seo-rank-genius'
		);
	}
	if ( code !== null ) {
		return nothingCharged( codeText( code ) );
	}
	return nothingCharged(
		outcome === 'expired'
			? __( 'It took too long. Try again.', 'seo-rank-genius' )
			: __( 'No text could be written. Try again.', 'seo-rank-genius' )
	);
}

/** Whether the command may have run although no answer says so. */
export function mayHaveRun( error: Error ): boolean {
	if ( error instanceof CloudProblem ) {
		return error.code === 'unavailable';
	}
	return ! ( error instanceof RequestFailed ) || error.lost;
}

/** A request that failed. */
export function failureText( error: Error ): string {
	if ( mayHaveRun( error ) ) {
		return sprintf(
			/* translators: %s: a sentence that says what happened. */
			__( '%s It is never charged twice.', 'seo-rank-genius' ),
			errorText( error )
		);
	}
	return nothingCharged( errorText( error ) );
}
