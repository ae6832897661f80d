// What the model has found in a page: each with its evidence and what to do.
import { __ } from '@wordpress/i18n';
import type { ContentFinding } from '../../api/generated/content-detail';

function severityLabel( severity: ContentFinding[ 'severity' ] ): string {
	switch ( severity ) {
		case 'high':
			return __( 'Important', 'seo-rank-genius' );
		case 'medium':
			return __( 'Worth mending', 'seo-rank-genius' );
		case 'low':
			return __( 'Minor', 'seo-rank-genius' );
	}
}

export function Findings( {
	findings,
}: {
	findings: readonly ContentFinding[];
} ) {
	return (
		<ul className="srg-found">
			{ findings.map( ( { severity, quote, message, action }, index ) => (
				<li key={ index }>
					<span dir="auto">
						<span className={ `srg-tag srg-tag--${ severity }` }>
							{ severityLabel( severity ) }
						</span>{ ' ' }
						{ message }
					</span>
					<q className="srg-row__note" dir="auto">
						{ quote }
					</q>
					<strong dir="auto">{ action }</strong>
				</li>
			) ) }
		</ul>
	);
}
