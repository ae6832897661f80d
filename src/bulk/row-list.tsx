// The rows that the listing finds, piece by piece, each to be chosen.
import { Button, CheckboxControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { formatNumber } from '../components/format';
import { LoadMore, type LoadMoreProps } from '../components/load-more';
import { countChosen, isChosen, type Choosing } from './choosing';

/** What can be chosen. */
export interface Choosable {
	id: number;
	can_edit: boolean;
}

export interface RowListProps< R extends Choosable > {
	rows: readonly R[];
	/** How many the listing finds in all. */
	total: number;
	choosing: Choosing;
	query: LoadMoreProps[ 'query' ];
	/** The bar of what is chosen: shown below the list, reached before its rows. */
	bar: ReactNode;
	renderRow: ( row: R, isRowChosen: boolean ) => ReactNode;
}

/** Chooses all that is shown, and then all that is found. */
function ChooseMany( {
	rows,
	total,
	choosing,
}: Pick< RowListProps< Choosable >, 'rows' | 'total' | 'choosing' > ) {
	const { chosen } = choosing;
	const able = rows.filter( ( { can_edit: canEdit } ) => canEdit );
	const on = able.filter( ( { id } ) => isChosen( chosen, id ) ).length;
	const areAllShown = on > 0 && on === able.length;
	return (
		<div className="srg-choose-many">
			<CheckboxControl
				__nextHasNoMarginBottom
				label={ sprintf(
					/* translators: %s: how many. */
					__( 'Choose the %s shown', 'seo-rank-genius' ),
					formatNumber( able.length )
				) }
				checked={ areAllShown }
				indeterminate={ on > 0 && ! areAllShown }
				disabled={ able.length === 0 }
				onChange={ choosing.toggleShown }
			/>
			{ areAllShown && countChosen( chosen, total ) < total && (
				<Button variant="link" onClick={ choosing.chooseAll }>
					{ sprintf(
						/* translators: %s: how many. */
						__( 'Choose all %s that match', 'seo-rank-genius' ),
						formatNumber( total )
					) }
				</Button>
			) }
		</div>
	);
}

export function RowList< R extends Choosable >( props: RowListProps< R > ) {
	const { rows, choosing, query, bar, renderRow } = props;
	return (
		<div className="srg-list">
			<ChooseMany { ...props } />
			{ bar }
			<ul className="srg-rows">
				{ rows.map( ( row ) =>
					renderRow( row, isChosen( choosing.chosen, row.id ) )
				) }
			</ul>
			<LoadMore query={ query } />
		</div>
	);
}
