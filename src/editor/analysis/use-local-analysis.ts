// The free analysis of the post as it stands: asked for again a moment after the last change, while it is looked at.
import { useEffect, useRef, useState } from '@wordpress/element';
import type { LocalAnalysis } from '../../api/generated/local-analysis';
import { localAnalysisMutation } from '../../queries/content-editing';
import { liveTexts, useBlocks, type Post } from '../post';
import { useCommand } from '../use-queries';

/** After the last keystroke, in milliseconds. */
const PAUSE_MS = 1_000;

export function useLocalAnalysis( { id, title, seo }: Post ): {
	analysis: LocalAnalysis | null;
	error: Error | null;
} {
	const blocks = useBlocks();
	const { run, error } = useCommand( localAnalysisMutation() );
	const [ analysis, setAnalysis ] = useState< LocalAnalysis | null >( null );
	const latest = useRef( 0 );
	const isFirst = analysis === null;
	useEffect( () => {
		const ask = () => {
			latest.current += 1;
			const number = latest.current;
			run( {
				id,
				texts: {
					...liveTexts(),
					meta_title: seo?.meta_title ?? '',
					meta_description: seo?.meta_description ?? '',
					focus_keyword: seo?.focus_keyword ?? '',
				},
			} ).then(
				( answer ) => {
					// Of two on their way, the later is about what stands there now.
					if ( number === latest.current ) {
						setAnalysis( answer );
					}
				},
				() => undefined
			);
		};
		const timer = setTimeout( ask, isFirst ? 0 : PAUSE_MS );
		return () => clearTimeout( timer );
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [ id, title, seo, blocks ] );
	return { analysis, error };
}
