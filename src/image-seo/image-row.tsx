// One image of the list: what it is, its text, and what can be done with it.
import { CheckboxControl, TextareaControl } from '@wordpress/components';
import { useId } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Image } from '../api/generated/image';
import {
	GenerateButton,
	Message,
	Row,
	SaveButton,
	State,
	type RowProps,
} from '../bulk/row';
import { Thumbnail } from '../components/thumbnail';
import { failureReason } from './failure-reason';
import { useAltText, type AltText } from './use-alt-text';

const STATES: Record< Image[ 'state' ], () => string > = {
	missing: () => __( 'Missing', 'seo-rank-genius' ),
	short: () => __( 'Very short', 'seo-rank-genius' ),
	written: () => __( 'Written', 'seo-rank-genius' ),
	generated: () => __( 'Generated', 'seo-rank-genius' ),
	decorative: () => __( 'Decorative', 'seo-rank-genius' ),
};

function About( { image, id }: { image: Image; id: string } ) {
	const page = sprintf(
		/* translators: %s: the title of a page. */
		__( 'on “%s”', 'seo-rank-genius' ),
		image.page_title ?? ''
	);
	return (
		<div className="srg-row__about">
			<Thumbnail url={ image.thumbnail_url } />
			<div className="srg-row__names">
				<a id={ id } className="srg-row__title" href={ image.edit_url }>
					{ image.title }
				</a>
				<span className="srg-row__note">{ image.file_name }</span>
				{ image.page_title !== null && (
					<span className="srg-row__note">
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

function Text( { image, altText }: { image: Image; altText: AltText } ) {
	if ( ! image.can_edit ) {
		return (
			<p className="srg-row__fixed">
				{ altText.text || __( 'No alt text', 'seo-rank-genius' ) }
			</p>
		);
	}
	if ( image.state === 'decorative' && ! altText.isEdited ) {
		return (
			<p className="srg-row__fixed">
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
		<div className="srg-row__foot">
			<State
				isEdited={ altText.isEdited }
				state={ image.state }
				label={ STATES[ image.state ]() }
			/>
			{ image.can_edit && (
				<CheckboxControl
					__nextHasNoMarginBottom
					className="srg-decorative"
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
			<Message message={ message } />
		</div>
	);
}

export interface ImageRowProps extends Pick<
	RowProps,
	'isChosen' | 'onChoose'
> {
	image: Image;
	blogId: number;
	/** What one text costs, in credits. */
	price: number;
	mayGenerate: boolean;
}

export function ImageRow( props: ImageRowProps ) {
	const { image, blogId, price, mayGenerate, isChosen, onChoose } = props;
	const titleId = useId();
	const altText = useAltText( image, blogId, price );
	return (
		<Row
			row={ image }
			title={ image.title }
			titleId={ titleId }
			isChosen={ isChosen }
			onChoose={ onChoose }
		>
			<About image={ image } id={ titleId } />
			<div className="srg-row__text">
				<Text image={ image } altText={ altText } />
				<Foot image={ image } altText={ altText } />
			</div>
			{ image.can_edit && (
				<div className="srg-row__actions">
					{ image.state !== 'decorative' && (
						<GenerateButton
							label={
								image.state === 'missing'
									? __(
											'Generate Alt Text',
											'seo-rank-genius'
										)
									: __( 'Regenerate', 'seo-rank-genius' )
							}
							price={ price }
							mayGenerate={ mayGenerate }
							isGenerating={ altText.isGenerating }
							isBusy={ altText.isSaving || altText.isGenerating }
							titleId={ titleId }
							onClick={ altText.generate }
						/>
					) }
					<SaveButton text={ altText } titleId={ titleId } />
				</div>
			) }
		</Row>
	);
}
