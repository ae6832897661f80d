// Links to other pages of the site: each with the words in the text that would lead there, put in with one click.
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ContentDetail } from '../../api/generated/content-detail';
import { errorText } from '../../components/error-text';
import { keepSuggestionsMutation } from '../../queries/content-editing';
import { Generate } from '../generate';
import { History } from '../history';
import { Panel } from '../panel';
import { liveTexts, useBlocks, usePost } from '../post';
import { suggestionsOf, type Suggestion } from '../results';
import { useCommand } from '../use-queries';
import { SuggestedLink } from './suggestion';

/** For the 25 pages that are sent to choose from: see LinksFeature in PHP. With fewer it costs no more. */
const PRICE = 3;

export function LinksPanel( {
	detail,
}: {
	detail: ContentDetail | undefined;
} ) {
	const { id } = usePost();
	const blocks = useBlocks();
	const keeping = useCommand( keepSuggestionsMutation() );
	const [ made, setMade ] = useState< Suggestion[] | null >( null );
	const suggestions = made ?? suggestionsOf( detail );
	const take = ( result: unknown ) => setMade( suggestionsOf( result ) );
	const drop = ( done: Suggestion ) => {
		const open = suggestions.filter( ( one ) => one !== done );
		setMade( open );
		void keeping
			.run( { id, postIds: open.map( ( one ) => one.post_id ) } )
			.catch( () => undefined );
	};
	return (
		<Panel name="links" title={ __( 'Internal links', 'seo-rank-genius' ) }>
			{ detail?.content.links.is_orphan === true && (
				<p>
					{ __(
						'No page of this site links here.',
						'seo-rank-genius'
					) }
				</p>
			) }
			<Generate
				feature="link_suggestions"
				label={ __( 'Suggest links', 'seo-rank-genius' ) }
				price={ PRICE }
				save
				input={ liveTexts }
				onMade={ take }
			/>
			<ul className="srg-editor__list">
				{ suggestions.map( ( suggestion ) => (
					<SuggestedLink
						key={ suggestion.post_id }
						suggestion={ suggestion }
						blocks={ blocks }
						onDone={ drop }
					/>
				) ) }
			</ul>
			{ keeping.error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( keeping.error ) }
				</p>
			) }
			<History feature="link_suggestions" onUse={ take } />
		</Panel>
	);
}
