// A run that has ended: what came of it, why it ended, and the one next step.
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type { Account } from '../api/generated/account';
import type { Run } from '../api/generated/run';
import { Confirmation } from '../components/confirmation';
import { pricedLabel } from '../components/credits-text';
import { errorText } from '../components/error-text';
import { formatDay, formatNumber } from '../components/format';
import { NoticeCard, type NoticeCardProps } from '../components/notice-card';
import { LICENSE_PAGE } from '../page-address';
import {
	resumeRunMutation,
	retryRunMutation,
	undoRunMutation,
} from '../queries/runs';
import { spendableCredits } from '../sync/balance';
import { mintUuid } from '../uuid';
import { goesOnAt } from './driving';
import { nextStepAfter } from './next-step';
import {
	doneText,
	goesOnText,
	savedText,
	undoneText,
	whyText,
} from './run-text';
import { StopButton } from './stop-button';

export interface RunEndProps {
	run: Run;
	account: Account;
	/** Whether its next step is the filled button of the screen. */
	isFilled: boolean;
	/** Whether the list of what it did is open. */
	isReviewed: boolean;
	onReview: () => void;
	/** A run was started or goes on. */
	onGoing: ( run: Run ) => void;
	/** Texts were put back. */
	onUndone: () => void;
	onBuy: ( need: number ) => void;
	onClose: () => void;
}

function Next( { run, account, isFilled, onGoing, onBuy }: RunEndProps ) {
	const filled = isFilled ? 'primary' : 'secondary';
	const resume = useMutation( resumeRunMutation() );
	const { balance, can } = account;
	const step = nextStepAfter( run, account );
	const isShort =
		balance !== null && spendableCredits( balance ) < run.price_of_rest;
	const canBuy = can.buy && account.site?.hide_shared !== true;
	const offersToBuy =
		canBuy &&
		( step === 'buy' || ( run.end === 'out_of_credits' && isShort ) );
	return (
		<>
			{ offersToBuy && (
				<Button
					variant={ filled }
					onClick={ () => onBuy( run.price_of_rest ) }
				>
					{ __( 'Buy Credits', 'seo-rank-genius' ) }
				</Button>
			) }
			{ ( step === 'connect' || step === 'plan' ) &&
				can.manage_license && (
					<Button variant={ filled } href={ LICENSE_PAGE }>
						{ step === 'plan'
							? __( 'View Plans', 'seo-rank-genius' )
							: __( 'Connect again', 'seo-rank-genius' ) }
					</Button>
				) }
			{ step === 'resume' && can.spend && (
				<Button
					variant={ offersToBuy ? 'secondary' : filled }
					isBusy={ resume.isPending }
					disabled={ resume.isPending }
					accessibleWhenDisabled
					onClick={ () =>
						resume.mutate( run, {
							onSuccess: ( answer ) => onGoing( answer.run ),
						} )
					}
				>
					{ pricedLabel(
						__( 'Resume', 'seo-rank-genius' ),
						run.price_of_rest
					) }
				</Button>
			) }
			{ resume.error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( resume.error ) }
				</p>
			) }
		</>
	);
}

function Retry( { run, onGoing }: Pick< RunEndProps, 'run' | 'onGoing' > ) {
	const retry = useMutation( retryRunMutation() );
	// One id for one retry: pressed again after a lost answer, it is the same new run.
	const [ newId ] = useState( mintUuid );
	return (
		<>
			<Button
				variant="secondary"
				isBusy={ retry.isPending }
				disabled={ retry.isPending }
				accessibleWhenDisabled
				onClick={ () =>
					retry.mutate(
						{ run, newId },
						{ onSuccess: ( answer ) => onGoing( answer.run ) }
					)
				}
			>
				{ pricedLabel(
					sprintf(
						/* translators: %s: how many. */
						__( 'Retry %s', 'seo-rank-genius' ),
						formatNumber( run.failed )
					),
					run.failed_price
				) }
			</Button>
			{ retry.error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( retry.error ) }
				</p>
			) }
		</>
	);
}

function Undo( { run, onUndone }: Pick< RunEndProps, 'run' | 'onUndone' > ) {
	const [ isAsking, setAsking ] = useState( false );
	const undo = useMutation( undoRunMutation() );
	return (
		<>
			<Button
				variant="tertiary"
				isBusy={ undo.isPending }
				disabled={ undo.isPending }
				accessibleWhenDisabled
				onClick={ () => setAsking( true ) }
			>
				{ __( 'Undo all', 'seo-rank-genius' ) }
			</Button>
			{ undo.error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( undo.error ) }
				</p>
			) }
			{ isAsking && (
				<Confirmation
					title={ __( 'Undo all', 'seo-rank-genius' ) }
					confirmLabel={ __( 'Undo all', 'seo-rank-genius' ) }
					onCancel={ () => setAsking( false ) }
					onConfirm={ () => {
						setAsking( false );
						// Not by callbacks of mutate(): they are dropped when the card is closed meanwhile.
						void undo.mutateAsync( run ).then( onUndone, onUndone );
					} }
				>
					{ sprintf(
						/* translators: %s: how many. */
						_n(
							'Put %s former text back? If it was edited since, it is kept. Credits that were spent do not come back.',
							'Put %s former texts back? Those edited since are kept. Credits that were spent do not come back.',
							run.done,
							'seo-rank-genius'
						),
						formatNumber( run.done )
					) }
				</Confirmation>
			) }
		</>
	);
}

function cardStatus( { end, failed }: Run ): NoticeCardProps[ 'status' ] {
	if ( end === 'completed' ) {
		return failed > 0 ? 'warning' : 'success';
	}
	return end === 'refused' ? 'error' : 'warning';
}

function endTexts( run: Run, account: Account ): string[] {
	const goesOn = goesOnAt( run );
	const texts =
		run.left === 0
			? [ doneText( run ) ]
			: [ whyText( run, account ), savedText( run ) ];
	if ( run.left > 0 && run.failed > 0 ) {
		texts.push(
			sprintf(
				/* translators: %s: how many. */
				__( 'Failed %s (0 charged).', 'seo-rank-genius' ),
				formatNumber( run.failed )
			)
		);
	}
	if ( goesOn !== null ) {
		texts.push( goesOnText( goesOn ) );
	}
	if (
		nextStepAfter( run, account ) === 'wait' &&
		account.balance !== null
	) {
		texts.push(
			sprintf(
				/* translators: %s: a day such as 1 December. */
				__(
					'Shared Credits can be used again from %s; Domain Credits work at once.',
					'seo-rank-genius'
				),
				formatDay( account.balance.site.cap_resets_at )
			)
		);
	}
	if ( run.undo !== null ) {
		texts.push( undoneText( run.undo ) );
	}
	return texts;
}

export function RunEnd( props: RunEndProps ) {
	const { run, account, isReviewed, onReview, onClose } = props;
	return (
		<NoticeCard
			status={ cardStatus( run ) }
			onRemove={ onClose }
			action={
				<span className="srg-run__actions">
					{ goesOnAt( run ) !== null && run.can_control && (
						<StopButton run={ run } />
					) }
					<Next { ...props } />
					{ run.done + run.failed + run.skipped > 0 && (
						<Button
							variant="secondary"
							aria-expanded={ isReviewed }
							onClick={ onReview }
						>
							{ __( 'Review', 'seo-rank-genius' ) }
						</Button>
					) }
					{ run.failed_price > 0 && account.can.spend && (
						<Retry { ...props } />
					) }
					{ run.can_undo && <Undo { ...props } /> }
				</span>
			}
		>
			{ endTexts( run, account ).join( ' ' ) }
		</NoticeCard>
	);
}
