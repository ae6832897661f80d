// The header of a screen that spends: the balance badge, the way to more credits, and what stands in the way of spending.
import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type { Account } from '../api/generated/account';
import { capReachedNote } from '../components/cap-text';
import { CreditsBadge } from '../components/credits-badge';
import { errorText, problemText } from '../components/error-text';
import { formatNumber } from '../components/format';
import { LandingNote } from '../components/landing-note';
import { NoticeCard } from '../components/notice-card';
import { LICENSE_PAGE, PERSONALIZATION_PAGE } from '../page-address';
import { syncAccountMutation } from '../queries/account';
import { totalCredits } from '../sync/balance';
import type { CheckoutWatch } from '../sync/checkout-watch';
import type { Obstacle } from './spending';
import type { BulkWords } from './words';

/** Where what stands in the way is mended. */
function remedy(
	account: Account,
	lack: Obstacle
): { label: string; href: string } | null {
	const { trial } = account.catalog;
	switch ( lack ) {
		case 'not_connected':
			return account.connection === 'never'
				? {
						label: sprintf(
							/* translators: 1: a number of days. 2: a number of credits. */
							__(
								'Start a %1$s-day trial: %2$s credits, no card',
								'seo-rank-genius'
							),
							formatNumber( trial.days ),
							formatNumber( trial.credits )
						),
						href: `${ LICENSE_PAGE }&way=trial`,
					}
				: {
						label: __( 'Connect this site', 'seo-rank-genius' ),
						href: LICENSE_PAGE,
					};
		case 'broken':
			return {
				label: __( 'Connect again', 'seo-rank-genius' ),
				href: LICENSE_PAGE,
			};
		case 'no_plan':
			return {
				label: __( 'View Plans', 'seo-rank-genius' ),
				href: LICENSE_PAGE,
			};
		default:
			return null;
	}
}

export function obstacleText(
	{ balance }: Account,
	lack: Obstacle,
	words: Pick< BulkWords, 'obstacles' >
): string {
	if ( lack !== 'capped' ) {
		return words.obstacles[ lack ];
	}
	return balance === null ? '' : capReachedNote( balance );
}

function Badge( { account }: { account: Account } ) {
	const sync = useMutation( syncAccountMutation() );
	const { balance, problem, site } = account;
	if ( site?.hide_shared === true || account.connection === 'never' ) {
		return null;
	}
	return (
		<>
			<CreditsBadge
				credits={ balance === null ? null : totalCredits( balance ) }
				asOf={ problem === null ? null : ( balance?.as_of ?? null ) }
				isSyncing={ sync.isPending }
				onSync={ () => sync.mutate() }
			/>
			{ sync.error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( sync.error ) }
				</p>
			) }
		</>
	);
}

export interface HeaderProps {
	account: Account;
	/** Of the screen. */
	title: string;
	/** Whether "Buy Credits" is the filled button of the screen. */
	isFilled: boolean;
	checkouts: CheckoutWatch;
	onBuy: () => void;
}

export function Header( {
	account,
	title,
	isFilled,
	checkouts,
	onBuy,
}: HeaderProps ) {
	const status = account.balance?.license.status;
	const mayBuy =
		account.can.buy &&
		account.connection === 'connected' &&
		account.site?.hide_shared !== true &&
		status !== 'free' &&
		status !== 'lapsed';
	return (
		<div className="srg-page-header">
			<h1 className="srg-title">{ title }</h1>
			<div className="srg-page-header__credits">
				<Badge account={ account } />
				{ mayBuy && (
					<Button
						className={
							isFilled ? 'srg-buy srg-buy--filled' : 'srg-buy'
						}
						variant={ isFilled ? 'primary' : 'secondary' }
						onClick={ onBuy }
					>
						{ __( 'Buy Credits', 'seo-rank-genius' ) }
					</Button>
				) }
				<LandingNote ended={ checkouts.ended } />
			</div>
		</div>
	);
}

/** Says that texts will be thin where nothing is known of the brand. */
export function ThinNote( { account }: { account: Account } ) {
	if ( ! account.personalization_is_thin ) {
		return null;
	}
	return (
		<p className="srg-quiet">
			{ __(
				'Generated texts will be thin: little is known of your brand yet.',
				'seo-rank-genius'
			) }{ ' ' }
			{ account.can.manage_license && (
				<a href={ PERSONALIZATION_PAGE }>
					{ __( 'Fill in Personalization', 'seo-rank-genius' ) }
				</a>
			) }
		</p>
	);
}

/** Says once, above the list, why its buttons that spend are off; or that the cloud cannot be reached. */
export function SpendingNotice( {
	account,
	lack,
	words,
}: {
	account: Account;
	lack: Obstacle | null;
	words: Pick< BulkWords, 'obstacles' | 'meanwhile' >;
} ) {
	if ( lack !== null ) {
		const link = remedy( account, lack );
		return (
			<NoticeCard
				status={ lack === 'broken' ? 'error' : 'info' }
				action={
					link !== null &&
					account.can.manage_license && (
						<Button variant="primary" href={ link.href }>
							{ link.label }
						</Button>
					)
				}
			>
				{ obstacleText( account, lack, words ) }
			</NoticeCard>
		);
	}
	if ( account.problem !== null ) {
		return (
			<NoticeCard status="warning">
				{ problemText( account.problem ) } { words.meanwhile }
			</NoticeCard>
		);
	}
	return null;
}
