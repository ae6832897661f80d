// Choosing a pack and paying for it.
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Account } from '../api/generated/account';
import type { Watch } from '../sync/checkout-watch';
import { ChoiceNotes } from './choice-notes';
import { preselect } from './covering';
import { PackChoice } from './pack-choice';
import { Payment } from './payment';
import { Planner } from './planner';

export interface ChoosingProps {
	account: Account;
	watches: readonly Watch[];
	need: number;
}

export function Choosing( { account, watches, need }: ChoosingProps ) {
	const { catalog } = account;
	const isWatched = ( sku: string ) =>
		watches.some( ( { checkout } ) => checkout.sku === sku );
	const packs = catalog.packs.filter(
		( { available, sku } ) => available || isWatched( sku )
	);
	// Chosen once: what a button costs never changes by itself, but when its pack is on sale no longer.
	const [ sku, setSku ] = useState(
		() =>
			packs.find( ( pack ) => isWatched( pack.sku ) )?.sku ??
			preselect( account, need )?.sku
	);
	const chosen =
		packs.find( ( pack ) => pack.sku === sku ) ??
		preselect( account, need );
	if ( chosen === null ) {
		return (
			<p>
				{ __(
					'No pack is on sale for this license now.',
					'seo-rank-genius'
				) }
			</p>
		);
	}
	return (
		<>
			<PackChoice
				packs={ packs }
				currency={ catalog.currency }
				chosen={ chosen.sku }
				onChoose={ setSku }
			/>
			<ChoiceNotes account={ account } chosen={ chosen } need={ need } />
			<Payment
				account={ account }
				pack={ chosen }
				watch={ watches.find(
					( { checkout } ) => checkout.sku === chosen.sku
				) }
			/>
			<details className="srg-topup__planner">
				<summary>
					{ __( 'What does this site need?', 'seo-rank-genius' ) }
				</summary>
				<Planner account={ account } />
			</details>
		</>
	);
}
