// Earlier results of a feature for this post: paid for, so never lost, and free to be used again.
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { creditsText } from '../components/credits-text';
import { errorText } from '../components/error-text';
import { formatTime } from '../components/format';
import { Loading } from '../components/query-states';
import {
	moreResultsMutation,
	resultsQuery,
	type EditorFeature,
} from '../queries/content-editing';
import { usePost } from './post';
import { summaryOf } from './results';
import { useAsked, useCommand } from './use-queries';

export interface HistoryProps {
	feature: EditorFeature;
	onUse: ( result: unknown ) => void;
}

function Failure( { error }: { error: Error } ) {
	return (
		<p role="alert" className="srg-error">
			{ errorText( error ) }
		</p>
	);
}

function Results( { feature, onUse }: HistoryProps ) {
	const { id: postId } = usePost();
	const query = resultsQuery( postId, feature );
	const more = useCommand( moreResultsMutation( postId, feature ) );
	const { data, error } = useAsked( query.queryKey, ( client ) =>
		client.query( query )
	);
	const failure = error ?? more.error;
	if ( failure !== null && data === undefined ) {
		return <Failure error={ failure } />;
	}
	if ( data === undefined ) {
		return <Loading />;
	}
	if ( data.results.length === 0 ) {
		return (
			<p className="srg-quiet">
				{ __( 'Nothing was generated yet.', 'seo-rank-genius' ) }
			</p>
		);
	}
	const { results, next_cursor: cursor } = data;
	return (
		<>
			<ul className="srg-editor__list">
				{ results.map( ( { id, created_at: at, cost, result } ) => (
					<li key={ id }>
						<p className="srg-quiet">
							{ sprintf(
								/* translators: 1: a time such as 10:42. 2: such as "1 credit". */
								__( '%1$s · %2$s', 'seo-rank-genius' ),
								formatTime( at ),
								creditsText( cost )
							) }
						</p>
						<p>{ summaryOf( result ) }</p>
						<Button
							variant="link"
							onClick={ () => onUse( result ) }
						>
							{ __( 'Show this result', 'seo-rank-genius' ) }
						</Button>
					</li>
				) ) }
			</ul>
			{ failure !== null && <Failure error={ failure } /> }
			{ cursor !== null && (
				<Button
					variant="secondary"
					isBusy={ more.isRunning }
					disabled={ more.isRunning }
					accessibleWhenDisabled
					onClick={ () =>
						void more.run( cursor ).catch( () => undefined )
					}
				>
					{ __( 'Load more', 'seo-rank-genius' ) }
				</Button>
			) }
		</>
	);
}

export function History( props: HistoryProps ) {
	const [ isOpen, setOpen ] = useState( false );
	return (
		<>
			<Button
				variant="tertiary"
				aria-expanded={ isOpen }
				onClick={ () => setOpen( ! isOpen ) }
			>
				{ __( 'Earlier results', 'seo-rank-genius' ) }
			</Button>
			{ isOpen && <Results { ...props } /> }
		</>
	);
}
