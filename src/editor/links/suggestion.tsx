// One suggested link: the words in their sentence, where they would lead and why.
import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { Block } from '../blocks';
import { showBlock, writeTexts } from '../post';
import type { Suggestion } from '../results';
import { findLinkPlace, withLink } from './place-link';

export interface SuggestedLinkProps {
	suggestion: Suggestion;
	blocks: readonly Block[];
	/** It is in the text, or is not wanted. */
	onDone: ( suggestion: Suggestion ) => void;
}

export function SuggestedLink( {
	suggestion,
	blocks,
	onDone,
}: SuggestedLinkProps ) {
	const { anchor, title, url, reason } = suggestion;
	const there = findLinkPlace( blocks, anchor );
	return (
		<li>
			{ there === null ? (
				<p className="srg-quiet">
					{ sprintf(
						/* translators: %s: words. */
						__(
							'“%s” is not in the text any more, or is a link already.',
							'seo-rank-genius'
						),
						anchor
					) }
				</p>
			) : (
				<p>
					{ there.before }
					<mark>{ there.words }</mark>
					{ there.after }
				</p>
			) }
			<p>
				<strong>{ title }</strong>
			</p>
			<p className="srg-quiet">{ reason }</p>
			<div className="srg-editor__choice">
				{ there !== null && (
					<Button
						variant="secondary"
						size="small"
						onClick={ () => {
							const { place, range } = there;
							writeTexts( [
								{ place, value: withLink( there, url ) },
							] );
							showBlock( place.clientId, {
								attribute: place.attribute,
								range,
							} );
							onDone( suggestion );
						} }
					>
						{ __( 'Insert link', 'seo-rank-genius' ) }
					</Button>
				) }
				<Button
					variant="tertiary"
					size="small"
					onClick={ () => onDone( suggestion ) }
				>
					{ __( 'Skip', 'seo-rank-genius' ) }
				</Button>
			</div>
		</li>
	);
}
