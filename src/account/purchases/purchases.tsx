// What was bought: when, what, for which pool, for how much, and its receipt.
import { ExternalLink } from '@wordpress/components';
import { useId } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Account } from '../../api/generated/account';
import type { Purchase } from '../../api/generated/purchases-page';
import { creditsText } from '../../components/credits-text';
import { formatDay, formatPrice } from '../../components/format';
import {
	DataTable,
	Note,
	type Column,
	type Row,
} from '../../components/data-table';
import { More } from '../../components/more';
import { Failed, Loading } from '../../components/query-states';
import { isSafeAddress } from '../../page-address';
import { morePurchasesMutation, purchasesQuery } from '../../queries/usage';

function whatText(
	{ kind, sku, credits }: Purchase,
	account: Account
): string {
	if ( kind === 'pack' ) {
		return credits === 0 ? sku : creditsText( credits );
	}
	const plan = account.catalog.plans.find(
		( { id } ) => `plan_${ id }` === sku
	);
	return sprintf(
		/* translators: %s: the name of a plan. */
		__( 'Plan: %s', 'seo-rank-genius' ),
		plan?.name ?? sku
	);
}

function poolText( { pool, went_to_shared: went }: Purchase ): string {
	if ( went ) {
		return __(
			'Shared: the site it was bought for was gone',
			'seo-rank-genius'
		);
	}
	return pool === 'shared'
		? __( 'Shared', 'seo-rank-genius' )
		: __( 'Domain', 'seo-rank-genius' );
}

/** What became of it besides being granted. */
function stateText( purchase: Purchase ): string | null {
	const { state, currency, refunded_cents: refunded } = purchase;
	switch ( state ) {
		case 'granted':
			return null;
		case 'partly_refunded':
		case 'refunded':
			return sprintf(
				/* translators: 1: an amount of money. 2: such as "500 credits". */
				__( '%1$s refunded, %2$s taken back', 'seo-rank-genius' ),
				formatPrice( refunded, currency ),
				creditsText( purchase.removed_credits )
			);
		case 'disputed':
			return __( 'Disputed', 'seo-rank-genius' );
		case 'not_granted':
			return purchase.reason === 'offer_used'
				? __(
						'Refunded: the first-time offer was already used',
						'seo-rank-genius'
					)
				: __(
						'Refunded: this plan was already running',
						'seo-rank-genius'
					);
	}
}

function columns(): Column[] {
	return [
		{ key: 'date', name: __( 'Date', 'seo-rank-genius' ) },
		{ key: 'what', name: __( 'What', 'seo-rank-genius' ) },
		{ key: 'pool', name: __( 'Pool', 'seo-rank-genius' ) },
		{
			key: 'price',
			name: __( 'Price', 'seo-rank-genius' ),
			isNumber: true,
		},
		{ key: 'order', name: __( 'Order', 'seo-rank-genius' ) },
		{ key: 'receipt', name: __( 'Receipt', 'seo-rank-genius' ) },
	];
}

function rowOf( purchase: Purchase, account: Account ): Row {
	const { at, order_id: order, receipt_url: receipt } = purchase;
	return {
		key: order,
		cells: {
			date: <time dateTime={ at }>{ formatDay( at ) }</time>,
			what: whatText( purchase, account ),
			pool: poolText( purchase ),
			price: (
				<>
					{ formatPrice( purchase.price_cents, purchase.currency ) }
					<Note>{ stateText( purchase ) }</Note>
				</>
			),
			order: <code className="srg-id">{ order }</code>,
			receipt:
				receipt !== null && isSafeAddress( receipt ) ? (
					<ExternalLink href={ receipt }>
						{ __( 'Receipt', 'seo-rank-genius' ) }
					</ExternalLink>
				) : (
					'—'
				),
		},
	};
}

function List( { account }: { account: Account } ) {
	const query = useQuery( purchasesQuery() );
	const more = useMutation( morePurchasesMutation() );
	if ( query.data === undefined ) {
		return query.isError ? <Failed query={ query } /> : <Loading />;
	}
	const { purchases, next_cursor: cursor } = query.data;
	return (
		<>
			{ purchases.length > 0 && (
				<DataTable
					caption={ __(
						'Purchases, newest first',
						'seo-rank-genius'
					) }
					columns={ columns() }
					rows={ purchases.map( ( one ) => rowOf( one, account ) ) }
				/>
			) }
			{ purchases.length === 0 && cursor === null && (
				<p className="srg-quiet">
					{ __( 'Nothing was bought yet.', 'seo-rank-genius' ) }
				</p>
			) }
			<More cursor={ cursor } more={ more } />
		</>
	);
}

export function Purchases( { account }: { account: Account } ) {
	const id = useId();
	return (
		<section className="srg-card" aria-labelledby={ id }>
			<h2 className="srg-heading" id={ id }>
				{ __( 'Purchases', 'seo-rank-genius' ) }
			</h2>
			<List account={ account } />
		</section>
	);
}
