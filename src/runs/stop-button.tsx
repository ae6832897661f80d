// Stops a run: one that is going on, or one that would go on by itself.
import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type { Run } from '../api/generated/run';
import { errorText } from '../components/error-text';
import { stopRunMutation } from '../queries/runs';

export function StopButton( {
	run,
	isStopping = false,
}: {
	run: Run;
	/** It was stopped, and what was on its way is still coming in. */
	isStopping?: boolean;
} ) {
	const stop = useMutation( stopRunMutation() );
	return (
		<>
			<Button
				variant="secondary"
				size="compact"
				isBusy={ stop.isPending }
				disabled={ stop.isPending || isStopping }
				accessibleWhenDisabled
				onClick={ () => stop.mutate( run ) }
			>
				{ __( 'Stop', 'seo-rank-genius' ) }
			</Button>
			{ stop.error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( stop.error ) }
				</p>
			) }
		</>
	);
}
