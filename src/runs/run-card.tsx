// The run that a screen shows, while it goes on and after; the focus stays where it was as one gives way to the other.
import { useState } from '@wordpress/element';
import type { Run } from '../api/generated/run';
import type { Account } from '../api/generated/account';
import { FocusHandOver, type FocusSlot } from '../components/focus-hand-over';
import { Loading } from '../components/query-states';
import { lazily } from '../components/lazily';
import { RunEnd } from './run-end';
import { RunProgress } from './run-progress';
import type { Runs } from './runs';

const RunReview = lazily< { run: Run } >(
	async () =>
		( await import( /* webpackChunkName: "later" */ './run-items' ) )
			.RunReview,
	<Loading />
);

export interface RunCardProps {
	runs: Runs;
	account: Account;
	slot: FocusSlot;
	/** Whether its next step is the filled button of the screen. */
	isFilled: boolean;
	onUndone: () => void;
	onBuy: ( need: number ) => void;
	/** Called before it goes away: the focus in it has to go somewhere. */
	onClose: () => void;
}

export function RunCard( props: RunCardProps ) {
	const { runs, account, slot } = props;
	const [ reviewed, setReviewed ] = useState< string | null >( null );
	const { run, trouble, show, close } = runs;
	if ( run === null ) {
		return null;
	}
	const isReviewed = reviewed === run.id;
	if ( runs.isGoing ) {
		return (
			<FocusHandOver
				key={ `going ${ run.id }` }
				slot={ slot }
				className="srg-dock srg-dock--top"
			>
				<RunProgress run={ run } trouble={ trouble } />
			</FocusHandOver>
		);
	}
	return (
		<>
			<FocusHandOver
				key={ `ended ${ run.id }` }
				slot={ slot }
				className="srg-dock srg-dock--wide"
			>
				<RunEnd
					run={ run }
					account={ account }
					isReviewed={ isReviewed }
					onReview={ () => setReviewed( isReviewed ? null : run.id ) }
					onGoing={ ( { id } ) => show( id ) }
					isFilled={ props.isFilled }
					onUndone={ props.onUndone }
					onBuy={ props.onBuy }
					onClose={ () => {
						props.onClose();
						close();
					} }
				/>
			</FocusHandOver>
			{ isReviewed && <RunReview run={ run } /> }
		</>
	);
}
