// What the list shows: filters with their counts, the search, the order.
import { Button, SearchControl, SelectControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import type { ImageListing } from '../api/images';
import { formatNumber } from '../components/format';
import type { Library } from '../queries/images';
import { filters, orders } from './listing';

export interface ToolbarProps {
	listing: ImageListing;
	counts: Library[ 'counts' ] | undefined;
	onChange: ( listing: ImageListing ) => void;
}

function Filters( { listing, counts, onChange }: ToolbarProps ) {
	return (
		<div
			role="group"
			aria-label={ __( 'Show', 'seo-rank-genius' ) }
			className="srg-filters"
		>
			{ filters().map( ( { state, label } ) => (
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
							{ formatNumber( counts[ state ] ) }
						</span>
					) }
				</Button>
			) ) }
		</div>
	);
}

export function Toolbar( props: ToolbarProps ) {
	const { listing, onChange } = props;
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
						label={ __( 'Search images', 'seo-rank-genius' ) }
						placeholder={ __( 'Search images', 'seo-rank-genius' ) }
						value={ search }
						onChange={ type }
					/>
					<Button type="submit" variant="secondary" size="compact">
						{ __( 'Search', 'seo-rank-genius' ) }
					</Button>
				</form>
				<SelectControl
					__nextHasNoMarginBottom
					size="compact"
					label={ __( 'Order', 'seo-rank-genius' ) }
					hideLabelFromVision
					value={ listing.order }
					options={ orders() }
					onChange={ ( order ) => onChange( { ...listing, order } ) }
				/>
			</div>
		</div>
	);
}
