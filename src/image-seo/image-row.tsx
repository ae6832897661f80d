// One image of the list: what it is, its text, and what can be done with it.
import { Button, TextareaControl } from '@wordpress/components';
import { useId } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { image as imageIcon, Icon } from '@wordpress/icons';
import type { Image } from '../api/generated/image';
import { formatNumber } from '../components/format';
import { useAltText, type AltText } from './use-alt-text';

function generateLabel( image: Image, price: number ): string {
	const text =
		image.state === 'missing'
			? /* translators: %s: a number of credits. */
				_n(
					'Generate Alt Text · %s credit',
					'Generate Alt Text · %s credits',
					price,
					'seo-rank-genius'
				)
			: /* translators: %s: a number of credits. */
				_n(
					'Regenerate · %s credit',
					'Regenerate · %s credits',
					price,
					'seo-rank-genius'
				);
	return sprintf( text, formatNumber( price ) );
}

function State( { image, altText }: { image: Image; altText: AltText } ) {
	if ( altText.isEdited ) {
		return (
			<span className="srg-state srg-state--edited">
				{ __( 'Not saved yet', 'seo-rank-genius' ) }
			</span>
		);
	}
	return image.state === 'missing' ? (
		<span className="srg-state srg-state--missing">
			{ __( 'Missing', 'seo-rank-genius' ) }
		</span>
	) : (
		<span className="srg-state srg-state--present">
			{ __( 'Present', 'seo-rank-genius' ) }
		</span>
	);
}

function About( { image, id }: { image: Image; id: string } ) {
	return (
		<div className="srg-image__about">
			{ image.thumbnail_url === null ? (
				<span className="srg-image__thumbnail srg-image__thumbnail--none">
					<Icon icon={ imageIcon } />
				</span>
			) : (
				<img
					className="srg-image__thumbnail"
					src={ image.thumbnail_url }
					alt=""
					loading="lazy"
				/>
			) }
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
						{ sprintf(
							/* translators: %s: the title of a page. */
							__( 'on “%s”', 'seo-rank-genius' ),
							image.page_title
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
			<Button
				variant="secondary"
				aria-describedby={ titleId }
				isBusy={ altText.isGenerating }
				disabled={ ! mayGenerate || isBusy }
				accessibleWhenDisabled
				onClick={ altText.generate }
			>
				{ generateLabel( image, price ) }
			</Button>
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

export interface ImageRowProps {
	image: Image;
	blogId: number;
	/** What one text costs, in credits. */
	price: number;
	mayGenerate: boolean;
}

export function ImageRow( {
	image,
	blogId,
	price,
	mayGenerate,
}: ImageRowProps ) {
	const titleId = useId();
	const altText = useAltText( image, blogId, price );
	const { message } = altText;
	return (
		<li className="srg-image" aria-labelledby={ titleId }>
			<About image={ image } id={ titleId } />
			<div className="srg-image__text">
				{ image.can_edit ? (
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
				) : (
					<p className="srg-image__fixed">
						{ altText.text ||
							__( 'No alt text', 'seo-rank-genius' ) }
					</p>
				) }
				<div className="srg-image__foot">
					<State image={ image } altText={ altText } />
					<span
						role="status"
						className={
							message?.isError === true
								? 'srg-image__message srg-error'
								: 'srg-image__message'
						}
					>
						{ message?.text }
					</span>
				</div>
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
