// Which actions are listed: by feature, outcome, person and days; and all of them as a file.
import { Button, SelectControl, TextControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { FEATURES, featureName } from '../../components/feature-name';
import type { UsageFilter } from '../../queries/usage';
import { PersonFilter } from './person-filter';

export const NO_FILTER: UsageFilter = {
	feature: '',
	outcome: '',
	person: 0,
	from: '',
	to: '',
};

/** Whether the days are in their order: then they can be asked for. */
export function isInOrder( { from, to }: UsageFilter ): boolean {
	return from === '' || to === '' || from <= to;
}

export interface FiltersProps {
	filter: UsageFilter;
	onChange: ( filter: UsageFilter ) => void;
	/** Where all that match are downloaded; null while that is not known. */
	csvAddress: string | null;
}

export function Filters( { filter, onChange, csvAddress }: FiltersProps ) {
	const change = ( part: Partial< UsageFilter > ) =>
		onChange( { ...filter, ...part } );
	const isFiltered = JSON.stringify( filter ) !== JSON.stringify( NO_FILTER );
	return (
		<div
			className="srg-usage-filters"
			role="group"
			aria-label={ __( 'Filters', 'seo-rank-genius' ) }
		>
			<SelectControl
				__next40pxDefaultSize
				__nextHasNoMarginBottom
				label={ __( 'Feature', 'seo-rank-genius' ) }
				value={ filter.feature }
				options={ [
					{ value: '', label: __( 'All', 'seo-rank-genius' ) },
					...FEATURES.map( ( feature ) => ( {
						value: feature,
						label: featureName( feature ),
					} ) ),
				] }
				onChange={ ( feature ) => change( { feature } ) }
			/>
			<SelectControl
				__next40pxDefaultSize
				__nextHasNoMarginBottom
				label={ __( 'Outcome', 'seo-rank-genius' ) }
				value={ filter.outcome }
				options={ [
					{ value: '', label: __( 'All', 'seo-rank-genius' ) },
					{
						value: 'completed',
						label: __( 'Done', 'seo-rank-genius' ),
					},
					{
						value: 'failed',
						label: __( 'Failed', 'seo-rank-genius' ),
					},
					{
						value: 'in_progress',
						label: __( 'In progress', 'seo-rank-genius' ),
					},
				] }
				onChange={ ( outcome ) => change( { outcome } ) }
			/>
			<PersonFilter
				person={ filter.person }
				onChange={ ( person ) => change( { person } ) }
			/>
			<TextControl
				__next40pxDefaultSize
				__nextHasNoMarginBottom
				type="date"
				label={ __( 'From', 'seo-rank-genius' ) }
				value={ filter.from }
				onChange={ ( from ) => change( { from } ) }
			/>
			<TextControl
				__next40pxDefaultSize
				__nextHasNoMarginBottom
				type="date"
				label={ __( 'To', 'seo-rank-genius' ) }
				value={ filter.to }
				onChange={ ( to ) => change( { to } ) }
			/>
			<div className="srg-usage-filters__actions">
				{ csvAddress !== null && isInOrder( filter ) && (
					<Button
						__next40pxDefaultSize
						variant="secondary"
						href={ csvAddress }
					>
						{ __( 'Download CSV', 'seo-rank-genius' ) }
					</Button>
				) }
				{ isFiltered && (
					<Button
						__next40pxDefaultSize
						variant="tertiary"
						onClick={ () => onChange( NO_FILTER ) }
					>
						{ __( 'Clear filters', 'seo-rank-genius' ) }
					</Button>
				) }
			</div>
			{ ! isInOrder( filter ) && (
				<p role="alert" className="srg-error srg-usage-filters__error">
					{ __(
						'The first day is after the last. Change one of them to see the list.',
						'seo-rank-genius'
					) }
				</p>
			) }
		</div>
	);
}
