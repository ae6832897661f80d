// The runs of a feature, newest first; each can be shown again, with its ways on and back.
import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { Run } from '../api/generated/run';
import { creditsText } from '../components/credits-text';
import { errorText } from '../components/error-text';
import { formatTime } from '../components/format';
import { LoadMore, type LoadMoreProps } from '../components/load-more';
import { doneText, savedText } from './run-text';

function Row( {
	run,
	isShown,
	onShow,
}: {
	run: Run;
	isShown: boolean;
	onShow: ( id: string ) => void;
} ) {
	const when = formatTime( run.started_at );
	return (
		<li className="srg-history__run">
			<span>
				{ sprintf(
					/* translators: 1: a time. 2: a person's name. */
					__( '%1$s, %2$s', 'seo-rank-genius' ),
					when,
					run.started_by.name
				) }
			</span>
			<span>
				{ run.left === 0 ? doneText( run ) : savedText( run ) }{ ' ' }
				{ creditsText( run.credits_spent ) }
			</span>
			<Button
				variant="link"
				disabled={ isShown }
				accessibleWhenDisabled
				aria-label={ sprintf(
					/* translators: %s: a time. */
					__( 'Show the run of %s', 'seo-rank-genius' ),
					when
				) }
				onClick={ () => onShow( run.id ) }
			>
				{ __( 'Show', 'seo-rank-genius' ) }
			</Button>
		</li>
	);
}

export interface RunHistoryProps extends LoadMoreProps {
	runs: readonly Run[];
	shownId: string | null;
	onShow: ( id: string ) => void;
}

export function RunHistory( {
	runs,
	shownId,
	onShow,
	query,
}: RunHistoryProps ) {
	if ( runs.length === 0 ) {
		return query.error === null ? null : (
			<p role="alert" className="srg-error">
				{ errorText( query.error ) }
			</p>
		);
	}
	return (
		<details className="srg-history">
			<summary>{ __( 'History of runs', 'seo-rank-genius' ) }</summary>
			<ul>
				{ runs.map( ( run ) => (
					<Row
						key={ run.id }
						run={ run }
						isShown={ run.id === shownId }
						onShow={ onShow }
					/>
				) ) }
			</ul>
			<LoadMore query={ query } />
		</details>
	);
}
