// What was made for a page by a feature, newest first; each can be made what the page has again.
import { Button } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import type { KeptResult } from '../../api/generated/results-page';
import { creditsText } from '../../components/credits-text';
import { errorText } from '../../components/error-text';
import { formatNumber, formatTime } from '../../components/format';
import { LoadMore } from '../../components/load-more';
import { Failed, Loading } from '../../components/query-states';
import { resultsQuery, restoreResultMutation } from '../../queries/contents';
import type { DetailsProps } from '../details';

function counted( text: string, items: readonly unknown[] ): string {
	return sprintf( text, formatNumber( items.length ) );
}

/** A result in a line. */
function lineOf( result: KeptResult[ 'result' ] ): string {
	if ( result === null ) {
		return __( 'Nothing of it can be used any more.', 'seo-rank-genius' );
	}
	if ( 'alternatives' in result ) {
		return result.alternatives[ 0 ] ?? '';
	}
	if ( 'suggestions' in result ) {
		return counted(
			/* translators: %s: how many links are suggested. */
			_n(
				'%s suggestion',
				'%s suggestions',
				result.suggestions.length,
				'seo-rank-genius'
			),
			result.suggestions
		);
	}
	if ( 'findings' in result ) {
		return counted(
			/* translators: %s: how many findings of the model. */
			_n(
				'%s finding',
				'%s findings',
				result.findings.length,
				'seo-rank-genius'
			),
			result.findings
		);
	}
	return 'type' in result ? result.type : '';
}

function Former( { id, former }: { id: number; former: KeptResult } ) {
	const restoring = useMutation( restoreResultMutation() );
	return (
		<li>
			<span dir="auto">{ lineOf( former.result ) }</span>
			<span className="srg-row__note">
				{ [
					formatTime( former.created_at ),
					former.person,
					creditsText( former.cost ),
					former.model,
				]
					.filter( Boolean )
					.join( ' · ' ) }
			</span>
			{ former.is_current && (
				<span className="srg-tag">
					{ __( 'In use', 'seo-rank-genius' ) }
				</span>
			) }
			{ ! former.is_current && former.can_restore && (
				<Button
					variant="link"
					isBusy={ restoring.isPending }
					disabled={ restoring.isPending }
					accessibleWhenDisabled
					onClick={ () =>
						restoring.mutate( { id, result: former.id } )
					}
				>
					{ __( 'Restore', 'seo-rank-genius' ) }
				</Button>
			) }
			{ restoring.error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( restoring.error ) }
				</p>
			) }
		</li>
	);
}

export function History( { id, feature }: DetailsProps ) {
	const results = useInfiniteQuery( resultsQuery( id, feature ) );
	if ( results.data === undefined ) {
		return results.error === null ? (
			<Loading />
		) : (
			<Failed query={ results } />
		);
	}
	const all = results.data.pages.flatMap( ( page ) => page.results );
	return all.length === 0 ? (
		<p className="srg-quiet">
			{ __(
				'Nothing has been generated for this page yet.',
				'seo-rank-genius'
			) }
		</p>
	) : (
		<>
			<ul className="srg-found">
				{ all.map( ( former ) => (
					<Former key={ former.id } id={ id } former={ former } />
				) ) }
			</ul>
			<LoadMore query={ results } />
		</>
	);
}
