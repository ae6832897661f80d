// The planner: what this very site is likely to need, the pack that covers it, and three sizes to compare with.
import { __, sprintf } from '@wordpress/i18n';
import type { Account } from '../api/generated/account';
import { creditsText } from '../components/credits-text';
import { formatNumber, formatPrice } from '../components/format';
import { shortBy, smallestThatCovers } from './covering';
import { estimateCredits, type SiteCounts } from './estimate';

function countsText( {
	pages,
	images,
	images_without_alt: withoutAlt,
}: SiteCounts ): string {
	return sprintf(
		/* translators: 1: a number of pages. 2: a number of images. 3: how many of these have no alt text. */
		__(
			'This site: pages %1$s, images %2$s, of these without alt text %3$s.',
			'seo-rank-genius'
		),
		formatNumber( pages ),
		formatNumber( images ),
		formatNumber( withoutAlt )
	);
}

/** Which pack covers so many credits, or that none is needed; null where that is not known. */
function packText( account: Account, credits: number ): string | null {
	const { balance, catalog } = account;
	if ( balance === null ) {
		return null;
	}
	if ( shortBy( balance, credits ) === 0 ) {
		return __( 'What you have covers both.', 'seo-rank-genius' );
	}
	const pack = smallestThatCovers( account, credits );
	if ( pack === null ) {
		return __( 'No single pack covers both.', 'seo-rank-genius' );
	}
	const text =
		pack.pool === 'shared'
			? /* translators: 1: a number of credits. 2: a price. */
				__(
					'With what you have, %1$s Shared Credits for %2$s cover both.',
					'seo-rank-genius'
				)
			: /* translators: 1: a number of credits. 2: a price. */
				__(
					'With what you have, %1$s Domain Credits for %2$s cover both.',
					'seo-rank-genius'
				);
	return sprintf(
		text,
		formatNumber( pack.credits ),
		formatPrice( pack.price_cents, catalog.currency )
	);
}

function examples(): { site: string; credits: string }[] {
	return [
		{
			site: __( 'Small portfolio: 10 pages', 'seo-rank-genius' ),
			credits: __(
				'about 50 credits, refilled once per quarter',
				'seo-rank-genius'
			),
		},
		{
			site: __(
				'Medium agency site: 50 pages, about 200 images',
				'seo-rank-genius'
			),
			credits: __(
				'about 300 credits, with room for updates',
				'seo-rank-genius'
			),
		},
		{
			site: __(
				'Large CMS site: 500 images and more',
				'seo-rank-genius'
			),
			credits: __(
				'500–1,000 credits: 500 for the first pass, then 200–300 per quarter',
				'seo-rank-genius'
			),
		},
	];
}

export function Planner( { account }: { account: Account } ) {
	const { gain } = account;
	const estimate = estimateCredits( gain );
	const pack = packText( account, estimate.first_pass + estimate.quarter );
	return (
		<>
			<p>{ countsText( gain ) }</p>
			<dl className="srg-planner">
				<div>
					<dt>
						{ __(
							'First pass: meta titles, descriptions and missing alt text',
							'seo-rank-genius'
						) }
					</dt>
					<dd>{ creditsText( estimate.first_pass ) }</dd>
				</div>
				<div>
					<dt>
						{ __(
							'A quarter’s upkeep: about half of a full pass',
							'seo-rank-genius'
						) }
					</dt>
					<dd>{ creditsText( estimate.quarter ) }</dd>
				</div>
			</dl>
			{ pack !== null && <p className="srg-planner__pack">{ pack }</p> }
			<p className="srg-planner__hint">
				{ __( 'For comparison:', 'seo-rank-genius' ) }
			</p>
			<dl className="srg-planner srg-planner--examples">
				{ examples().map( ( { site, credits } ) => (
					<div key={ site }>
						<dt>{ site }</dt>
						<dd>{ credits }</dd>
					</div>
				) ) }
			</dl>
			<p className="srg-planner__hint">
				{ __(
					'An estimate, not a quote: every run tells its price before it starts.',
					'seo-rank-genius'
				) }
			</p>
		</>
	);
}
