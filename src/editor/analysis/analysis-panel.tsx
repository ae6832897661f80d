// What could be better: computed here for free, and read by the model against what the page is meant to do.
import { TextareaControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { ContentDetail } from '../../api/generated/content-detail';
import { errorText } from '../../components/error-text';
import { formatNumber } from '../../components/format';
import { Loading } from '../../components/query-states';
import { priceInCredits } from '../../pricing';
import { Generate } from '../generate';
import { History } from '../history';
import { Panel } from '../panel';
import { liveTexts, type Post } from '../post';
import { findingsOf } from '../results';
import { Findings, type Finding } from './findings';
import { useLocalAnalysis } from './use-local-analysis';

interface Props {
	post: Post;
	detail: ContentDetail | undefined;
}

function Analysis( { post, detail }: Props ) {
	const { analysis, error } = useLocalAnalysis( post );
	const [ intent, setIntent ] = useState( '' );
	const [ made, setMade ] = useState< Finding[] | null >( null );
	const take = ( result: unknown ) => setMade( findingsOf( result ) );
	return (
		<>
			{ error !== null && (
				<p role="alert" className="srg-error">
					{ errorText( error ) }
				</p>
			) }
			{ analysis === null && error === null && <Loading /> }
			{ analysis !== null && (
				<>
					<p>
						{ sprintf(
							/* translators: %s: a number of 0 to 100. */
							__( 'Score: %s of 100', 'seo-rank-genius' ),
							formatNumber( analysis.score )
						) }
					</p>
					<Findings findings={ analysis.findings } />
				</>
			) }
			<h3>{ __( 'Read by AI', 'seo-rank-genius' ) }</h3>
			<TextareaControl
				__nextHasNoMarginBottom
				label={ __( 'What is this page for?', 'seo-rank-genius' ) }
				value={ intent }
				onChange={ setIntent }
			/>
			<Generate
				feature="content_analysis"
				label={ __( 'Analyse', 'seo-rank-genius' ) }
				price={
					analysis === null
						? null
						: priceInCredits( {
								feature: 'content_analysis',
								code_points: analysis.code_points,
							} )
				}
				save
				input={ () => ( {
					...liveTexts(),
					intent,
					focus_keyword: post.seo?.focus_keyword ?? '',
				} ) }
				onMade={ take }
			/>
			<Findings findings={ made ?? detail?.findings ?? [] } />
			<History feature="content_analysis" onUse={ take } />
		</>
	);
}

export function AnalysisPanel( props: Props ) {
	return (
		<Panel name="analysis" title={ __( 'Analysis', 'seo-rank-genius' ) }>
			<Analysis { ...props } />
		</Panel>
	);
}
