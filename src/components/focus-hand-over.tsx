// Keeps the focus in place where one piece of a screen gives way to another: it never falls back to the page's start.
import { useLayoutEffect, useRef } from '@wordpress/element';
import type { MutableRefObject, ReactNode } from 'react';

/** True between the moment when a piece went away with the focus in it and the moment when another took it. */
export type FocusSlot = MutableRefObject< boolean >;

export interface FocusHandOverProps {
	/** Shared by the pieces that take each other's place. */
	slot: FocusSlot;
	className?: string;
	children: ReactNode;
}

export function FocusHandOver( {
	slot,
	className = '',
	children,
}: FocusHandOverProps ) {
	const element = useRef< HTMLDivElement >( null );

	useLayoutEffect( () => {
		if ( slot.current ) {
			slot.current = false;
			element.current?.focus( { preventScroll: true } );
		}
	} );

	useLayoutEffect( () => {
		const own = element.current;
		// React runs this before it takes the element away.
		return () => {
			const focused = own?.ownerDocument.activeElement ?? null;
			slot.current ||= own !== null && own.contains( focused );
		};
	}, [ slot ] );

	return (
		<div
			ref={ element }
			tabIndex={ -1 }
			className={ `srg-piece ${ className }` }
		>
			{ children }
		</div>
	);
}
