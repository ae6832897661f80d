// What the list shows: filters with their counts, the search, the order.
import { Button, SearchControl, SelectControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { FormEvent, ReactNode } from 'react';
import { formatNumber } from '../components/format';
import type { Listing, Whole } from '../queries/listed';

export interface Choices< L extends Listing > {
	filters: readonly { state: L[ 'state' ]; label: string }[];
	orders: readonly { value: L[ 'order' ]; label: string }[];
}

export interface ToolbarProps< L extends Listing > extends Choices< L > {
	listing: L;
	counts: Whole[ 'counts' ] | undefined;
	/** "Search images". */
	searchLabel: string;
	onChange: ( listing: L ) => void;
	/** What else narrows the list. */
	children?: ReactNode;
}

function Filters< L extends Listing >( {
	listing,
	filters,
	counts,
	onChange,
}: ToolbarProps< L > ) {
	return (
		<div
			role="group"
			aria-label={ __( 'Show', 'seo-rank-genius' ) }
			className="srg-filters"
		>
			{ filters.map( ( { state, label } ) => (
				<Button
					key={ state }
					size="compact"
					isPressed={
						state === listing.state && listing.ids.length === 0
					}
					onClick={ () => onChange( { ...listing, state, ids: [] } ) }
				>
					{ label }
					{ counts !== undefined && (
						<span className="srg-filters__count">
							{ formatNumber( counts[ state ] ?? 0 ) }
						</span>
					) }
				</Button>
			) ) }
		</div>
	);
}

export function Toolbar< L extends Listing >( props: ToolbarProps< L > ) {
	const { listing, orders, searchLabel, onChange, children } = props;
	const [ search, setSearch ] = useState( listing.search );
	const find = ( text: string ) =>
		onChange( { ...listing, search: text.trim() } );
	const submit = ( event: FormEvent ) => {
		event.preventDefault();
		find( search );
	};
	const type = ( text: string ) => {
		setSearch( text );
		if ( text === '' ) {
			find( '' );
		}
	};
	return (
		<div className="srg-toolbar">
			<Filters { ...props } />
			<div className="srg-search">
				<form role="search" className="srg-search" onSubmit={ submit }>
					<SearchControl
						__nextHasNoMarginBottom
						size="compact"
						label={ searchLabel }
						placeholder={ searchLabel }
						value={ search }
						onChange={ type }
					/>
					<Button type="submit" variant="secondary" size="compact">
						{ __( 'Search', 'seo-rank-genius' ) }
					</Button>
				</form>
				{ children }
				<SelectControl
					__nextHasNoMarginBottom
					size="compact"
					label={ __( 'Order', 'seo-rank-genius' ) }
					hideLabelFromVision
					value={ listing.order }
					options={ [ ...orders ] }
					onChange={ ( order ) => onChange( { ...listing, order } ) }
				/>
			</div>
		</div>
	);
}
