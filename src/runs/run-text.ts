// What is said of a run: how far it is, how it ended, and why.
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Account } from '../api/generated/account';
import type { Run } from '../api/generated/run';
import { creditsText } from '../components/credits-text';
import { codeText } from '../components/error-text';
import { capReachedText } from '../components/cap-text';
import { formatNumber, formatTime } from '../components/format';

function timeLeft( seconds: number ): string {
	if ( seconds < 100 ) {
		return sprintf(
			/* translators: %s: a number of seconds. */
			__( '%s s left', 'seo-rank-genius' ),
			formatNumber( seconds )
		);
	}
	return sprintf(
		/* translators: %s: a number of minutes. */
		__( '%s min left', 'seo-rank-genius' ),
		formatNumber( Math.ceil( seconds / 60 ) )
	);
}

/** "31 of 72 · 31 credits · 38 s left". */
export function progressText( run: Run ): string {
	const { total, left, credits_spent: spent, seconds_left: seconds } = run;
	const text = sprintf(
		/* translators: 1: how many are done. 2: how many there are. 3: such as "31 credits". */
		__( '%1$s of %2$s · %3$s', 'seo-rank-genius' ),
		formatNumber( total - left ),
		formatNumber( total ),
		creditsText( spent )
	);
	return seconds === null ? text : `${ text } · ${ timeLeft( seconds ) }`;
}

/** "Done 70. Failed 2 (0 charged)." */
export function doneText( { done, failed, skipped }: Run ): string {
	const texts = [
		sprintf(
			/* translators: %s: how many. */
			__( 'Done %s.', 'seo-rank-genius' ),
			formatNumber( done )
		),
	];
	if ( failed > 0 ) {
		texts.push(
			sprintf(
				/* translators: %s: how many. */
				__( 'Failed %s (0 charged).', 'seo-rank-genius' ),
				formatNumber( failed )
			)
		);
	}
	if ( skipped > 0 ) {
		texts.push(
			sprintf(
				/* translators: %s: how many. */
				__( 'Left alone %s.', 'seo-rank-genius' ),
				formatNumber( skipped )
			)
		);
	}
	return texts.join( ' ' );
}

/** "40 saved. 32 left." */
export function savedText( { done, left }: Run ): string {
	return sprintf(
		/* translators: 1: how many are done. 2: how many are not. */
		__( '%1$s saved. %2$s left.', 'seo-rank-genius' ),
		formatNumber( done ),
		formatNumber( left )
	);
}

/** Why a run ended before its end; nothing where its numbers say it all. */
export function whyText( run: Run, account: Account ): string {
	const { end, code, limit, spend_at_most: ceiling } = run;
	switch ( end ) {
		case 'stopped':
			return __( 'Stopped.', 'seo-rank-genius' );
		case 'out_of_credits':
			return __( 'Out of credits.', 'seo-rank-genius' );
		case 'limit_reached':
			return limit === 'ceiling'
				? sprintf(
						/* translators: %s: such as "40 credits". */
						__( 'Your limit of %s is reached.', 'seo-rank-genius' ),
						creditsText( ceiling ?? run.credits_spent )
					)
				: capReachedText( account.balance );
		case 'rate_limited':
			return __( 'Too many requests at once.', 'seo-rank-genius' );
		case 'refused':
			return codeText( code ?? 'forbidden' );
		case 'unavailable':
			return __(
				'The credits service cannot be reached.',
				'seo-rank-genius'
			);
		default:
			return '';
	}
}

/** "It goes on by itself at 10:42." */
export function goesOnText( at: string ): string {
	return sprintf(
		/* translators: %s: a time such as 10:42. */
		__( 'It goes on by itself at %s.', 'seo-rank-genius' ),
		formatTime( at )
	);
}

/** What has become of "Undo all". */
export function undoneText( {
	restored,
	kept,
}: NonNullable< Run[ 'undo' ] > ): string {
	const text = sprintf(
		/* translators: %s: how many. */
		_n(
			'%s former text is back.',
			'%s former texts are back.',
			restored,
			'seo-rank-genius'
		),
		formatNumber( restored )
	);
	if ( kept === 0 ) {
		return text;
	}
	return `${ text } ${ sprintf(
		/* translators: %s: how many. */
		_n(
			'%s was edited since and is kept.',
			'%s were edited since and are kept.',
			kept,
			'seo-rank-genius'
		),
		formatNumber( kept )
	) }`;
}
