// The bars of the chart: one for each UTC day, stacked by feature.
import type { Feature } from '../../api/generated/usage-page';
import type { UsageSummary } from '../../api/generated/usage-summary';
import { FEATURES } from '../../components/feature-name';

const DAY_MS = 86_400_000;

export interface Piece {
	feature: Feature;
	credits: number;
	/** Credits of the pieces below it. */
	below: number;
}

export interface Bar {
	/** A UTC day, such as "2026-11-20". */
	day: string;
	credits: number;
	pieces: Piece[];
}

/** Every day of the time that was added up, also those on which nothing was spent. */
export function barsOf( { from, to, days }: UsageSummary ): Bar[] {
	const bars: Bar[] = [];
	const end = Date.parse( to );
	const start = Math.floor( Date.parse( from ) / DAY_MS ) * DAY_MS;
	for ( let at = start; at < end; at += DAY_MS ) {
		const day = new Date( at ).toISOString().slice( 0, 10 );
		const bar: Bar = { day, credits: 0, pieces: [] };
		for ( const feature of FEATURES ) {
			const credits =
				days.find(
					( one ) => one.day === day && one.feature === feature
				)?.credits ?? 0;
			if ( credits > 0 ) {
				bar.pieces.push( { feature, credits, below: bar.credits } );
				bar.credits += credits;
			}
		}
		bars.push( bar );
	}
	return bars;
}

/** What each feature cost over the whole time, the dearest first; without those that cost nothing. */
export function totalsOf( {
	days,
}: UsageSummary ): { feature: Feature; credits: number }[] {
	return FEATURES.map( ( feature ) => ( {
		feature,
		credits: days
			.filter( ( day ) => day.feature === feature )
			.reduce( ( sum, day ) => sum + day.credits, 0 ),
	} ) )
		.filter( ( { credits } ) => credits > 0 )
		.sort( ( one, other ) => other.credits - one.credits );
}
