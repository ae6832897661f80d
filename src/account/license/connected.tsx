// The license that this site is connected to, and the way to disconnect it.
import { Button, ExternalLink } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Account, License } from '../../api/generated/account';
import { formatDay, formatNumber } from '../../components/format';
import { NoticeCard } from '../../components/notice-card';
import { accountPagesAddress } from '../../page-address';
import { planLine } from '../plan-line';
import { ViewPlans } from '../view-plans';
import { Disconnect } from './disconnect';

/** A plan that is not paid for has no day of renewal any more: told is until when it was paid, or when it ended. */
function renewal( license: License ): string {
	const { status, trial_ends_at: trial, renews_at: renews } = license;
	const isOver = status === 'lapsed';
	const ends =
		license.ends_at ?? ( isOver && renews === null ? trial : null );
	if ( status === 'trialing' && trial !== null ) {
		return sprintf(
			/* translators: %s: a day such as 27 November. */
			__( 'Trial ends %s', 'seo-rank-genius' ),
			formatDay( trial )
		);
	}
	if ( ends !== null ) {
		const text = isOver
			? /* translators: %s: a day such as 27 November. */
				__( 'Ended %s', 'seo-rank-genius' )
			: /* translators: %s: a day such as 27 November. */
				__( 'Ends %s', 'seo-rank-genius' );
		return sprintf( text, formatDay( ends ) );
	}
	if ( renews !== null ) {
		const text =
			isOver || license.past_due
				? /* translators: %s: a day such as 27 November. */
					__( 'Paid until %s', 'seo-rank-genius' )
				: /* translators: %s: a day such as 27 November. */
					__( 'Renews %s', 'seo-rank-genius' );
		return sprintf( text, formatDay( renews ) );
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
	/** The ways to connect are asked for, in place of this license. */
	onReconnect: () => void;
}

/** What to do about a payment that did not go through stands on the account's pages, not among the plans. */
function PastDue( { account }: { account: Account } ) {
	return (
		<NoticeCard
			status="warning"
			action={
				<ExternalLink
					href={ accountPagesAddress( account.cloud_host ) }
				>
					{ __( 'Update payment method', 'seo-rank-genius' ) }
				</ExternalLink>
			}
		>
			{ __(
				'The last payment for your plan did not go through. Update your payment method to keep the plan.',
				'seo-rank-genius'
			) }
		</NoticeCard>
	);
}

export function Connected( {
	account,
	onDisconnected,
	onReconnect,
}: ConnectedProps ) {
	const isPastDue = account.license?.past_due === true;
	return (
		<section className="srg-card srg-license">
			<h2 className="srg-heading">
				{ __( 'License', 'seo-rank-genius' ) }
			</h2>
			<p className="srg-header__plan">{ planLine( account ) }</p>
			{ isPastDue && account.can.manage_license && (
				<PastDue account={ account } />
			) }
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
					{ ! isPastDue && <ViewPlans variant="secondary" /> }
					<Button variant="tertiary" onClick={ onReconnect }>
						{ __( 'Connect again', 'seo-rank-genius' ) }
					</Button>
					<Disconnect
						account={ account }
						onDisconnected={ onDisconnected }
					/>
				</div>
			) }
		</section>
	);
}
