// Whether alt text is written for new uploads, and for how many credits a month.
import { Button, TextControl, ToggleControl } from '@wordpress/components';
import { useId } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { ImageSettings } from '../../api/generated/image-settings';
import { errorText } from '../../components/error-text';
import { formatNumber } from '../../components/format';
import {
	imageSettingsQuery,
	saveImageSettingsMutation,
} from '../../queries/image-settings';
import type { UploadEdits } from './use-personalization';

/** The highest ceiling that WordPress takes, in credits. */
export const MAX_CEILING = 1_000_000;

/** A number of credits as typed; null where it is none, or too high. */
function ceilingOf( typed: string ): number | null {
	const credits = Number( typed );
	return /^\d+$/.test( typed.trim() ) && credits <= MAX_CEILING
		? credits
		: null;
}

export interface UploadSettingsProps {
	edits: UploadEdits;
	onEdits: ( edits: UploadEdits ) => void;
}

interface FormProps extends UploadSettingsProps {
	settings: ImageSettings;
}

function Form( { settings, edits, onEdits }: FormProps ) {
	const save = useMutation( saveImageSettingsMutation() );
	const errorId = useId();
	const isOn = edits.isOn ?? settings.on_upload;
	const typed = edits.ceiling ?? String( settings.monthly_ceiling );
	const ceiling = ceilingOf( typed );
	const isUsable = ceiling !== null && ( ceiling > 0 || ! isOn );
	const isDirty = Object.keys( edits ).length > 0;

	const setOn = ( chosen: boolean ) => {
		const { isOn: _before, ...others } = edits;
		onEdits(
			chosen === settings.on_upload ? others : { ...others, isOn: chosen }
		);
	};
	const setCeiling = ( text: string ) => {
		const { ceiling: _before, ...others } = edits;
		onEdits(
			ceilingOf( text ) === settings.monthly_ceiling
				? others
				: { ...others, ceiling: text }
		);
	};
	const submit = ( event: FormEvent ) => {
		event.preventDefault();
		if ( isUsable && isDirty && ! save.isPending ) {
			// What could not be saved stays as it was typed; its error is shown.
			void save
				.mutateAsync( { on_upload: isOn, monthly_ceiling: ceiling } )
				.then(
					() => onEdits( {} ),
					() => undefined
				);
		}
	};
	return (
		<form onSubmit={ submit } className="srg-fields">
			<ToggleControl
				__nextHasNoMarginBottom
				label={ __(
					'Write alt text for new uploads',
					'seo-rank-genius'
				) }
				help={ __(
					'In the background, 1 credit per image. Decorative images stay empty.',
					'seo-rank-genius'
				) }
				checked={ isOn }
				disabled={ save.isPending }
				onChange={ setOn }
			/>
			<TextControl
				__next40pxDefaultSize
				__nextHasNoMarginBottom
				className="srg-fields__number"
				label={ __( 'Most credits per month', 'seo-rank-genius' ) }
				inputMode="numeric"
				value={ typed }
				readOnly={ save.isPending }
				onChange={ setCeiling }
				aria-invalid={ ! isUsable }
				aria-describedby={ errorId }
				help={ sprintf(
					/* translators: 1: credits used. 2: credits allowed. */
					__( 'Used this month: %1$s of %2$s', 'seo-rank-genius' ),
					formatNumber( settings.used_this_month ),
					formatNumber( settings.monthly_ceiling )
				) }
			/>
			<p id={ errorId } role="alert" className="srg-error">
				{ ! isUsable &&
					sprintf(
						/* translators: %s: a number of credits. */
						__(
							'Enter a whole number of credits from 1 to %s.',
							'seo-rank-genius'
						),
						formatNumber( MAX_CEILING )
					) }
				{ save.error !== null && errorText( save.error ) }
			</p>
			<div className="srg-save">
				<Button
					__next40pxDefaultSize
					type="submit"
					variant="secondary"
					isBusy={ save.isPending }
					disabled={ ! isUsable || ! isDirty || save.isPending }
					accessibleWhenDisabled
				>
					{ __( 'Save upload settings', 'seo-rank-genius' ) }
				</Button>
				<p role="status" className="srg-save__state">
					{ save.isSuccess &&
						! isDirty &&
						__( 'Saved.', 'seo-rank-genius' ) }
				</p>
			</div>
		</form>
	);
}

/** For those who may change them: administrators. */
export function UploadSettings( props: UploadSettingsProps ) {
	const settings = useQuery( imageSettingsQuery() );
	const id = useId();
	return (
		<section className="srg-card" aria-labelledby={ id }>
			<h2 className="srg-heading" id={ id }>
				{ __( 'New uploads', 'seo-rank-genius' ) }
			</h2>
			{ settings.isError && (
				<>
					<p role="alert" className="srg-error">
						{ errorText( settings.error ) }
					</p>
					<Button
						variant="secondary"
						isBusy={ settings.isFetching }
						onClick={ () => void settings.refetch() }
					>
						{ __( 'Try again', 'seo-rank-genius' ) }
					</Button>
				</>
			) }
			{ settings.data !== undefined && (
				<Form settings={ settings.data } { ...props } />
			) }
		</section>
	);
}
