// The text of one image: typed, saved, written by AI, marked as not wanted, and taken back.
import { __ } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type { Image } from '../api/generated/image';
import { useText, type EditedText, type TextChange } from '../bulk/use-text';
import {
	changedImage,
	generateAltTextMutation,
	saveImageMutation,
} from '../queries/images';

interface Change extends TextChange {
	isDecorative?: boolean;
}

export interface AltText extends EditedText {
	setDecorative: ( isDecorative: boolean ) => void;
}

/**
 * @param image   As the library has it.
 * @param blogId  Its site in the network.
 * @param maxCost The quote for one text, in credits.
 */
export function useAltText(
	image: Image,
	blogId: number,
	maxCost: number
): AltText {
	const saving = useMutation( saveImageMutation() );
	const generating = useMutation( generateAltTextMutation() );
	const text = useText< Change >( {
		key: `${ blogId }:${ image.id }`,
		stored: image.alt_text,
		isSaving: saving.isPending,
		isGenerating: generating.isPending,
		save: ( { text: altText, ...change }, ifAltText ) =>
			saving.mutateAsync( {
				id: image.id,
				...( altText === undefined ? {} : { altText } ),
				...change,
				ifAltText,
			} ),
		changedTo: ( error ) => changedImage( error )?.alt_text,
		generate: ( actionId ) =>
			generating.mutateAsync( { id: image.id, actionId, maxCost } ),
	} );
	return {
		...text,
		setDecorative: ( isDecorative ) =>
			text.store(
				{ isDecorative },
				isDecorative
					? __( 'Marked as decorative.', 'seo-rank-genius' )
					: __( 'No longer decorative.', 'seo-rank-genius' ),
				{ isDecorative: ! isDecorative, text: text.text }
			),
	};
}
