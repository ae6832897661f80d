// The meta title or description of one page: edited by hand or written by AI, with its length as it is typed.
import { TextareaControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import type { MetaField } from '../api/contents';
import type { Content } from '../api/generated/content';
import { SaveButton, State } from '../bulk/row';
import { useText } from '../bulk/use-text';
import { formatNumber } from '../components/format';
import { countCodePoints } from '../pricing';
import {
	changedContent,
	contentActionMutation,
	saveMetaMutation,
} from '../queries/contents';
import { BodyFrame, type BodyProps } from './body';
import { stateLabel } from './listing';

/** What search engines show, in code points. */
const MOST: Readonly< Record< MetaField, number > > = {
	meta_title: 60,
	meta_description: 155,
};

/** "52 of 60 characters", and how it is cut where it is longer. */
function Length( { text, most }: { text: string; most: number } ) {
	const length = countCodePoints( text );
	return (
		<span className={ length > most ? 'srg-error' : 'srg-state' }>
			{ sprintf(
				/* translators: 1: how many characters. 2: how many are shown at most. */
				__( '%1$s of %2$s characters', 'seo-rank-genius' ),
				formatNumber( length ),
				formatNumber( most )
			) }
			{ length > most &&
				` ${ sprintf(
					/* translators: %s: the end of a text. */
					__( 'Search results may cut “%s”.', 'seo-rank-genius' ),
					[ ...text ].slice( most ).join( '' ).trim()
				) }` }
		</span>
	);
}

function label( content: Content, field: MetaField ): string {
	return field === 'meta_title'
		? sprintf(
				/* translators: %s: the title of a page. */
				__( 'Meta title of %s', 'seo-rank-genius' ),
				content.title
			)
		: sprintf(
				/* translators: %s: the title of a page. */
				__( 'Meta description of %s', 'seo-rank-genius' ),
				content.title
			);
}

function useMeta( { content, attempt }: BodyProps, field: MetaField ) {
	const { id } = content;
	const { text, price } = content[ field ];
	const saving = useMutation( saveMetaMutation() );
	const generating = useMutation( contentActionMutation() );
	return useText( {
		key: attempt,
		stored: text,
		isSaving: saving.isPending,
		isGenerating: generating.isPending,
		save: ( change, ifText ) =>
			saving.mutateAsync( {
				id,
				field,
				text: change.text ?? '',
				ifText,
			} ),
		changedTo: ( error ) => changedContent( error )?.[ field ].text,
		generate: async ( actionId ) => {
			const made = await generating.mutateAsync( {
				id,
				feature: field,
				actionId,
				maxCost: price,
			} );
			const { result } = made;
			return {
				...made,
				text:
					result !== null && 'alternatives' in result
						? ( result.alternatives[ 0 ] ?? null )
						: null,
			};
		},
	} );
}

export interface MetaBodyProps extends BodyProps {
	feature: MetaField;
}

export function MetaBody( props: MetaBodyProps ) {
	const { content, feature, titleId } = props;
	const meta = content[ feature ];
	const text = useMeta( props, feature );
	const none = __(
		'None of its own: your template is printed',
		'seo-rank-genius'
	);
	return (
		<BodyFrame
			{ ...props }
			message={ text.message }
			summary={ null }
			isAgain={ meta.text !== '' }
			isGenerating={ text.isGenerating }
			isBusy={ text.isGenerating || text.isSaving }
			onGenerate={ text.generate }
			buttons={ <SaveButton text={ text } titleId={ titleId } /> }
			facts={
				<>
					<State
						isEdited={ text.isEdited }
						state={ meta.state }
						label={ stateLabel( meta.state, feature ) }
					/>
					{ text.text !== '' && (
						<Length text={ text.text } most={ MOST[ feature ] } />
					) }
					{ meta.is_duplicate && ! text.isEdited && (
						<span className="srg-error">
							{ __(
								'Another page has the same.',
								'seo-rank-genius'
							) }
						</span>
					) }
				</>
			}
		>
			{ content.can_edit ? (
				<TextareaControl
					__nextHasNoMarginBottom
					label={ label( content, feature ) }
					hideLabelFromVision
					rows={ feature === 'meta_title' ? 1 : 2 }
					dir="auto"
					value={ text.text }
					// A tag has one line.
					onChange={ ( typed ) =>
						text.edit( typed.replace( /\s*\n\s*/g, ' ' ) )
					}
					placeholder={ none }
					readOnly={ text.isGenerating }
				/>
			) : (
				<p className="srg-row__fixed">{ text.text || none }</p>
			) }
		</BodyFrame>
	);
}
