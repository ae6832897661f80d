// One image of the list: what it is, its text, and what can be done with it.
import {
	Button,
	CheckboxControl,
	TextareaControl,
} from '@wordpress/components';
import { useId } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Image } from '../api/generated/image';
import { pricedLabel } from '../components/credits-text';
import { Thumbnail } from '../components/thumbnail';
import { failureReason } from './action-text';
import { useAltText, type AltText } from './use-alt-text';

const STATES: Record< Image[ 'state' ], () => string > = {
	missing: () => __( 'Missing', 'seo-rank-genius' ),
	short: () => __( 'Very short', 'seo-rank-genius' ),
	written: () => __( 'Written', 'seo-rank-genius' ),
	generated: () => __( 'Generated', 'seo-rank-genius' ),
	decorative: () => __( 'Decorative', 'seo-rank-genius' ),
};

function State( { image, altText }: { image: Image; altText: AltText } ) {
	return altText.isEdited ? (
		<span className="srg-state">
			{ __( 'Not saved yet', 'seo-rank-genius' ) }
		</span>
	) : (
		<span className={ `srg-state srg-state--${ image.state }` }>
			{ STATES[ image.state ]() }
		</span>
	);
}

function About( { image, id }: { image: Image; id: string } ) {
	const page = sprintf(
		/* translators: %s: the title of a page. */
		__( 'on “%s”', 'seo-rank-genius' ),
		image.page_title ?? ''
	);
	return (
		<div className="srg-image__about">
			<Thumbnail url={ image.thumbnail_url } />
			<div className="srg-image__names">
				<a
					id={ id }
					className="srg-image__title"
					href={ image.edit_url }
				>
					{ image.title }
				</a>
				<span className="srg-image__file">{ image.file_name }</span>
				{ image.page_title !== null && (
					<span className="srg-image__file">
						{ image.page_url === null ? (
							page
						) : (
							<a href={ image.page_url }>{ page }</a>
						) }
					</span>
				) }
			</div>
		</div>
	);
}

interface ActionsProps {
	image: Image;
	altText: AltText;
	price: number;
	mayGenerate: boolean;
	titleId: string;
}

function Actions( props: ActionsProps ) {
	const { image, altText, price, mayGenerate, titleId } = props;
	const isBusy = altText.isSaving || altText.isGenerating;
	return (
		<div className="srg-image__actions">
			{ image.state !== 'decorative' && (
				<Button
					variant="secondary"
					aria-describedby={ titleId }
					isBusy={ altText.isGenerating }
					disabled={ ! mayGenerate || isBusy }
					accessibleWhenDisabled
					onClick={ altText.generate }
				>
					{ pricedLabel(
						image.state === 'missing'
							? __( 'Generate Alt Text', 'seo-rank-genius' )
							: __( 'Regenerate', 'seo-rank-genius' ),
						price
					) }
				</Button>
			) }
			{ ( altText.isEdited || altText.canUndo ) && (
				// One button, so that the focus stays on it when saving turns it into the way back.
				<Button
					variant={ altText.isEdited ? 'secondary' : 'tertiary' }
					aria-describedby={ titleId }
					isBusy={ altText.isSaving }
					disabled={ isBusy }
					accessibleWhenDisabled
					onClick={ altText.isEdited ? altText.save : altText.undo }
				>
					{ altText.isEdited
						? __( 'Save', 'seo-rank-genius' )
						: __( 'Undo', 'seo-rank-genius' ) }
				</Button>
			) }
		</div>
	);
}

function Text( { image, altText }: { image: Image; altText: AltText } ) {
	if ( ! image.can_edit ) {
		return (
			<p className="srg-image__fixed">
				{ altText.text || __( 'No alt text', 'seo-rank-genius' ) }
			</p>
		);
	}
	if ( image.state === 'decorative' && ! altText.isEdited ) {
		return (
			<p className="srg-image__fixed">
				{ __(
					'Decorative: it has no alt text, and screen readers pass over it.',
					'seo-rank-genius'
				) }
			</p>
		);
	}
	return (
		<TextareaControl
			__nextHasNoMarginBottom
			label={ sprintf(
				/* translators: %s: the title of an image. */
				__( 'Alt text of %s', 'seo-rank-genius' ),
				image.title
			) }
			hideLabelFromVision
			rows={ 2 }
			value={ altText.text }
			onChange={ altText.edit }
			placeholder={ __( 'No alt text', 'seo-rank-genius' ) }
			readOnly={ altText.isGenerating }
		/>
	);
}

function Foot( { image, altText }: { image: Image; altText: AltText } ) {
	const { message } = altText;
	const isBusy = altText.isSaving || altText.isGenerating;
	return (
		<div className="srg-image__foot">
			<State image={ image } altText={ altText } />
			{ image.can_edit && (
				<CheckboxControl
					__nextHasNoMarginBottom
					className="srg-image__decorative"
					label={ __( 'Decorative', 'seo-rank-genius' ) }
					checked={ image.state === 'decorative' }
					// Not disabled meanwhile: the focus would go away with it.
					onChange={ ( isOn ) =>
						! isBusy && altText.setDecorative( isOn )
					}
				/>
			) }
			{ image.failure !== null && message === null && (
				<span className="srg-error">
					{ failureReason( image.failure ) }
				</span>
			) }
			<span
				role="status"
				className={ message?.isError === true ? 'srg-error' : '' }
			>
				{ message?.text }
			</span>
		</div>
	);
}

export interface ImageRowProps {
	image: Image;
	blogId: number;
	/** What one text costs, in credits. */
	price: number;
	mayGenerate: boolean;
	isChosen: boolean;
	onChoose: ( id: number, isOn: boolean, isRange: boolean ) => void;
}

export function ImageRow( props: ImageRowProps ) {
	const { image, blogId, price, mayGenerate, isChosen, onChoose } = props;
	const titleId = useId();
	const altText = useAltText( image, blogId, price );
	return (
		<li className="srg-image" aria-labelledby={ titleId }>
			<CheckboxControl
				__nextHasNoMarginBottom
				aria-label={ sprintf(
					/* translators: %s: the title of an image. */
					__( 'Choose %s', 'seo-rank-genius' ),
					image.title
				) }
				checked={ isChosen }
				disabled={ ! image.can_edit }
				onChange={ () => undefined }
				onClick={ ( event ) =>
					onChoose( image.id, ! isChosen, event.shiftKey )
				}
			/>
			<About image={ image } id={ titleId } />
			<div className="srg-image__text">
				<Text image={ image } altText={ altText } />
				<Foot image={ image } altText={ altText } />
			</div>
			{ image.can_edit && (
				<Actions
					image={ image }
					altText={ altText }
					price={ price }
					mayGenerate={ mayGenerate }
					titleId={ titleId }
				/>
			) }
		</li>
	);
}
