// What could be better about the post, each with its words in the text to go to.
import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { locate, textPlaces, type Block } from '../blocks';
import { showBlock, useBlocks } from '../post';

export interface Finding {
	severity: 'high' | 'medium' | 'low';
	message: string;
	action: string;
	/** Verbatim from the text; null: no words show it. */
	quote: string | null;
	/** Among the blocks of the top level; null or missing: not known. */
	block?: number | null;
}

const severities = () => ( {
	high: __( 'Important', 'seo-rank-genius' ),
	medium: __( 'Worth doing', 'seo-rank-genius' ),
	low: __( 'Detail', 'seo-rank-genius' ),
} );

/** Shows where it is: the words in their block, else the block. Null: nowhere in the blocks. */
function wayTo(
	{ quote, block }: Finding,
	blocks: readonly Block[]
): ( () => void ) | null {
	const there = quote === null ? null : locate( textPlaces( blocks ), quote );
	if ( there !== null ) {
		const { place, range } = there;
		return () =>
			showBlock( place.clientId, { attribute: place.attribute, range } );
	}
	const whole = blocks[ block ?? -1 ];
	return whole === undefined ? null : () => showBlock( whole.clientId );
}

export function Findings( { findings }: { findings: readonly Finding[] } ) {
	const blocks = useBlocks();
	return (
		<ul className="srg-editor__list">
			{ findings.map( ( finding, index ) => {
				const show = wayTo( finding, blocks );
				return (
					<li key={ index }>
						<p>
							<strong>
								{ severities()[ finding.severity ] }
							</strong>{ ' ' }
							{ finding.message }
						</p>
						{ finding.quote !== null && <q>{ finding.quote }</q> }
						<p className="srg-quiet">{ finding.action }</p>
						{ show !== null && (
							<Button variant="link" onClick={ show }>
								{ __( 'Show in the text', 'seo-rank-genius' ) }
							</Button>
						) }
					</li>
				);
			} ) }
		</ul>
	);
}
