// The top-up: what is short, the packs, and the payment that is followed to its landing.
import { Button, Modal } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Account } from '../api/generated/account';
import type { Checkout } from '../api/generated/checkout';
import { FocusHandOver } from '../components/focus-hand-over';
import { formatNumber } from '../components/format';
import { LandingNote } from '../components/landing-note';
import { spendableCredits, totalCredits } from '../sync/balance';
import type { CheckoutWatch } from '../sync/checkout-watch';
import { Choosing } from './choosing';
import { shortBy } from './covering';
import { NoBuying } from './no-buying';
import { buyingObstacle } from './obstacle';

function NeedLine( { account, need }: { account: Account; need: number } ) {
	const { balance } = account;
	const short = shortBy( balance, need );
	if ( balance === null || short === 0 ) {
		return null;
	}
	return (
		<p className="srg-topup__need">
			{ sprintf(
				/* translators: 1, 2 and 3: numbers of credits. */
				__(
					'%1$s needed, %2$s available, %3$s short',
					'seo-rank-genius'
				),
				formatNumber( need ),
				formatNumber( spendableCredits( balance ) ),
				formatNumber( short )
			) }
		</p>
	);
}

interface LandedProps {
	account: Account;
	onClose: () => void;
}

function Landed( { account, onClose }: LandedProps ) {
	const { balance, site } = account;
	return (
		<>
			{ balance !== null && site?.hide_shared !== true && (
				<p>
					{ sprintf(
						/* translators: %s: a number of credits. */
						__( 'Total Available: %s', 'seo-rank-genius' ),
						formatNumber( totalCredits( balance ) )
					) }
				</p>
			) }
			<Button variant="primary" onClick={ onClose }>
				{ __( 'Done', 'seo-rank-genius' ) }
			</Button>
		</>
	);
}

export interface TopUpModalProps {
	account: Account;
	/** The screen's own watch of its checkouts: `useCheckoutWatch( account )`, called once on a screen. */
	checkouts: CheckoutWatch;
	/** What the work that waits costs in all, in credits; 0 when nothing waits. */
	need: number;
	onClose: () => void;
	/** Credits have landed while the modal was open; it stays open and says so. */
	onPaid?: ( checkout: Checkout ) => void;
}

export function TopUpModal( {
	account,
	checkouts,
	need,
	onClose,
	onPaid,
}: TopUpModalProps ) {
	// What had ended before the modal was opened is not its news.
	const [ earlier ] = useState( checkouts.ended );
	const ended = checkouts.ended?.id === earlier?.id ? null : checkouts.ended;
	const told = useRef< string | null >( null );
	const slot = useRef( false );
	const obstacle = buyingObstacle( account );
	const landed = ended?.status === 'granted' ? ended : null;
	const isDone = landed !== null && shortBy( account.balance, need ) === 0;

	useEffect( () => {
		if ( landed !== null && told.current !== landed.id ) {
			told.current = landed.id;
			onPaid?.( landed );
		}
	}, [ landed, onPaid ] );

	let content;
	if ( isDone ) {
		content = <Landed account={ account } onClose={ onClose } />;
	} else if ( obstacle !== null ) {
		content = <NoBuying account={ account } obstacle={ obstacle } />;
	} else {
		content = (
			<>
				<NeedLine account={ account } need={ need } />
				<Choosing
					account={ account }
					watches={ checkouts.watches }
					need={ need }
				/>
			</>
		);
	}
	return (
		<Modal
			className="seo-rank-genius srg-topup"
			size={ isDone || obstacle !== null ? 'small' : 'large' }
			title={ __( 'Buy Credits', 'seo-rank-genius' ) }
			onRequestClose={ onClose }
		>
			<LandingNote ended={ ended } />
			<FocusHandOver
				// A landing chooses anew: what is short now may be another pack.
				key={ `${ String( isDone ) } ${ landed?.id ?? '' }` }
				slot={ slot }
			>
				{ content }
			</FocusHandOver>
		</Modal>
	);
}
