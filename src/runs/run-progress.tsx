// A run that is going on: how far it is, and the way to stop it.
import { useEffect, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Run } from '../api/generated/run';
import { formatNumber } from '../components/format';
import { progressText } from './run-text';
import { StopButton } from './stop-button';

/** Says how far it is at every quarter, and not in between. */
function Announcement( { run }: { run: Run } ) {
	const quarter = Math.floor( ( 4 * ( run.total - run.left ) ) / run.total );
	const text = progressText( run );
	const [ said, setSaid ] = useState( { quarter, text } );
	useEffect( () => {
		setSaid( ( last ) =>
			last.quarter === quarter ? last : { quarter, text }
		);
	}, [ quarter, text ] );
	return (
		<span role="status" className="screen-reader-text">
			{ said.text }
		</span>
	);
}

export function RunProgress( {
	run,
	trouble,
}: {
	run: Run;
	/** What is in the way of this page driving it. */
	trouble: string | null;
} ) {
	const processed = run.total - run.left;
	// Stopped, and what was on its way is still coming in.
	const isStopping = run.state === 'ended';
	return (
		<div className="srg-run">
			<div className="srg-run__line">
				<strong>{ progressText( run ) }</strong>
				{ run.can_control && (
					<StopButton run={ run } isStopping={ isStopping } />
				) }
			</div>
			<progress
				className="srg-run__bar"
				aria-label={ __( 'Progress', 'seo-rank-genius' ) }
				max={ run.total }
				value={ processed }
			/>
			<p className="srg-run__note">
				{ isStopping
					? sprintf(
							/* translators: %s: how many. */
							_n(
								'Stopped. %s that was on its way is finished and kept.',
								'Stopped. %s that were on their way are finished and kept.',
								run.in_flight,
								'seo-rank-genius'
							),
							formatNumber( run.in_flight )
						)
					: __( 'You can close this tab.', 'seo-rank-genius' ) }
			</p>
			<Announcement run={ run } />
			<p role="alert" className="srg-error">
				{ trouble }
			</p>
		</div>
	);
}
