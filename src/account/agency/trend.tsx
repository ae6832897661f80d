// Six months of a site’s use of the Shared pool, as small bars.
import { isRTL } from '@wordpress/i18n';
import type { LicenseSite } from '../../api/generated/license-site';
import { formatMonth, formatNumber } from '../../components/format';

const STEP = 10;
const HEIGHT = 24;

export function Trend( { months }: { months: LicenseSite[ 'months' ] } ) {
	const most = Math.max( 1, ...months.map( ( { shared } ) => shared ) );
	const width = months.length * STEP;
	return (
		<>
			<svg
				className="srg-trend"
				viewBox={ `0 0 ${ width } ${ HEIGHT }` }
				aria-hidden="true"
				focusable="false"
			>
				<g
					transform={
						isRTL()
							? `translate(${ width } 0) scale(-1 1)`
							: undefined
					}
				>
					{ months.map( ( { month, shared }, index ) => {
						// A month in which nothing was taken keeps a line, so that six can be counted.
						const height = Math.max(
							1,
							( shared / most ) * HEIGHT
						);
						return (
							<rect
								key={ month }
								x={ index * STEP + 1 }
								y={ HEIGHT - height }
								width={ STEP - 2 }
								height={ height }
								fill={
									index === months.length - 1
										? '#2271b1'
										: '#8c8f94'
								}
							>
								<title>
									{ `${ formatMonth( month ) }: ${ formatNumber( shared ) }` }
								</title>
							</rect>
						);
					} ) }
				</g>
			</svg>
			<span className="screen-reader-text">
				{ months
					.map(
						( { month, shared } ) =>
							`${ formatMonth( month ) }: ${ formatNumber( shared ) }`
					)
					.join( ', ' ) }
			</span>
		</>
	);
}
