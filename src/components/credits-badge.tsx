// The balance in one pill, with the button that forces a live sync.
import { Button } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import { update } from '@wordpress/icons';
import { CountUp } from './count-up';
import { formatNumber, formatTime } from './format';

export interface CreditsBadgeProps {
	/** null: not known. */
	credits: number | null;
	/** When it was read, if that is worth saying. ISO 8601. */
	asOf: string | null;
	isSyncing: boolean;
	onSync: () => void;
}

function creditsText( credits: number | null ): string {
	if ( credits === null ) {
		return __( 'Credits not known', 'seo-rank-genius' );
	}
	return sprintf(
		/* translators: %s: a number of credits. */
		_n( '%s Credit', '%s Credits', credits, 'seo-rank-genius' ),
		formatNumber( credits )
	);
}

export function CreditsBadge( {
	credits,
	asOf,
	isSyncing,
	onSync,
}: CreditsBadgeProps ) {
	return (
		<div className="srg-badge-group">
			<div className="srg-badge">
				<span role="status" className="screen-reader-text">
					{ creditsText( credits ) }
				</span>
				<span aria-hidden="true" className="srg-badge__text">
					{ credits === null ? '—' : <CountUp value={ credits } /> }{ ' ' }
					{ _n(
						'Credit',
						'Credits',
						credits ?? 0,
						'seo-rank-genius'
					) }
				</span>
				<Button
					className="srg-badge__sync"
					icon={ update }
					iconSize={ 20 }
					size="small"
					label={ __( 'Refresh credits', 'seo-rank-genius' ) }
					isBusy={ isSyncing }
					disabled={ isSyncing }
					accessibleWhenDisabled
					onClick={ onSync }
				/>
			</div>
			{ asOf !== null && (
				<span className="srg-badge-group__time">
					{ sprintf(
						/* translators: %s: a time such as 10:42. */
						__( 'as of %s', 'seo-rank-genius' ),
						formatTime( asOf )
					) }
				</span>
			) }
		</div>
	);
}
