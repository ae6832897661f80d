// One site of the license: what it takes, its trend, its cap, its own credits.
import { ToggleControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type { LicenseSite } from '../../api/generated/license-site';
import { errorText } from '../../components/error-text';
import { Note, type Row } from '../../components/data-table';
import { formatNumber, formatPercent } from '../../components/format';
import { isSafeAddress } from '../../page-address';
import { setHideSharedMutation } from '../../queries/sites';
import { CapField } from './cap-field';
import { capState, shareOf, takenThisMonth } from './share';
import { Trend } from './trend';

/** A home as people know it. */
function domainOf( home: string ): string {
	return home.replace( /^https?:\/\//, '' );
}

function problems(): Parameters< typeof errorText >[ 1 ] {
	return {
		forbidden: __(
			'This site is not a manager any more. The owner sets that on the account’s pages.',
			'seo-rank-genius'
		),
		not_found: __(
			'That site is no longer part of this license. Reload the page.',
			'seo-rank-genius'
		),
	};
}

function Name( { site, isThis }: { site: LicenseSite; isThis: boolean } ) {
	const domain = domainOf( site.home );
	return (
		<>
			{ isSafeAddress( site.home ) ? (
				<a href={ site.home }>{ domain }</a>
			) : (
				domain
			) }
			<Note>{ site.name === '' ? null : site.name }</Note>
			{ isThis && (
				<span className="srg-tag">
					{ __( 'This site', 'seo-rank-genius' ) }
				</span>
			) }
			{ ! site.connected && (
				<span className="srg-tag">
					{ __( 'Disconnected', 'seo-rank-genius' ) }
				</span>
			) }
		</>
	);
}

function Taken( { site, share }: { site: LicenseSite; share: number } ) {
	const state = capState( site );
	return (
		<>
			{ `${ formatNumber( takenThisMonth( site ) ) } · ${ formatPercent( share ) }` }
			<svg
				className="srg-share"
				viewBox="0 0 100 6"
				preserveAspectRatio="none"
				aria-hidden="true"
				focusable="false"
			>
				<rect width="100" height="6" fill="#dcdcde" />
				<rect width={ share * 100 } height="6" fill="#2271b1" />
			</svg>
			{ state !== null && (
				<span className="srg-tag srg-tag--warning">
					{ state === 'near'
						? __( 'Near cap', 'seo-rank-genius' )
						: __( 'Cap reached', 'seo-rank-genius' ) }
				</span>
			) }
		</>
	);
}

function HideShared( { site }: { site: LicenseSite } ) {
	const set = useMutation( setHideSharedMutation( site.id ) );
	if ( site.is_manager ) {
		return (
			<span className="srg-quiet">
				{ __( 'Manager', 'seo-rank-genius' ) }
			</span>
		);
	}
	return (
		<>
			<ToggleControl
				__nextHasNoMarginBottom
				label={
					<span className="screen-reader-text">
						{ sprintf(
							/* translators: %s: a site. */
							__( 'Hide Shared on %s', 'seo-rank-genius' ),
							domainOf( site.home )
						) }
					</span>
				}
				checked={ set.isPending ? set.variables : site.hide_shared }
				disabled={ set.isPending }
				onChange={ ( hide ) => set.mutate( hide ) }
			/>
			{ set.error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( set.error, problems() ) }
				</p>
			) }
		</>
	);
}

/**
 * A site’s row.
 *
 * @param site   The site.
 * @param sites  All of them: its share is a part of what they took.
 * @param isThis It is the site on which this is shown.
 */
export function siteRow(
	site: LicenseSite,
	sites: readonly LicenseSite[],
	isThis: boolean
): Row {
	return {
		key: site.id,
		cells: {
			site: <Name site={ site } isThis={ isThis } />,
			taken: <Taken site={ site } share={ shareOf( site, sites ) } />,
			trend: <Trend months={ site.months } />,
			cap: (
				<CapField
					site={ site }
					name={ domainOf( site.home ) }
					problems={ problems() }
				/>
			),
			domain: formatNumber( site.domain ),
			hide: <HideShared site={ site } />,
		},
	};
}
