// Watches the checkouts that were started here until their credits have landed.
//
// | when                                     | then                                                        |
// |------------------------------------------|-------------------------------------------------------------|
// | a checkout is open                       | it is looked at every 2 s                                   |
// | the tab is hidden                        | every 10 s                                                  |
// | the tab is shown again                   | at once                                                     |
// | the page is reloaded                     | it goes on with what the account lists as open              |
// | it is granted                            | the watch ends, and the landing is said once                |
// | it expired, failed or was refunded       | the watch ends, and that is said                            |
// | nothing has come of it within 5 minutes  | it is looked at when the tab is shown, or on "Check again"  |
// | it is paid, but not here within 5 minutes| the same, and support can be written to with the order      |
// | it was cancelled, here or in another tab | the watch ends without a word                               |
// | it landed in another tab                 | it is looked at once more, so that this tab says it too     |
import { useEffect, useRef, useState } from '@wordpress/element';
import { QueryObserver, useQueryClient } from '@tanstack/react-query';
import type { Account } from '../api/generated/account';
import type { Checkout } from '../api/generated/checkout';
import { knownAccount } from '../queries/account';
import { checkoutQuery } from '../queries/checkouts';

const VISIBLE_MS = 2_000;
const HIDDEN_MS = 10_000;
const PATIENCE_MS = 5 * 60_000;

/** waiting: looked at by itself. paused: open for long. late: paid for long, but not here. */
export type WatchPhase = 'waiting' | 'paused' | 'late';

export interface Watch {
	checkout: Checkout;
	phase: WatchPhase;
	isChecking: boolean;
	checkAgain: () => void;
}

export interface CheckoutWatch {
	watches: Watch[];
	/** The last one that ended, by landing or otherwise; null until one has. */
	ended: Checkout | null;
}

function isOver( { status }: Checkout ): boolean {
	return status !== 'open' && status !== 'paid';
}

/**
 * How long until the next look, in milliseconds; false when there is none.
 *
 * @param checkout As last seen.
 * @param sinceMs  For how long it has been in this status.
 * @param hidden   Whether the tab is hidden.
 */
export function nextLook(
	checkout: Checkout,
	sinceMs: number,
	hidden: boolean
): number | false {
	if ( isOver( checkout ) || sinceMs >= PATIENCE_MS ) {
		return false;
	}
	return hidden ? HIDDEN_MS : VISIBLE_MS;
}

function phaseOf( checkout: Checkout, sinceMs: number ): WatchPhase {
	if ( sinceMs < PATIENCE_MS ) {
		return 'waiting';
	}
	return checkout.status === 'paid' ? 'late' : 'paused';
}

/** For how long each checkout has been in its status, as seen by this page. */
function useStatusClock(): ( checkout: Checkout ) => number {
	const firstSeen = useRef( new Map< string, number >() );
	return ( { id, status } ) => {
		const key = `${ id } ${ status }`;
		const since = firstSeen.current.get( key ) ?? Date.now();
		firstSeen.current.set( key, since );
		return Date.now() - since;
	};
}

/** Every checkout seen open by this page and not ended yet, also when the account lists it no longer. */
function useUnended( account: Account ) {
	const [ seen, setSeen ] = useState< ReadonlyMap< string, Checkout > >(
		() => new Map()
	);
	const [ over, setOver ] = useState< ReadonlySet< string > >(
		() => new Set()
	);
	const fresh = account.open_checkouts.filter(
		( { id } ) => ! seen.has( id )
	);
	if ( fresh.length > 0 ) {
		setSeen(
			new Map( [
				...seen,
				...fresh.map(
					( checkout ) => [ checkout.id, checkout ] as const
				),
			] )
		);
	}
	return {
		unended: [ ...seen.values() ].filter( ( { id } ) => ! over.has( id ) ),
		end: ( id: string ) => setOver( ( ids ) => new Set( ids ).add( id ) ),
	};
}

type Look = QueryObserver<
	Checkout,
	Error,
	Checkout,
	Checkout,
	readonly [ 'checkouts', string ]
>;

/**
 * Looks at each checkout by an observer of its own, and renders anew when one of them has something to say. As
 * useQueries does, at a fraction of its size.
 *
 * @param unended    What is looked at.
 * @param intervalOf How long until the next look at one, in milliseconds; false when there is none.
 */
function useLooks(
	unended: readonly Checkout[],
	intervalOf: ( checkout: Checkout ) => number | false
) {
	const client = useQueryClient();
	const [ , setNews ] = useState( 0 );
	const observers = useRef( new Map< string, Look >() ).current;
	const ends = useRef( new Map< string, () => void >() ).current;
	for ( const checkout of unended ) {
		if ( ! observers.has( checkout.id ) ) {
			observers.set(
				checkout.id,
				new QueryObserver( client, {
					...checkoutQuery( checkout.id ),
					initialData: checkout,
					refetchInterval: ( { state } ) =>
						intervalOf( state.data ?? checkout ),
					refetchIntervalInBackground: true,
					refetchOnWindowFocus: 'always',
				} )
			);
		}
	}
	const watched = unended.map( ( { id } ) => id ).join();
	useEffect( () => {
		const ids = watched.split( ',' );
		// Those that stay are not touched: their request may be on its way.
		for ( const [ id, end ] of ends ) {
			if ( ! ids.includes( id ) ) {
				end();
				ends.delete( id );
				observers.delete( id );
			}
		}
		for ( const id of ids ) {
			const observer = observers.get( id );
			if ( observer !== undefined && ! ends.has( id ) ) {
				ends.set(
					id,
					observer.subscribe( () => setNews( ( news ) => news + 1 ) )
				);
			}
		}
	}, [ ends, observers, watched ] );
	useEffect(
		() => () => {
			ends.forEach( ( end ) => end() );
			ends.clear();
		},
		[ ends ]
	);
	return unended.map( ( checkout ) => {
		const result = observers.get( checkout.id )?.getCurrentResult();
		return {
			checkout: result?.data ?? checkout,
			isFetching: result?.isFetching === true,
			refetch: () => result?.refetch(),
		};
	} );
}

export function useCheckoutWatch( account: Account ): CheckoutWatch {
	const client = useQueryClient();
	const { unended, end } = useUnended( account );
	const [ ended, setEnded ] = useState< Checkout | null >( null );
	const lastLooks = useRef( new Set< string >() );
	const inStatusFor = useStatusClock();

	const results = useLooks( unended, ( checkout ) =>
		nextLook( checkout, inStatusFor( checkout ), document.hidden )
	);

	const listed = account.open_checkouts.map( ( { id } ) => id );
	useEffect( () => {
		results.forEach( ( { checkout } ) => {
			const { id } = checkout;
			if ( isOver( checkout ) ) {
				end( id );
				setEnded( checkout );
				return;
			}
			if ( listed.includes( id ) || lastLooks.current.has( id ) ) {
				return;
			}
			// Gone from the list without a word: landed, or cancelled, in another tab.
			lastLooks.current.add( id );
			void client
				.query( { ...checkoutQuery( id ), staleTime: 0 } )
				.then( isOver, () => false )
				.then( ( over ) => {
					lastLooks.current.delete( id );
					const open = knownAccount( client )?.open_checkouts ?? [];
					if (
						! over &&
						! open.some( ( other ) => other.id === id )
					) {
						end( id );
					}
				} );
		} );
	} );

	return {
		watches: results.map( ( { checkout, isFetching, refetch } ) => ( {
			checkout,
			phase: phaseOf( checkout, inStatusFor( checkout ) ),
			isChecking: isFetching,
			checkAgain: () => void refetch(),
		} ) ),
		ended,
	};
}
