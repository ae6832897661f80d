// Account › Credits, in each of its states.
import { useId, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Account } from '../../api/generated/account';
import { TrialNote } from '../../checkout/trial-note';
import { FocusHandOver } from '../../components/focus-hand-over';
import { useCheckoutWatch } from '../../sync/checkout-watch';
import { Planner } from '../../topup/planner';
import { TopUpModal } from '../../topup/top-up-modal';
import { planLine } from '../plan-line';
import type { Way } from '../route';
import {
	BrokenNotice,
	KeptNotice,
	ProblemNotice,
	RunningNotices,
} from './notices';
import { Packs, standingOffer } from './packs';
import { creditsState, shortage } from './state';
import { Tiles } from './tiles';
import { UpgradeCard } from './upgrade-card';

function Heading( { account }: { account: Account } ) {
	const plan = planLine( account );
	return (
		<div className="srg-header">
			<h2 className="srg-heading">
				{ __( 'AI Credits', 'seo-rank-genius' ) }
			</h2>
			{ plan !== null && <p className="srg-header__plan">{ plan }</p> }
		</div>
	);
}

function About() {
	return (
		<p className="srg-about">
			{ __(
				'Credits are used for AI-powered features: link suggestions, meta generation, schema building, content analysis, and more. Each AI action costs 1–15 credits depending on complexity. Credits never expire.',
				'seo-rank-genius'
			) }{ ' ' }
			{ __(
				'Without an active plan they are kept but cannot be spent.',
				'seo-rank-genius'
			) }
		</p>
	);
}

/** The planner, beside the packs. */
function Plan( { account }: { account: Account } ) {
	const id = useId();
	return (
		<section className="srg-card" aria-labelledby={ id }>
			<h2 className="srg-heading" id={ id }>
				{ __( 'What does this site need?', 'seo-rank-genius' ) }
			</h2>
			<Planner account={ account } />
		</section>
	);
}

/** The next step is another than the offer: to wait, to pay for the plan, or Domain Credits, since the cap keeps this site from Shared ones. */
function isElsewhere( { problem, license, balance }: Account ): boolean {
	return (
		problem !== null ||
		license?.past_due === true ||
		( balance !== null && shortage( balance ) === 'capped' )
	);
}

export interface CreditsTabProps {
	account: Account;
	/** The site was connected on this very page: say so, with the next step. */
	justConnected: boolean;
	onConnect: ( way: Way ) => void;
}

export function CreditsTab( {
	account,
	justConnected,
	onConnect,
}: CreditsTabProps ) {
	const checkouts = useCheckoutWatch( account );
	const [ isToppingUp, setToppingUp ] = useState( false );
	const state = creditsState( account );
	const slot = useRef( false );
	const mayBuy = account.can.buy && account.site?.hide_shared !== true;

	if ( state === 'locked' ) {
		return (
			<>
				{ account.problem !== null && (
					<ProblemNotice problem={ account.problem } />
				) }
				<UpgradeCard account={ account } onConnect={ onConnect } />
			</>
		);
	}
	return (
		<>
			<Heading account={ account } />
			{ state === 'broken' && (
				<BrokenNotice
					account={ account }
					onReconnect={ () => onConnect( null ) }
				/>
			) }
			{ state !== 'broken' && account.problem !== null && (
				<FocusHandOver slot={ slot }>
					<ProblemNotice problem={ account.problem } />
				</FocusHandOver>
			) }
			{ state === 'kept' && <KeptNotice account={ account } /> }
			{ state === 'running' && (
				<RunningNotices
					account={ account }
					justConnected={ justConnected }
				/>
			) }
			<FocusHandOver slot={ slot }>
				<Tiles
					account={ account }
					ended={ checkouts.ended }
					isOld={ state === 'broken' || account.problem !== null }
				/>
			</FocusHandOver>
			<About />
			{ state === 'running' && mayBuy && (
				<>
					<TrialNote account={ account } />
					<Packs
						account={ account }
						mayFill={ ! justConnected && ! isElsewhere( account ) }
						shop={ {
							currency: account.catalog.currency,
							supportEmail: account.catalog.support_email,
							watches: checkouts.watches,
							isClosed: account.problem?.code === 'unavailable',
						} }
						onTopUp={ () => setToppingUp( true ) }
					/>
					<Plan account={ account } />
				</>
			) }
			{ isToppingUp && (
				<TopUpModal
					account={ account }
					checkouts={ checkouts }
					need={ 0 }
					onClose={ () => {
						setToppingUp( false );
						// The line that led here goes with the offer: then the tiles take the focus.
						slot.current =
							standingOffer( account, checkouts.watches ) ===
							undefined;
					} }
				/>
			) }
		</>
	);
}
