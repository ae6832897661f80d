// Why the credits are not what they should be, one card for each cause with its one next step.
import { Button, ExternalLink } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Account } from '../../api/generated/account';
import type { Problem } from '../../api/generated/problem';
import { problemText } from '../../components/error-text';
import { capReachedNote } from '../../components/cap-text';
import { formatDay, formatNumber } from '../../components/format';
import { NoticeCard } from '../../components/notice-card';
import { accountPagesAddress, IMAGE_SEO_PAGE } from '../../page-address';
import { syncAccountMutation } from '../../queries/account';
import { totalCredits } from '../../sync/balance';
import { ViewPlans } from '../view-plans';
import { shortage } from './state';

/** The connection needs mending. */
export function BrokenNotice( {
	account,
	onReconnect,
}: {
	account: Account;
	onReconnect: () => void;
} ) {
	const texts: Partial< Record< Account[ 'connection' ], string > > = {
		token_refused: __(
			'The credits service no longer accepts this site’s connection. Connect it again; until then nothing is spent from here.',
			'seo-rank-genius'
		),
		token_unreadable: __(
			'This site’s security keys have changed, so its saved connection cannot be read. Connect it again; its credits are kept.',
			'seo-rank-genius'
		),
		site_moved: __(
			'This site is not at the address where it was connected. Say whether it has moved or is a copy; until then nothing is spent from here, and its credits are kept.',
			'seo-rank-genius'
		),
	};
	return (
		<NoticeCard
			status="error"
			action={
				account.can.manage_license && (
					<Button variant="primary" onClick={ onReconnect }>
						{ account.connection === 'site_moved'
							? __( 'Moved or copied?', 'seo-rank-genius' )
							: __( 'Connect again', 'seo-rank-genius' ) }
					</Button>
				)
			}
		>
			{ texts[ account.connection ] }
		</NoticeCard>
	);
}

/** The last call to the cloud failed. */
export function ProblemNotice( { problem }: { problem: Problem } ) {
	const sync = useMutation( syncAccountMutation() );
	const goesOn = problem.retry_after_s !== null;
	return (
		<NoticeCard
			status="warning"
			action={
				// Whoever is asked to wait cannot try before that time.
				problem.code !== 'rate_limited' && (
					<Button
						variant="secondary"
						isBusy={ sync.isPending }
						disabled={ sync.isPending }
						accessibleWhenDisabled
						onClick={ () => sync.mutate() }
					>
						{ __( 'Try again now', 'seo-rank-genius' ) }
					</Button>
				)
			}
		>
			{ problem.code === 'unavailable'
				? __(
						'The credits service cannot be reached. Nothing is lost, and nothing is charged meanwhile.',
						'seo-rank-genius'
					)
				: problemText( problem ) }{ ' ' }
			{ goesOn &&
				__( 'This page goes on by itself.', 'seo-rank-genius' ) }
		</NoticeCard>
	);
}

/** A plan has ended, or there is none: the credits are kept. */
export function KeptNotice( { account }: { account: Account } ) {
	const total =
		account.balance === null ? 0 : totalCredits( account.balance );
	// Where the owner hides the Shared pool here, only the site’s own are told.
	const kept = Number.isFinite( total )
		? total
		: ( account.balance?.site.domain ?? 0 );
	return (
		<NoticeCard
			status="warning"
			action={
				account.can.manage_license && <ViewPlans variant="primary" />
			}
		>
			{ kept > 0
				? sprintf(
						/* translators: %s: a number of credits. */
						_n(
							'Your %s credit is kept. Start a plan to use it.',
							'Your %s credits are kept. Start a plan to use them.',
							kept,
							'seo-rank-genius'
						),
						formatNumber( kept )
					)
				: __(
						'Your plan has ended. Start a plan to get and use credits.',
						'seo-rank-genius'
					) }
		</NoticeCard>
	);
}

function PastDue( { account }: { account: Account } ) {
	const endsAt = account.license?.ends_at ?? null;
	return (
		<NoticeCard
			status="warning"
			action={
				account.can.manage_license && (
					<ExternalLink
						href={ accountPagesAddress( account.cloud_host ) }
					>
						{ __( 'Update payment method', 'seo-rank-genius' ) }
					</ExternalLink>
				)
			}
		>
			{ endsAt === null
				? __(
						'The last payment for your plan did not go through. Credits work for now; update your payment method to keep it so.',
						'seo-rank-genius'
					)
				: sprintf(
						/* translators: %s: a day such as 27 November. */
						__(
							'The last payment for your plan did not go through. Credits work until %s; update your payment method to keep it so.',
							'seo-rank-genius'
						),
						formatDay( endsAt )
					) }
		</NoticeCard>
	);
}

function shortageText( account: Account ): ReactNode {
	const { balance } = account;
	const lack = balance === null ? null : shortage( balance );
	if ( balance === null || lack === null ) {
		return null;
	}
	if ( lack === 'capped' ) {
		return capReachedNote( balance );
	}
	return account.can.buy
		? __(
				'You have no credits left. Buy a pack below to go on.',
				'seo-rank-genius'
			)
		: __(
				'There are no credits left. An administrator can buy more.',
				'seo-rank-genius'
			);
}

/** What a running plan has to say of itself. */
export function RunningNotices( {
	account,
	justConnected,
}: {
	account: Account;
	justConnected: boolean;
} ) {
	const lack = shortageText( account );
	const images = account.gain.images_without_alt;
	return (
		<>
			{ justConnected && (
				<NoticeCard
					status="success"
					action={
						<Button variant="primary" href={ IMAGE_SEO_PAGE }>
							{ images > 0
								? sprintf(
										/* translators: %s: a number of images. */
										_n(
											'Write alt text for %s image',
											'Write alt text for %s images',
											images,
											'seo-rank-genius'
										),
										formatNumber( images )
									)
								: __( 'Go to Image SEO', 'seo-rank-genius' ) }
						</Button>
					}
				>
					{ sprintf(
						/* translators: %s: this site's address. */
						__( '%s is connected.', 'seo-rank-genius' ),
						account.domain
					) }
				</NoticeCard>
			) }
			{ account.license?.past_due === true && (
				<PastDue account={ account } />
			) }
			{ lack !== null && (
				<NoticeCard status="warning">{ lack }</NoticeCard>
			) }
		</>
	);
}
