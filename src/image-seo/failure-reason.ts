// Why the last text for an image came to nothing.
import { __ } from '@wordpress/i18n';
import { codeText } from '../components/error-text';

/** Reasons of this site for not sending a picture at all; the others are codes of the cloud. */
const UNUSABLE: Partial< Record< string, () => string > > = {
	missing: () =>
		__(
			'The file is missing. Upload it again, or write the text by hand.',
			'seo-rank-genius'
		),
	empty: () =>
		__(
			'The file is empty. Upload it again, or write the text by hand.',
			'seo-rank-genius'
		),
	not_an_image: () =>
		__(
			'The file is not the picture that its name says. Replace it, or write the text by hand.',
			'seo-rank-genius'
		),
	unsupported_type: () =>
		__(
			'This kind of picture cannot be read. Upload it as JPEG, PNG, WebP or GIF, or write the text by hand.',
			'seo-rank-genius'
		),
	not_readable: () =>
		__(
			'The picture is damaged, or of a kind that this server cannot convert. Upload it as JPEG or PNG, or write the text by hand.',
			'seo-rank-genius'
		),
	decorative: () =>
		__(
			'It was marked as decorative, so it stays without alt text.',
			'seo-rank-genius'
		),
	too_large: () => codeText( 'payload_too_large' ),
};

/** Why the last text for an image came to nothing. */
export function failureReason( failure: string ): string {
	return UNUSABLE[ failure ]?.() ?? codeText( failure );
}
