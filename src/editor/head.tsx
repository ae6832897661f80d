// The head of the sidebar: the balance, the way to more credits, and what stands in the way of spending.
import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { Account } from '../api/generated/account';
import { CreditsBadge } from '../components/credits-badge';
import { errorText } from '../components/error-text';
import { CREDITS_PAGE } from '../page-address';
import { syncAccountMutation } from '../queries/account';
import { totalCredits } from '../sync/balance';
import { useCommand } from './use-queries';

function Badge( { account }: { account: Account } ) {
	const sync = useCommand( syncAccountMutation() );
	const { balance, problem } = account;
	return (
		<>
			<CreditsBadge
				credits={ balance === null ? null : totalCredits( balance ) }
				asOf={ problem === null ? null : ( balance?.as_of ?? null ) }
				isSyncing={ sync.isRunning }
				onSync={ () => void sync.run().catch( () => undefined ) }
			/>
			{ sync.error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( sync.error ) }
				</p>
			) }
		</>
	);
}

export function Head( { account }: { account: Account } ) {
	const isHidden = account.site?.hide_shared === true;
	const status = account.balance?.license.status;
	const mayBuy =
		account.can.buy &&
		account.connection === 'connected' &&
		status !== 'free' &&
		status !== 'lapsed';
	return (
		<div className="srg-editor__head">
			{ ! isHidden && account.connection !== 'never' && (
				<Badge account={ account } />
			) }
			{ ! isHidden && mayBuy && (
				<Button
					variant="link"
					href={ CREDITS_PAGE }
					// What is typed in the editor stays where it is; the balance follows here by itself.
					target="_blank"
				>
					{ __( 'Buy Credits', 'seo-rank-genius' ) }
				</Button>
			) }
		</div>
	);
}
