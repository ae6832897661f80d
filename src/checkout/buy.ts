// Buying a pack: the click, the tab, the checkout, and what can go wrong between them.
import { useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import { CloudProblem, RequestFailed } from '../api/errors';
import { errorText } from '../components/error-text';
import { isSafeAddress } from '../page-address';
import { startCheckoutMutation } from '../queries/checkouts';
import { mintUuid } from '../uuid';
import { openCheckoutTab, sendOn } from './checkout-tab';

export interface Buying {
	buy: () => void;
	isStarting: boolean;
	/** The browser blocked the tab: a link takes its place. */
	isBlocked: boolean;
	error: string | null;
}

/** Whether the same checkout may exist already, so that asking again must name the same id. */
function mayExist( error: unknown ): boolean {
	return (
		( error instanceof RequestFailed && error.lost ) ||
		( error instanceof CloudProblem && error.code === 'unavailable' )
	);
}

export function useBuying( sku: string ): Buying {
	// One for each pack: it stays the same until its checkout is known to be there or not.
	const ids = useRef( new Map< string, string >() );
	const [ blocked, setBlocked ] = useState< string | null >( null );
	const [ unsafe, setUnsafe ] = useState< string | null >( null );
	const start = useMutation( startCheckoutMutation() );

	const buy = () => {
		const tab = openCheckoutTab();
		const id = ids.current.get( sku ) ?? mintUuid();
		ids.current.set( sku, id );
		setBlocked( tab === null ? sku : null );
		setUnsafe( null );
		// Not by callbacks of mutate(): they are dropped when this view is left, and the new tab waits.
		void start.mutateAsync( { id, sku } ).then(
			( { url } ) => {
				ids.current.delete( sku );
				if ( ! isSafeAddress( url ) ) {
					setUnsafe( sku );
					tab?.close();
				} else if ( tab !== null ) {
					sendOn( tab, url );
				}
			},
			( error: unknown ) => {
				if ( ! mayExist( error ) ) {
					ids.current.delete( sku );
				}
				tab?.close();
			}
		);
	};

	const isLast = start.variables?.sku === sku;
	let error: string | null = null;
	if ( unsafe === sku ) {
		error = __(
			'The checkout’s address is not a secure one, so it was not opened. Nothing was paid.',
			'seo-rank-genius'
		);
	} else if ( isLast && start.error !== null ) {
		error = errorText( start.error );
	}
	return {
		buy,
		isStarting: isLast && start.isPending,
		isBlocked: blocked === sku,
		error,
	};
}
