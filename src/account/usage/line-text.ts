// One line of usage in words, and the mail with which its charge is questioned.
import { __, sprintf } from '@wordpress/i18n';
import type { Account } from '../../api/generated/account';
import type { UsageLine } from '../../api/generated/usage-page';
import { codeText } from '../../components/error-text';
import { featureName } from '../../components/feature-name';
import { formatNumber } from '../../components/format';

/** The object by its title; what is gone by its kind and id. */
export function objectText( { subject }: UsageLine ): string {
	if ( subject.title !== null ) {
		return subject.title;
	}
	const text =
		subject.type === 'attachment'
			? /* translators: %s: the id of an image. */
				__(
					'Image %s, deleted or not visible to you',
					'seo-rank-genius'
				)
			: /* translators: %s: the id of a post or page. */
				__(
					'Page %s, deleted or not visible to you',
					'seo-rank-genius'
				);
	return sprintf( text, subject.id );
}

export function personText( { person }: UsageLine ): string {
	return (
		person.name ??
		sprintf(
			/* translators: %s: the id of a user. */
			__( 'User %s, deleted', 'seo-rank-genius' ),
			person.id
		)
	);
}

/** "from Domain", "from Shared", or how many from which. */
export function poolsText( line: UsageLine ): string | null {
	const { cost, from_domain: domain, from_shared: shared } = line;
	if ( cost === 0 ) {
		return null;
	}
	if ( shared === 0 ) {
		return __( 'from Domain', 'seo-rank-genius' );
	}
	if ( domain === 0 ) {
		return __( 'from Shared', 'seo-rank-genius' );
	}
	return sprintf(
		/* translators: 1 and 2: numbers of credits. */
		__( '%1$s from Domain, %2$s from Shared', 'seo-rank-genius' ),
		formatNumber( domain ),
		formatNumber( shared )
	);
}

export function outcomeText( { outcome }: UsageLine ): string {
	switch ( outcome ) {
		case 'completed':
			return __( 'Done', 'seo-rank-genius' );
		case 'failed':
			return __( 'failed: 0 charged', 'seo-rank-genius' );
		case 'expired':
			return __( 'took too long: 0 charged', 'seo-rank-genius' );
		case 'in_progress':
			return __( 'In progress', 'seo-rank-genius' );
	}
}

/** Why it failed; nothing where it did not. */
export function reasonText( { outcome, code }: UsageLine ): string | null {
	return outcome === 'failed' && code !== null ? codeText( code ) : null;
}

/** A mail to support with all that it takes to look a line up. */
export function questionAddress( line: UsageLine, account: Account ): string {
	const subject = sprintf(
		/* translators: %s: the id of an action. */
		__( 'Charged wrongly? Action %s', 'seo-rank-genius' ),
		line.id
	);
	const facts: [ string, string ][] = [
		[ __( 'Action', 'seo-rank-genius' ), line.id ],
		[ __( 'Time', 'seo-rank-genius' ), line.at ],
		[ __( 'Feature', 'seo-rank-genius' ), featureName( line.feature ) ],
		[
			__( 'Object', 'seo-rank-genius' ),
			`${ line.subject.type } ${ line.subject.id }`,
		],
		[ __( 'Outcome', 'seo-rank-genius' ), outcomeText( line ) ],
		[
			__( 'Credits', 'seo-rank-genius' ),
			[ formatNumber( line.cost ), poolsText( line ) ?? '' ]
				.join( ' ' )
				.trim(),
		],
		[ __( 'Site', 'seo-rank-genius' ), account.domain ],
		[ __( 'Site ID', 'seo-rank-genius' ), account.site_id ?? '' ],
	];
	const body = [
		__( 'What is wrong with this charge:', 'seo-rank-genius' ),
		'',
		'',
		...facts.map( ( [ term, value ] ) => `${ term }: ${ value }` ),
	].join( '\r\n' );
	return `mailto:${ account.catalog.support_email }?subject=${ encodeURIComponent(
		subject
	) }&body=${ encodeURIComponent( body ) }`;
}
