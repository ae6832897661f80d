// SEO Rank Genius › Content SEO: posts, pages and other public types, with what AI writes for each.
import { __ } from '@wordpress/i18n';
import { WithAccount } from '../bulk/workspace';
import { Contents } from './contents';

export function ContentSeoScreen() {
	return (
		<WithAccount title={ __( 'Content SEO', 'seo-rank-genius' ) }>
			{ ( account ) => <Contents account={ account } /> }
		</WithAccount>
	);
}
