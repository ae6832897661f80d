// What goes wrong only while a site is connected, in a sentence for the reader that names the next step.
import { __ } from '@wordpress/i18n';
import type { ProblemCode } from '../../api/generated/problem';
import { codeText, errorText } from '../../components/error-text';

type Sentences = Partial< Record< ProblemCode, string > >;

function sentences(): Sentences {
	return {
		trial_used: __(
			'A trial was already used for this email address or this domain. Choose a plan, or enter a license key.',
			'seo-rank-genius'
		),
		site_limit_reached: __(
			'This license has no site left to connect. Disconnect another site, or choose a larger plan.',
			'seo-rank-genius'
		),
		code_expired: __(
			'That code has expired or was already used. Ask for a new one.',
			'seo-rank-genius'
		),
	};
}

/** What a failed request means; `special` says what is narrower still. */
export function connectingText(
	error: Error,
	special: Sentences = {}
): string {
	return errorText( error, { ...sentences(), ...special } );
}

/** What an error code means that came back with the reader. */
export function connectingCodeText( code: string ): string {
	return sentences()[ code as ProblemCode ] ?? codeText( code );
}
