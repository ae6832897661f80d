// What a page has that is no text: its schema, its links, its analysis.
import { Button } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type { Content } from '../api/generated/content';
import { State } from '../bulk/row';
import { useGenerating, type Said } from '../bulk/use-generating';
import { errorText } from '../components/error-text';
import { formatNumber } from '../components/format';
import {
	PARTS,
	contentActionMutation,
	removeSchemaMutation,
} from '../queries/contents';
import { BodyFrame, type BodyProps } from './body';
import { stateLabel } from './listing';

/** What is said of a number that may not be known yet. */
function numberOf( value: number | null ): string {
	return value === null ? '—' : formatNumber( value );
}

function mainText( content: Content, part: string ): string {
	const { schema, links, analysis } = content;
	switch ( part ) {
		case 'schema':
			return schema.type ?? __( 'No schema', 'seo-rank-genius' );
		case 'links':
			return sprintf(
				/* translators: 1: how many links lead to a page. 2: how many lead from it. */
				__( '%1$s in · %2$s out', 'seo-rank-genius' ),
				numberOf( links.in ),
				numberOf( links.out )
			);
		default:
			return sprintf(
				/* translators: %s: a score. */
				__( 'Score %s of 100', 'seo-rank-genius' ),
				numberOf( analysis.score )
			);
	}
}

/** What the page has in full is behind this; null where it has nothing. */
function summary( content: Content, part: string ): string | null {
	const { schema, links, analysis } = content;
	if ( part === 'schema' ) {
		return schema.type === null
			? null
			: __( 'What is printed', 'seo-rank-genius' );
	}
	const count = part === 'links' ? links.suggested : analysis.findings;
	if ( count === 0 ) {
		return null;
	}
	return part === 'links'
		? sprintf(
				/* translators: %s: how many links are suggested. */
				_n(
					'%s suggestion',
					'%s suggestions',
					count,
					'seo-rank-genius'
				),
				formatNumber( count )
			)
		: sprintf(
				/* translators: %s: how many findings of the model. */
				_n( '%s finding', '%s findings', count, 'seo-rank-genius' ),
				formatNumber( count )
			);
}

function Remove( {
	content,
	titleId,
	isBusy,
	say,
}: Pick< BodyProps, 'content' | 'titleId' > & {
	isBusy: boolean;
	say: ( message: Said ) => void;
} ) {
	const removing = useMutation( removeSchemaMutation() );
	return (
		<Button
			variant="tertiary"
			aria-describedby={ titleId }
			isBusy={ removing.isPending }
			disabled={ isBusy || removing.isPending }
			accessibleWhenDisabled
			onClick={ () =>
				void removing.mutateAsync( content.id ).then(
					() =>
						say( {
							isError: false,
							text: __(
								'Removed. It is kept in the history.',
								'seo-rank-genius'
							),
						} ),
					( error: unknown ) =>
						say( {
							isError: true,
							text: errorText( error as Error ),
						} )
				)
			}
		>
			{ __( 'Remove', 'seo-rank-genius' ) }
		</Button>
	);
}

export function PartBody( props: BodyProps ) {
	const { content, feature, attempt, titleId } = props;
	const { id } = content;
	const part = PARTS[ feature ];
	const { state, price } = content[ part ];
	const acting = useMutation( contentActionMutation() );
	const { message, say, generate } = useGenerating(
		attempt,
		( actionId ) =>
			acting.mutateAsync( { id, feature, actionId, maxCost: price } ),
		( { applied } ) =>
			applied
				? null
				: __(
						'This was changed meanwhile, so it was kept. What AI made is in the history.',
						'seo-rank-genius'
					)
	);
	return (
		<BodyFrame
			{ ...props }
			message={ message }
			summary={ summary( content, part ) }
			isAgain={ state !== 'missing' && state !== 'none' }
			isGenerating={ acting.isPending }
			isBusy={ acting.isPending }
			onGenerate={ generate }
			facts={
				<State
					isEdited={ false }
					state={ state }
					label={ stateLabel( state, feature ) }
				/>
			}
			buttons={
				content.schema.type !== null &&
				part === 'schema' && (
					<Remove
						content={ content }
						titleId={ titleId }
						isBusy={ acting.isPending }
						say={ say }
					/>
				)
			}
		>
			<p className="srg-row__fixed">
				{ mainText( content, part ) }{ ' ' }
				{ part === 'links' && content.links.is_orphan && (
					<span className="srg-tag srg-tag--high">
						{ __( 'Orphan', 'seo-rank-genius' ) }
					</span>
				) }
			</p>
		</BodyFrame>
	);
}
