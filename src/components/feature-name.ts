// The features in the reader’s words.
import { __ } from '@wordpress/i18n';
import type { Feature } from '../api/generated/usage-page';

const NAMES: Record< Feature, () => string > = {
	image_alt: () => __( 'Alt text', 'seo-rank-genius' ),
	meta_title: () => __( 'Meta title', 'seo-rank-genius' ),
	meta_description: () => __( 'Meta description', 'seo-rank-genius' ),
	schema: () => __( 'Schema', 'seo-rank-genius' ),
	link_suggestions: () => __( 'Link suggestions', 'seo-rank-genius' ),
	content_analysis: () => __( 'Content analysis', 'seo-rank-genius' ),
	draft: () => __( 'Draft', 'seo-rank-genius' ),
	rewrite: () => __( 'Rewrite', 'seo-rank-genius' ),
};

export const FEATURES = Object.keys( NAMES ) as Feature[];

export function featureName( feature: Feature ): string {
	return NAMES[ feature ]();
}
