// A clock that the test moves: timers wait for it, the network and promises do not.
import { setImmediate } from 'node:timers/promises';
import { act } from '@testing-library/react';
import { isNetworkBusy } from './wordpress';

/** Until the test ends; whoever stops the clock sets it going again with jest.useRealTimers(). */
export function stopClock(): void {
	jest.useFakeTimers( {
		doNotFake: [ 'nextTick', 'setImmediate', 'queueMicrotask' ],
	} );
}

/** Lets what is under way on the network, in promises and in React come to its end. */
export async function settle(): Promise< void > {
	// An answer is read, taken in, told by timers of 0 ms (which are due 1 ms later), then rendered.
	for ( let idle = 0; idle < 4; idle = isNetworkBusy() ? 0 : idle + 1 ) {
		await act( async () => {
			await setImmediate();
			await jest.advanceTimersByTimeAsync( 1 );
		} );
	}
}

export async function pass( seconds: number ): Promise< void > {
	await act( () => jest.advanceTimersByTimeAsync( seconds * 1000 ) );
	await settle();
}
