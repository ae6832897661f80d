// What is chosen of a list: some, or all that the list finds but for some.
import { useRef, useState } from '@wordpress/element';
import type { Selection, SelectionFilter } from '../queries/runs';

export type Chosen =
	| { all: false; ids: ReadonlySet< number > }
	| { all: true; except: ReadonlySet< number > };

export function chooseOnly( ids: readonly number[] ): Chosen {
	return { all: false, ids: new Set( ids ) };
}

export function isChosen( chosen: Chosen, id: number ): boolean {
	return chosen.all ? ! chosen.except.has( id ) : chosen.ids.has( id );
}

/** With these chosen too, or no longer. */
export function withChoice(
	chosen: Chosen,
	ids: readonly number[],
	isOn: boolean
): Chosen {
	const set = new Set( chosen.all ? chosen.except : chosen.ids );
	for ( const id of ids ) {
		if ( isOn === chosen.all ) {
			set.delete( id );
		} else {
			set.add( id );
		}
	}
	return chosen.all ? { all: true, except: set } : { all: false, ids: set };
}

/** How many are chosen, of so many that the list finds. */
export function countChosen( chosen: Chosen, total: number ): number {
	return chosen.all
		? Math.max( 0, total - chosen.except.size )
		: chosen.ids.size;
}

/** As the contract writes it. */
export function toSelection(
	chosen: Chosen,
	filter: SelectionFilter
): Selection {
	return chosen.all
		? { filter, except: [ ...chosen.except ] }
		: { ids: [ ...chosen.ids ] };
}

export interface Choosing {
	chosen: Chosen;
	/** Chooses or leaves one; with `isRange` also all between it and the last one that was touched. */
	toggle: ( id: number, isOn: boolean, isRange: boolean ) => void;
	toggleShown: ( isOn: boolean ) => void;
	chooseAll: () => void;
	/** These are done: they are no longer chosen. */
	leave: ( ids: readonly number[] ) => void;
	clear: () => void;
}

/**
 * @param first What is chosen at first.
 * @param shown The ids that can be chosen, in the order of the list.
 */
export function useChoosing(
	first: readonly number[],
	shown: readonly number[]
): Choosing {
	const [ chosen, setChosen ] = useState( () => chooseOnly( first ) );
	const last = useRef< number | null >( null );
	return {
		chosen,
		toggle: ( id, isOn, isRange ) => {
			const from =
				last.current === null ? -1 : shown.indexOf( last.current );
			const to = shown.indexOf( id );
			const range =
				isRange && from >= 0 && to >= 0
					? shown.slice(
							Math.min( from, to ),
							Math.max( from, to ) + 1
						)
					: [ id ];
			last.current = id;
			setChosen( ( held ) => withChoice( held, range, isOn ) );
		},
		toggleShown: ( isOn ) =>
			setChosen( ( held ) => withChoice( held, shown, isOn ) ),
		chooseAll: () => setChosen( { all: true, except: new Set() } ),
		leave: ( ids ) =>
			setChosen( ( held ) => withChoice( held, ids, false ) ),
		clear: () => setChosen( chooseOnly( [] ) ),
	};
}
