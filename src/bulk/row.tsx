// The frame of one row of the list: its box to choose it, its state, and the buttons of its text.
import { Button, CheckboxControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { pricedLabel } from '../components/credits-text';
import type { Choosing } from './choosing';
import type { Choosable } from './row-list';
import type { EditedText } from './use-text';

export interface RowProps {
	row: Choosable;
	/** What it is called, and the element that says so. */
	title: string;
	titleId: string;
	isChosen: boolean;
	onChoose: Choosing[ 'toggle' ];
	children: ReactNode;
}

export function Row( {
	row,
	title,
	titleId,
	isChosen,
	onChoose,
	children,
}: RowProps ) {
	return (
		<li className="srg-row" aria-labelledby={ titleId }>
			<CheckboxControl
				__nextHasNoMarginBottom
				aria-label={ sprintf(
					/* translators: %s: the title of an image or a page. */
					__( 'Choose %s', 'seo-rank-genius' ),
					title
				) }
				checked={ isChosen }
				disabled={ ! row.can_edit }
				onChange={ () => undefined }
				onClick={ ( event ) =>
					onChoose( row.id, ! isChosen, event.shiftKey )
				}
			/>
			{ children }
		</li>
	);
}

export interface GenerateButtonProps {
	/** What it does, without its price. */
	label: string;
	/** In credits. */
	price: number;
	mayGenerate: boolean;
	isGenerating: boolean;
	isBusy: boolean;
	titleId: string;
	onClick: () => void;
}

export function GenerateButton( {
	label,
	price,
	mayGenerate,
	isGenerating,
	isBusy,
	titleId,
	onClick,
}: GenerateButtonProps ) {
	return (
		<Button
			variant="secondary"
			aria-describedby={ titleId }
			isBusy={ isGenerating }
			disabled={ ! mayGenerate || isBusy }
			accessibleWhenDisabled
			onClick={ onClick }
		>
			{ pricedLabel( label, price ) }
		</Button>
	);
}

/** Saves what was typed, and takes back what was saved or written. */
export function SaveButton( {
	text,
	titleId,
}: {
	text: EditedText;
	titleId: string;
} ) {
	if ( ! text.isEdited && ! text.canUndo ) {
		return null;
	}
	return (
		// One button, so that the focus stays on it when saving turns it into the way back.
		<Button
			variant={ text.isEdited ? 'secondary' : 'tertiary' }
			aria-describedby={ titleId }
			isBusy={ text.isSaving }
			disabled={ text.isSaving || text.isGenerating }
			accessibleWhenDisabled
			onClick={ text.isEdited ? text.save : text.undo }
		>
			{ text.isEdited
				? __( 'Save', 'seo-rank-genius' )
				: __( 'Undo', 'seo-rank-genius' ) }
		</Button>
	);
}

/** The state of a text: what WordPress has, or that what was typed is not saved yet. */
export function State( {
	isEdited,
	state,
	label,
}: {
	isEdited: boolean;
	state: string;
	label: string;
} ) {
	return isEdited ? (
		<span className="srg-state">
			{ __( 'Not saved yet', 'seo-rank-genius' ) }
		</span>
	) : (
		<span className={ `srg-state srg-state--${ state }` }>{ label }</span>
	);
}

/** What is said after an action: a live region, there before it has something to say. */
export function Message( { message }: Pick< EditedText, 'message' > ) {
	return (
		<span
			role="status"
			className={ message?.isError === true ? 'srg-error' : '' }
		>
			{ message?.text }
		</span>
	);
}
