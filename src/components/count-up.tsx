// A number that runs to its new value when it changes, and not at all for those who want no motion.
import { useEffect, useRef, useState } from '@wordpress/element';
import { formatNumber } from './format';

const DURATION_MS = 700;

function wantsNoMotion(): boolean {
	return window.matchMedia( '(prefers-reduced-motion: reduce)' ).matches;
}

export function CountUp( { value }: { value: number } ) {
	const [ shown, setShown ] = useState( value );
	const from = useRef( value );

	useEffect( () => {
		const start = from.current;
		if ( start === value ) {
			return;
		}
		if ( wantsNoMotion() ) {
			from.current = value;
			setShown( value );
			return;
		}
		let frame = 0;
		let startedAt: number | undefined;
		const step = ( now: number ) => {
			startedAt ??= now;
			const progress = Math.min( 1, ( now - startedAt ) / DURATION_MS );
			const eased = 1 - ( 1 - progress ) ** 3;
			from.current = Math.round( start + ( value - start ) * eased );
			setShown( from.current );
			if ( progress < 1 ) {
				frame = requestAnimationFrame( step );
			}
		};
		frame = requestAnimationFrame( step );
		return () => cancelAnimationFrame( frame );
	}, [ value ] );

	return <>{ formatNumber( shown ) }</>;
}
