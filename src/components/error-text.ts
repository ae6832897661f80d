// What each failure means, in a sentence for the reader that names the next step.
import { __, sprintf } from '@wordpress/i18n';
import { CloudProblem, RequestFailed } from '../api/errors';
import type { Problem, ProblemCode } from '../api/generated/problem';
import { formatNumber } from './format';

/** Looked up by what another server sent, so a code may be one that this plugin does not know. */
const SENTENCES: Partial< Record< string, () => string > > = {
	invalid_request: () =>
		__(
			'The credits service could not read this request. Update the plugin, then try again.',
			'seo-rank-genius'
		),
	unauthenticated: () =>
		__(
			'The credits service no longer accepts this site. Connect it again on the License tab.',
			'seo-rank-genius'
		),
	insufficient_credits: () =>
		__(
			'There are not enough credits. Buy credits, then try again.',
			'seo-rank-genius'
		),
	forbidden: () =>
		__( 'This license does not allow that.', 'seo-rank-genius' ),
	license_lapsed: () =>
		__(
			'Your plan has ended. Start a plan to use your credits.',
			'seo-rank-genius'
		),
	plan_has_no_credits: () =>
		__(
			'AI credits need a paid plan. Start a plan, then try again.',
			'seo-rank-genius'
		),
	site_cap_reached: () =>
		__(
			'This site has used its share of the Shared Credits for this month. Domain Credits still work.',
			'seo-rank-genius'
		),
	offer_used: () =>
		__(
			'The first-time offer was already used by this account. Choose another pack.',
			'seo-rank-genius'
		),
	not_found: () =>
		__(
			'The credits service does not know this any more. Reload the page and try again.',
			'seo-rank-genius'
		),
	site_moved: () =>
		__(
			'This site is not at the address where it was connected. Say on the License tab whether it has moved or is a copy.',
			'seo-rank-genius'
		),
	already_settled: () =>
		__( 'This was already done. Reload the page.', 'seo-rank-genius' ),
	quote_exceeded: () =>
		__(
			'The price has changed. Reload the page to see the new one.',
			'seo-rank-genius'
		),
	result_expired: () =>
		__(
			'The result is no longer kept. Generate it again.',
			'seo-rank-genius'
		),
	payload_too_large: () =>
		__(
			'This is too large to send. Use a smaller picture, or a shorter text.',
			'seo-rank-genius'
		),
	key_reused: () =>
		__( 'Something changed meanwhile. Try again.', 'seo-rank-genius' ),
	input_unusable: () =>
		__(
			'This could not be read. Check that the picture opens, or that the text has words.',
			'seo-rank-genius'
		),
	rate_limited: () =>
		__(
			'Too many requests at once. Try again shortly.',
			'seo-rank-genius'
		),
	provider_failed: () =>
		__(
			'The AI model gave no usable answer. Try again.',
			'seo-rank-genius'
		),
	unavailable: () =>
		__(
			'The credits service cannot be reached. Try again in a few minutes.',
			'seo-rank-genius'
		),
};

function unknownCode( code: string ): string {
	return sprintf(
		/* translators: %s: the name of an error. */
		__(
			'The credits service answered “%s”. Update the plugin, then try again.',
			'seo-rank-genius'
		),
		code
	);
}

/** What a problem of the cloud means. */
export function problemText( {
	code,
	retry_after_s: seconds,
}: Problem ): string {
	if ( code === 'rate_limited' && seconds !== null && seconds > 0 ) {
		return seconds > 90
			? sprintf(
					/* translators: %s: a number of minutes. */
					__(
						'Too many requests at once. Try again in %s min.',
						'seo-rank-genius'
					),
					formatNumber( Math.ceil( seconds / 60 ) )
				)
			: sprintf(
					/* translators: %s: a number of seconds. */
					__(
						'Too many requests at once. Try again in %s s.',
						'seo-rank-genius'
					),
					formatNumber( seconds )
				);
	}
	return codeText( code );
}

/** What an error code means; one of a newer cloud than this plugin knows is told as it is. */
export function codeText( code: string ): string {
	const sentence = SENTENCES[ code ];
	return sentence === undefined ? unknownCode( code ) : sentence();
}

/**
 * What a failed request means.
 *
 * @param error   What was thrown.
 * @param special Sentences for codes that mean something narrower here.
 */
export function errorText(
	error: Error,
	special: Partial< Record< ProblemCode, string > > = {}
): string {
	if ( error instanceof CloudProblem ) {
		return special[ error.code ] ?? problemText( error.problem );
	}
	if ( error instanceof RequestFailed && ! error.lost && error.message ) {
		return error.message;
	}
	return __(
		'WordPress did not answer. Check your connection, then try again.',
		'seo-rank-genius'
	);
}
