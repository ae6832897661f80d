// Chooses a person by their name.
import { ComboboxControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { useQuery } from '@tanstack/react-query';
import { peopleQuery } from '../../queries/usage';

export interface PersonFilterProps {
	/** A user’s id; 0 for everybody. */
	person: number;
	onChange: ( person: number ) => void;
}

export function PersonFilter( { person, onChange }: PersonFilterProps ) {
	const [ search, setSearch ] = useState( '' );
	const [ chosen, setChosen ] = useState( '' );
	const people = useQuery( peopleQuery( search ) );
	const found = ( people.data ?? [] ).map( ( { id, name } ) => ( {
		value: String( id ),
		label: name,
	} ) );
	const isMissing = ! found.some(
		( { value } ) => value === String( person )
	);
	return (
		<ComboboxControl
			__next40pxDefaultSize
			__nextHasNoMarginBottom
			label={ __( 'Person', 'seo-rank-genius' ) }
			placeholder={ __( 'Everybody', 'seo-rank-genius' ) }
			value={ person === 0 ? null : String( person ) }
			options={
				person !== 0 && isMissing
					? [ { value: String( person ), label: chosen }, ...found ]
					: found
			}
			onFilterValueChange={ setSearch }
			onChange={ ( value ) => {
				setChosen(
					found.find( ( one ) => one.value === value )?.label ?? ''
				);
				onChange( Number( value ?? 0 ) );
			} }
		/>
	);
}
