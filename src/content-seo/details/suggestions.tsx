// The links that are suggested for a page: each is put into the text, or dismissed.
import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type {
	ContentDetail,
	LinkSuggestion,
} from '../../api/generated/content-detail';
import { errorText } from '../../components/error-text';
import {
	dismissLinkMutation,
	insertLinkMutation,
} from '../../queries/contents';

/** The words around the anchor, with the anchor marked. */
function Context( { context, anchor }: LinkSuggestion ) {
	const at = context.indexOf( anchor );
	return (
		<span dir="auto">
			{ at > 0 && context.slice( 0, at ) }
			<mark>{ anchor }</mark>
			{ at >= 0 && context.slice( at + anchor.length ) }
		</span>
	);
}

function Suggestion( {
	id,
	suggestion,
}: {
	id: number;
	suggestion: LinkSuggestion;
} ) {
	const inserting = useMutation( insertLinkMutation() );
	const dismissing = useMutation( dismissLinkMutation() );
	const { post_id: target, title, url, reason } = suggestion;
	const error = inserting.error ?? dismissing.error;
	const button = (
		label: string,
		variant: 'secondary' | 'tertiary',
		doing: typeof inserting
	) => (
		<Button
			variant={ variant }
			size="compact"
			aria-label={ sprintf(
				/* translators: 1: "Insert" or "Dismiss". 2: the title of a page. */
				__( '%1$s: link to %2$s', 'seo-rank-genius' ),
				label,
				title
			) }
			isBusy={ doing.isPending }
			disabled={ inserting.isPending || dismissing.isPending }
			accessibleWhenDisabled
			onClick={ () => doing.mutate( { id, target } ) }
		>
			{ label }
		</Button>
	);
	return (
		<li>
			<Context { ...suggestion } />
			<span dir="auto">
				{ '→ ' }
				<a href={ url }>{ title }</a>
			</span>
			<span className="srg-row__note" dir="auto">
				{ reason }
			</span>
			<span className="srg-found__buttons">
				{ button(
					__( 'Insert', 'seo-rank-genius' ),
					'secondary',
					inserting
				) }
				{ button(
					__( 'Dismiss', 'seo-rank-genius' ),
					'tertiary',
					dismissing
				) }
			</span>
			{ error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( error ) }
				</p>
			) }
		</li>
	);
}

export function Suggestions( { detail }: { detail: ContentDetail } ) {
	return (
		<ul className="srg-found">
			{ detail.suggestions.map( ( suggestion ) => (
				<Suggestion
					key={ suggestion.post_id }
					id={ detail.content.id }
					suggestion={ suggestion }
				/>
			) ) }
		</ul>
	);
}
