// What stands in the modal where no pack can be bought: why, and the one next step.
import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { Account } from '../api/generated/account';
import { LICENSE_PAGE } from '../page-address';
import type { BuyingObstacle } from './obstacle';

interface Step {
	text: string;
	/** The next step, on the License tab; none where another person takes it. */
	label?: string;
}

function stepPast( obstacle: BuyingObstacle ): Step {
	switch ( obstacle ) {
		case 'not_allowed':
			return {
				text: __(
					'An administrator of this site can buy credits.',
					'seo-rank-genius'
				),
			};
		case 'hidden':
			return {
				text: __(
					'The owner of this site’s license buys its credits. Ask them for more.',
					'seo-rank-genius'
				),
			};
		case 'not_connected':
			return {
				text: __(
					'Credits belong to a license. Connect this site to one first.',
					'seo-rank-genius'
				),
				label: __( 'Connect this site', 'seo-rank-genius' ),
			};
		case 'broken':
			return {
				text: __(
					'This site’s connection to the credits service needs mending before credits can be bought.',
					'seo-rank-genius'
				),
				label: __( 'Connect again', 'seo-rank-genius' ),
			};
		case 'free':
			return {
				text: __(
					'Credits are sold to trials and paid plans. Start a plan first.',
					'seo-rank-genius'
				),
				label: __( 'View Plans', 'seo-rank-genius' ),
			};
		case 'lapsed':
			return {
				text: __(
					'Your plan has ended, so credits can be neither bought nor spent. Those that you have are kept. Start a plan first.',
					'seo-rank-genius'
				),
				label: __( 'View Plans', 'seo-rank-genius' ),
			};
	}
}

export interface NoBuyingProps {
	account: Account;
	obstacle: BuyingObstacle;
}

export function NoBuying( { account, obstacle }: NoBuyingProps ) {
	const { text, label } = stepPast( obstacle );
	return (
		<>
			<p>{ text }</p>
			{ label !== undefined && account.can.manage_license && (
				<Button variant="primary" href={ LICENSE_PAGE }>
					{ label }
				</Button>
			) }
		</>
	);
}
