// The license that this site is connected to, and the way to disconnect it.
import { Button, Modal } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type { Account, License } from '../../api/generated/account';
import { errorText } from '../../components/error-text';
import { formatDay, formatNumber } from '../../components/format';
import { disconnectMutation } from '../../queries/license';
import { planLine } from '../plan-line';
import { ViewPlans } from '../view-plans';

function renewal( license: License ): string {
	if ( license.trial_ends_at !== null && license.status === 'trialing' ) {
		return sprintf(
			/* translators: %s: a day such as 27 November. */
			__( 'Trial ends %s', 'seo-rank-genius' ),
			formatDay( license.trial_ends_at )
		);
	}
	if ( license.renews_at !== null ) {
		return sprintf(
			/* translators: %s: a day such as 27 November. */
			__( 'Renews %s', 'seo-rank-genius' ),
			formatDay( license.renews_at )
		);
	}
	if ( license.ends_at !== null ) {
		const text =
			license.status === 'lapsed'
				? /* translators: %s: a day such as 27 November. */
					__( 'Ended %s', 'seo-rank-genius' )
				: /* translators: %s: a day such as 27 November. */
					__( 'Ends %s', 'seo-rank-genius' );
		return sprintf( text, formatDay( license.ends_at ) );
	}
	return __( 'None', 'seo-rank-genius' );
}

function facts( account: Account ): { term: string; value: string }[] {
	const { license } = account;
	const always = [
		{
			term: __( 'Account', 'seo-rank-genius' ),
			value: account.account_email ?? '—',
		},
		{ term: __( 'Domain', 'seo-rank-genius' ), value: account.domain },
	];
	if ( license === null ) {
		return always;
	}
	return [
		...always,
		{
			term: __( 'Plan', 'seo-rank-genius' ),
			value: license.plan_name,
		},
		{
			term: __( 'Renewal', 'seo-rank-genius' ),
			value: renewal( license ),
		},
		{
			term: __( 'Sites', 'seo-rank-genius' ),
			value: sprintf(
				/* translators: 1: sites in use. 2: sites that the license allows. */
				_n(
					'%1$s of %2$s site',
					'%1$s of %2$s sites',
					license.sites_limit,
					'seo-rank-genius'
				),
				formatNumber( license.sites_used ),
				formatNumber( license.sites_limit )
			),
		},
	];
}

export interface ConnectedProps {
	account: Account;
	/** Before the license gives way to the ways to connect. */
	onDisconnected: () => void;
}

function Disconnect( { account, onDisconnected }: ConnectedProps ) {
	const [ isOpen, setOpen ] = useState( false );
	const disconnect = useMutation( disconnectMutation() );
	const close = () => {
		setOpen( false );
		disconnect.reset();
	};
	return (
		<>
			<Button
				variant="secondary"
				isDestructive
				onClick={ () => setOpen( true ) }
			>
				{ __( 'Disconnect', 'seo-rank-genius' ) }
			</Button>
			{ isOpen && (
				<Modal
					size="small"
					title={ sprintf(
						/* translators: %s: this site's address. */
						__( 'Disconnect %s?', 'seo-rank-genius' ),
						account.domain
					) }
					onRequestClose={ close }
				>
					<p>
						{ __(
							'AI features stop on this site. All credits stay with your license: connect this site again to use them.',
							'seo-rank-genius'
						) }
					</p>
					{ disconnect.error !== null && (
						<p role="alert" className="srg-error">
							{ errorText( disconnect.error ) }
						</p>
					) }
					<div className="srg-modal__actions">
						<Button variant="tertiary" onClick={ close }>
							{ __( 'Keep connected', 'seo-rank-genius' ) }
						</Button>
						<Button
							variant="primary"
							isDestructive
							isBusy={ disconnect.isPending }
							disabled={ disconnect.isPending }
							accessibleWhenDisabled
							onClick={ () =>
								disconnect.mutate( undefined, {
									onSuccess: onDisconnected,
								} )
							}
						>
							{ __( 'Disconnect', 'seo-rank-genius' ) }
						</Button>
					</div>
				</Modal>
			) }
		</>
	);
}

export function Connected( { account, onDisconnected }: ConnectedProps ) {
	return (
		<section className="srg-card srg-license">
			<h2 className="srg-heading">
				{ __( 'License', 'seo-rank-genius' ) }
			</h2>
			<p className="srg-header__plan">{ planLine( account ) }</p>
			<dl className="srg-facts">
				{ facts( account ).map( ( { term, value } ) => (
					<div key={ term } className="srg-facts__row">
						<dt>{ term }</dt>
						<dd>{ value }</dd>
					</div>
				) ) }
			</dl>
			{ account.can.manage_license && (
				<div className="srg-license__actions">
					<ViewPlans variant="secondary" />
					<Disconnect
						account={ account }
						onDisconnected={ onDisconnected }
					/>
				</div>
			) }
		</section>
	);
}
