// What a pack reads while its checkout is open: where to pay, how to give up, and what to do if it takes long.
import { Button } from '@wordpress/components';
import { useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import { errorText } from '../components/error-text';
import { FocusHandOver } from '../components/focus-hand-over';
import { isSafeAddress } from '../page-address';
import { forgetCheckoutMutation } from '../queries/checkouts';
import type { Watch } from '../sync/checkout-watch';

function supportAddress( email: string, orderId: string | null ): string {
	const subject =
		orderId === null
			? __( 'Credits have not arrived', 'seo-rank-genius' )
			: sprintf(
					/* translators: %s: an order number. */
					__(
						'Credits have not arrived: order %s',
						'seo-rank-genius'
					),
					orderId
				);
	return `mailto:${ encodeURIComponent( email ).replace( '%40', '@' ) }?${ new URLSearchParams(
		{ subject }
	)
		.toString()
		.replaceAll( '+', '%20' ) }`;
}

function statusText( { phase, checkout }: Watch ): string {
	if ( phase === 'late' ) {
		return __(
			'Paid, but the credits are not here yet.',
			'seo-rank-genius'
		);
	}
	return checkout.status === 'paid'
		? __( 'Paid. Adding credits…', 'seo-rank-genius' )
		: __( 'Waiting for payment…', 'seo-rank-genius' );
}

export interface WaitingProps {
	watch: Watch;
	isBlocked: boolean;
	supportEmail: string;
}

export function Waiting( { watch, isBlocked, supportEmail }: WaitingProps ) {
	const { checkout, phase } = watch;
	const forget = useMutation( forgetCheckoutMutation() );
	const slot = useRef( false );
	const canPay = checkout.status === 'open' && isSafeAddress( checkout.url );
	return (
		<>
			<p role="status" className="srg-waiting__status">
				{ statusText( watch ) }
			</p>
			{ isBlocked && canPay && (
				<p className="srg-waiting__hint">
					{ __(
						'Your browser blocked the new tab. Open it with this link:',
						'seo-rank-genius'
					) }
				</p>
			) }
			<FocusHandOver
				// Each status has actions of its own: the focus stays among them when one goes away.
				key={ checkout.status }
				slot={ slot }
				className="srg-waiting__actions"
			>
				{ phase !== 'waiting' && (
					<Button
						variant="secondary"
						size="compact"
						isBusy={ watch.isChecking }
						onClick={ watch.checkAgain }
					>
						{ __( 'Check again', 'seo-rank-genius' ) }
					</Button>
				) }
				{ canPay && (
					<Button
						variant="link"
						href={ checkout.url }
						target="_blank"
						rel="noopener noreferrer"
					>
						{ isBlocked
							? __( 'Open checkout', 'seo-rank-genius' )
							: __( 'Open checkout again', 'seo-rank-genius' ) }
					</Button>
				) }
				{ phase === 'late' && (
					<Button
						variant="link"
						href={ supportAddress(
							supportEmail,
							checkout.order_id
						) }
					>
						{ checkout.order_id === null
							? __( 'Email support', 'seo-rank-genius' )
							: sprintf(
									/* translators: %s: an order number. */
									__(
										'Email support with order %s',
										'seo-rank-genius'
									),
									checkout.order_id
								) }
					</Button>
				) }
				{ checkout.status === 'open' && (
					<Button
						variant="link"
						isBusy={ forget.isPending }
						disabled={ forget.isPending }
						accessibleWhenDisabled
						onClick={ () => forget.mutate( checkout.id ) }
					>
						{ __( 'Cancel', 'seo-rank-genius' ) }
					</Button>
				) }
			</FocusHandOver>
			{ forget.error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( forget.error ) }
				</p>
			) }
		</>
	);
}
