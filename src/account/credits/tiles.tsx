// The balance as tiles: Total Available, Shared Credits, Domain Credits.
import { useId } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Account } from '../../api/generated/account';
import type { Checkout } from '../../api/generated/checkout';
import { CountUp } from '../../components/count-up';
import { formatDay, formatNumber, formatTime } from '../../components/format';
import { LandingNote } from '../../components/landing-note';
import { capLeft, totalCredits } from '../../sync/balance';
import { hasDomainPool } from './state';

interface TileProps {
	label: string;
	/** null: not known. */
	credits: number | null;
	description?: string;
	large?: boolean;
}

function Tile( { label, credits, description, large = false }: TileProps ) {
	const id = useId();
	return (
		<div
			role="group"
			aria-labelledby={ id }
			className={ large ? 'srg-tile srg-tile--large' : 'srg-tile' }
		>
			<h3 className="srg-tile__label" id={ id }>
				{ label }
			</h3>
			<p className="srg-tile__credits">
				{ credits === null ? (
					<>
						<span aria-hidden="true">—</span>
						<span className="screen-reader-text">
							{ __( 'not known', 'seo-rank-genius' ) }
						</span>
					</>
				) : (
					<CountUp value={ credits } />
				) }
			</p>
			{ description !== undefined && (
				<p className="srg-tile__description">{ description }</p>
			) }
		</div>
	);
}

function CapLine( { account }: { account: Account } ) {
	const { balance, site } = account;
	const left = balance === null ? null : capLeft( balance );
	if ( balance === null || left === null || site?.hide_shared === true ) {
		return null;
	}
	return (
		<>
			{ ' ' }
			{ left > 0
				? sprintf(
						/* translators: %s: a number of credits. */
						_n(
							'This site may use %s more Shared Credit this month.',
							'This site may use %s more Shared Credits this month.',
							left,
							'seo-rank-genius'
						),
						formatNumber( left )
					)
				: sprintf(
						/* translators: %s: a day such as 1 December. */
						__(
							'This site may use no more Shared Credits until %s.',
							'seo-rank-genius'
						),
						formatDay( balance.site.cap_resets_at )
					) }
		</>
	);
}

export interface TilesProps {
	account: Account;
	/** The last checkout that ended on this page. */
	ended: Checkout | null;
	/** The figures are old: their time is said. */
	isOld: boolean;
}

export function Tiles( { account, ended, isOld }: TilesProps ) {
	const { balance, site } = account;
	const domainPool = hasDomainPool( account );
	const showShared = site?.hide_shared !== true;
	const total = balance === null ? null : totalCredits( balance );
	return (
		<section aria-label={ __( 'Balance', 'seo-rank-genius' ) }>
			<div className="srg-tiles">
				{ showShared && (
					<Tile
						large
						label={ __( 'Total Available', 'seo-rank-genius' ) }
						credits={ total }
						{ ...( domainPool
							? {}
							: {
									description: __(
										'Available across all websites connected to your license.',
										'seo-rank-genius'
									),
								} ) }
					/>
				) }
				{ showShared && domainPool && (
					<Tile
						label={ __( 'Shared Credits', 'seo-rank-genius' ) }
						credits={ balance?.license.shared ?? null }
						description={ __(
							'Available across all websites connected to your license.',
							'seo-rank-genius'
						) }
					/>
				) }
				{ domainPool && (
					<Tile
						label={ __( 'Domain Credits', 'seo-rank-genius' ) }
						credits={ balance?.site.domain ?? null }
						description={ __(
							'Bound to this site only — cannot be shared with other domains.',
							'seo-rank-genius'
						) }
					/>
				) }
			</div>
			<div className="srg-under-tiles">
				<p>
					{ isOld && balance !== null && (
						<strong>
							{ sprintf(
								/* translators: %s: a time such as 10:42. */
								__( 'As of %s.', 'seo-rank-genius' ),
								formatTime( balance.as_of )
							) }{ ' ' }
						</strong>
					) }
					{ domainPool &&
						showShared &&
						__(
							'Domain Credits are spent first, then Shared.',
							'seo-rank-genius'
						) }
					{ ! showShared &&
						__(
							'Domain Credits are spent first, then the Shared Credits of your license, whose figures its owner does not show here. Ask the owner for more credits.',
							'seo-rank-genius'
						) }
					<CapLine account={ account } />
				</p>
				<LandingNote ended={ ended } />
			</div>
			{ showShared && total !== null && (
				<p role="status" className="screen-reader-text">
					{ sprintf(
						/* translators: %s: a number of credits. */
						__( 'Total Available: %s', 'seo-rank-genius' ),
						formatNumber( total )
					) }
				</p>
			) }
		</section>
	);
}
