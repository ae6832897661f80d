// Which run is shown: one that is going on, one that was asked for, or the last while it is news.
import { chooseRun } from '../../../src/runs/shown-run';
import { endedRun, run } from '../fixtures';

const NOW = Date.parse( '2026-11-20T12:00:00Z' );
const done = ( id: string, endedAt: string ) =>
	endedRun( 'completed', { id, ended_at: endedAt } );
const waiting = endedRun( 'stopped', {
	id: 'waiting',
	ended_at: '2026-10-01T12:00:00Z',
} );
const today = done( 'today', '2026-11-20T11:00:00Z' );
const old = done( 'old', '2026-11-01T11:00:00Z' );
const going = run( { id: 'going' } );

it.each( [
	[ 'nothing where there is none', [], null, null, null ],
	[
		'the one that is going on, before all',
		[ today, going ],
		'today',
		null,
		'going',
	],
	[ 'the one that was asked for', [ today, old ], 'old', null, 'old' ],
	[ 'the last one of today', [ today, old ], null, null, 'today' ],
	[ 'not one of long ago', [ old ], null, null, null ],
	[ 'one of long ago that waits', [ waiting ], null, null, 'waiting' ],
	[ 'not what was closed', [ today, waiting ], null, 'today', null ],
	[
		'what was closed when it is asked for',
		[ today ],
		'today',
		'today',
		'today',
	],
] )( 'shows %s', ( _name, runs, asked, closed, expected ) => {
	expect( chooseRun( runs, asked, closed, NOW )?.id ?? null ).toBe(
		expected
	);
} );
