// The form: what the brand is, in which language it speaks, and how.
import { Button } from '@wordpress/components';
import { useId } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { FormEvent, ReactNode } from 'react';
import type { Personalization } from '../../api/generated/personalization';
import { errorText } from '../../components/error-text';
import { NoticeCard } from '../../components/notice-card';
import type { Draft } from './draft';
import {
	brandFields,
	fieldsOf,
	strategyFields,
	type TextFieldAbout,
} from './fields';
import { LanguageField } from './language-field';
import { TextField, excess } from './text-field';

function Group( {
	heading,
	children,
}: {
	heading: string;
	children: ReactNode;
} ) {
	const id = useId();
	return (
		<section className="srg-card srg-fields" aria-labelledby={ id }>
			<h2 className="srg-heading" id={ id }>
				{ heading }
			</h2>
			{ children }
		</section>
	);
}

interface SaveStateProps {
	isDirty: boolean;
	isTooLong: boolean;
	isSaved: boolean;
}

/** What became of the last save, or what is in the way of the next: said politely. */
function SaveState( { isDirty, isTooLong, isSaved }: SaveStateProps ) {
	let text = '';
	if ( isTooLong ) {
		text = __(
			'A text is too long. Shorten it to save.',
			'seo-rank-genius'
		);
	} else if ( isDirty ) {
		text = __( 'Not saved yet.', 'seo-rank-genius' );
	} else if ( isSaved ) {
		text = __( 'Saved. New texts are made with it.', 'seo-rank-genius' );
	}
	return (
		<p role="status" className="srg-save__state">
			{ text }
		</p>
	);
}

export interface PersonalizationFormProps {
	saved: Personalization;
	draft: Draft;
	isReadOnly: boolean;
}

export function PersonalizationForm( {
	saved,
	draft,
	isReadOnly,
}: PersonalizationFormProps ) {
	const { edits, theirs, edit } = draft;
	const fields = { ...fieldsOf( saved ), ...edits };
	const isDirty = Object.keys( edits ).length > 0;
	const all = [ ...brandFields(), ...strategyFields() ];
	const isTooLong = all.some(
		( { field } ) => excess( field, fields[ field ] ) > 0
	);
	const submit = ( event: FormEvent ) => {
		event.preventDefault();
		if ( isDirty && ! isTooLong && ! draft.isSaving ) {
			draft.save();
		}
	};
	const text = ( about: TextFieldAbout ) => (
		<TextField
			key={ about.field }
			{ ...about }
			value={ fields[ about.field ] }
			theirs={ about.field in edits ? theirs[ about.field ] : undefined }
			isReadOnly={ isReadOnly }
			onChange={ ( value ) => edit( about.field, value ) }
		/>
	);
	return (
		<form onSubmit={ submit }>
			{ saved.is_thin && (
				<NoticeCard status="warning">
					{ __(
						'With so little to go on, texts will be thin. Fill in Brand Name, Brand About and at least two Strategy fields.',
						'seo-rank-genius'
					) }
				</NoticeCard>
			) }
			<Group heading={ __( 'Brand', 'seo-rank-genius' ) }>
				{ brandFields().map( text ) }
				<LanguageField
					value={ fields.language }
					theirs={ 'language' in edits ? theirs.language : undefined }
					isReadOnly={ isReadOnly }
					onChange={ ( value ) => edit( 'language', value ) }
				/>
			</Group>
			<Group heading={ __( 'Strategy', 'seo-rank-genius' ) }>
				{ strategyFields().map( text ) }
			</Group>
			{ draft.isOvertaken && isDirty && (
				<NoticeCard status="warning">
					{ __(
						'Somebody else has saved meanwhile. What they changed is shown; what you typed is kept. Save again to keep yours.',
						'seo-rank-genius'
					) }
				</NoticeCard>
			) }
			{ draft.error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( draft.error ) }
				</p>
			) }
			{ ! isReadOnly && (
				<div className="srg-save">
					<Button
						__next40pxDefaultSize
						type="submit"
						variant="primary"
						isBusy={ draft.isSaving }
						disabled={ ! isDirty || isTooLong || draft.isSaving }
						accessibleWhenDisabled
					>
						{ __( 'Save', 'seo-rank-genius' ) }
					</Button>
					<SaveState
						isDirty={ isDirty }
						isTooLong={ isTooLong }
						isSaved={ draft.isSaved }
					/>
				</div>
			) }
		</form>
	);
}
