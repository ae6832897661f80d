// Buying one pack: the click, the tab, the checkout, and what can go wrong between them.
import { useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { useMutation } from '@tanstack/react-query';
import { CloudProblem, RequestFailed } from '../../api/errors';
import { errorText } from '../../components/error-text';
import { isSafeAddress } from '../../page-address';
import { startCheckoutMutation } from '../../queries/checkouts';
import { mintUuid } from '../../uuid';
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
	const id = useRef< string | null >( null );
	const [ isBlocked, setBlocked ] = useState( false );
	const [ isUnsafe, setUnsafe ] = useState( false );
	const start = useMutation( startCheckoutMutation() );

	const buy = () => {
		const tab = openCheckoutTab();
		id.current ??= mintUuid();
		setBlocked( tab === null );
		setUnsafe( false );
		// Not by callbacks of mutate(): they are dropped when this tab of Account is left, and the new tab waits.
		void start.mutateAsync( { id: id.current, sku } ).then(
			( { url } ) => {
				id.current = null;
				if ( ! isSafeAddress( url ) ) {
					setUnsafe( true );
					tab?.close();
				} else if ( tab !== null ) {
					sendOn( tab, url );
				}
			},
			( error: unknown ) => {
				if ( ! mayExist( error ) ) {
					id.current = null;
				}
				tab?.close();
			}
		);
	};

	let error: string | null = null;
	if ( isUnsafe ) {
		error = __(
			'The checkout’s address is not a secure one, so it was not opened. Nothing was paid.',
			'seo-rank-genius'
		);
	} else if ( start.error !== null ) {
		error = errorText( start.error );
	}
	return { buy, isStarting: start.isPending, isBlocked, error };
}
