// Spend per day and feature: stacked bars, a legend with the totals, and the same as a table.
import { useId } from '@wordpress/element';
import { __, isRTL, sprintf } from '@wordpress/i18n';
import type { Feature } from '../../api/generated/usage-page';
import type { UsageSummary } from '../../api/generated/usage-summary';
import { DataTable } from '../../components/data-table';
import { creditsText } from '../../components/credits-text';
import { featureName } from '../../components/feature-name';
import { formatNumber, formatUtcDay } from '../../components/format';
import { barsOf, totalsOf, type Bar } from './chart-bars';

/** Each is told from white by 3:1 and from its neighbours by its lightness. */
const COLORS: Record< Feature, string > = {
	image_alt: '#2271b1',
	meta_title: '#b8382b',
	meta_description: '#6b3fc0',
	schema: '#00664a',
	link_suggestions: '#996800',
	content_analysis: '#7a3b69',
	draft: '#1d7f8c',
	rewrite: '#50575e',
};

const HEIGHT = 100;
const STEP = 10;
const WIDTH = 8;

function Bars( { bars, most }: { bars: Bar[]; most: number } ) {
	return (
		<svg
			className="srg-chart__bars"
			viewBox={ `0 0 ${ bars.length * STEP } ${ HEIGHT }` }
			preserveAspectRatio="none"
			aria-hidden="true"
			focusable="false"
		>
			<g
				transform={
					isRTL()
						? `translate(${ bars.length * STEP } 0) scale(-1 1)`
						: undefined
				}
			>
				{ bars.map( ( { day, credits, pieces }, index ) => (
					<g key={ day }>
						<title>
							{ `${ formatUtcDay( day ) }: ${ creditsText( credits ) }` }
						</title>
						{ pieces.map( ( piece ) => (
							<rect
								key={ piece.feature }
								x={ index * STEP + ( STEP - WIDTH ) / 2 }
								y={
									HEIGHT -
									( ( piece.below + piece.credits ) / most ) *
										HEIGHT
								}
								width={ WIDTH }
								height={ ( piece.credits / most ) * HEIGHT }
								fill={ COLORS[ piece.feature ] }
							/>
						) ) }
					</g>
				) ) }
			</g>
		</svg>
	);
}

function Table( { bars, caption }: { bars: Bar[]; caption: string } ) {
	return (
		<details className="srg-chart__table">
			<summary>{ __( 'Show as a table', 'seo-rank-genius' ) }</summary>
			<DataTable
				caption={ caption }
				columns={ [
					{ key: 'day', name: __( 'Day (UTC)', 'seo-rank-genius' ) },
					{
						key: 'feature',
						name: __( 'Feature', 'seo-rank-genius' ),
					},
					{
						key: 'credits',
						name: __( 'Credits', 'seo-rank-genius' ),
						isNumber: true,
					},
				] }
				rows={ bars.flatMap( ( { day, pieces } ) =>
					pieces.map( ( { feature, credits } ) => ( {
						key: day + feature,
						cells: {
							day: formatUtcDay( day ),
							feature: featureName( feature ),
							credits: formatNumber( credits ),
						},
					} ) )
				) }
			/>
		</details>
	);
}

export function Chart( { summary }: { summary: UsageSummary } ) {
	const id = useId();
	const bars = barsOf( summary );
	const totals = totalsOf( summary );
	const most = Math.max( 1, ...bars.map( ( { credits } ) => credits ) );
	const first = bars[ 0 ]?.day ?? summary.from.slice( 0, 10 );
	const last = bars.at( -1 )?.day ?? first;
	const caption = sprintf(
		/* translators: 1: such as "412 credits". 2: a day such as 24 October. 3: a day such as 20 November. */
		__(
			'%1$s spent from %2$s to %3$s, by day and feature (days in UTC)',
			'seo-rank-genius'
		),
		creditsText( summary.total.credits ),
		formatUtcDay( first ),
		formatUtcDay( last )
	);
	return (
		<figure className="srg-chart" aria-labelledby={ id }>
			<figcaption id={ id }>{ caption }</figcaption>
			{ totals.length === 0 ? (
				<p className="srg-quiet">
					{ __(
						'Nothing was spent in this time.',
						'seo-rank-genius'
					) }
				</p>
			) : (
				<>
					<div className="srg-chart__most" aria-hidden="true">
						{ formatNumber( most ) }
					</div>
					<Bars bars={ bars } most={ most } />
					<div className="srg-chart__ends" aria-hidden="true">
						<span>{ formatUtcDay( first ) }</span>
						<span>{ formatUtcDay( last ) }</span>
					</div>
					<ul className="srg-legend">
						{ totals.map( ( { feature, credits } ) => (
							<li key={ feature }>
								<svg
									viewBox="0 0 10 10"
									aria-hidden="true"
									focusable="false"
								>
									<rect
										width="10"
										height="10"
										fill={ COLORS[ feature ] }
									/>
								</svg>
								{ featureName( feature ) }{ ' ' }
								<strong>{ formatNumber( credits ) }</strong>
							</li>
						) ) }
					</ul>
					<Table bars={ bars } caption={ caption } />
				</>
			) }
		</figure>
	);
}
