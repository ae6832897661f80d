// React's hooks over the query client, as far as the sidebar needs them: react-query's own are heavier than all else here.
import {
	useCallback,
	useEffect,
	useState,
	useSyncExternalStore,
} from '@wordpress/element';
import {
	MutationObserver,
	useQueryClient,
	type DataTag,
	type MutationOptions,
	type QueryClient,
	type QueryKey,
} from '@tanstack/react-query';
import type { Account } from '../api/generated/account';
import { accountQuery } from '../queries/account';

/** What is in the cache for a key, now and whenever it changes. */
export function useCached< T >(
	key: DataTag< QueryKey, T, Error >
): T | undefined {
	const client = useQueryClient();
	const subscribe = useCallback(
		( onChange: () => void ) =>
			client.getQueryCache().subscribe( onChange ),
		[ client ]
	);
	return useSyncExternalStore( subscribe, () =>
		client.getQueryData< T >( key )
	);
}

export function useAccount(): Account | undefined {
	return useCached( accountQuery().queryKey );
}

export interface Asked< T > {
	data: T | undefined;
	error: Error | null;
	ask: () => void;
}

/** Something of the cache that is asked for when it is not there; not before `isThere` says that WordPress has it. */
export function useAsked< T >(
	key: DataTag< QueryKey, T, Error >,
	ask: ( client: QueryClient ) => Promise< T >,
	isThere = true
): Asked< T > {
	const client = useQueryClient();
	const data = useCached( key );
	const [ error, setError ] = useState< Error | null >( null );
	const again = () => {
		setError( null );
		ask( client ).catch( setError );
	};
	useEffect( () => {
		if ( data === undefined && isThere ) {
			again();
		}
		// Asked once, and again only by a person: what failed stays said.
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [ client, isThere ] );
	return { data, error, ask: again };
}

export interface Running< T, V > {
	isRunning: boolean;
	error: Error | null;
	run: ( variables: V ) => Promise< T >;
}

/** One command. Its options do what follows from its answer, also when what started it is gone by then. */
export function useCommand< T, V >(
	options: MutationOptions< T, Error, V >
): Running< T, V > {
	const client = useQueryClient();
	const [ isRunning, setRunning ] = useState( false );
	const [ error, setError ] = useState< Error | null >( null );
	return {
		isRunning,
		error,
		run: async ( variables ) => {
			setRunning( true );
			setError( null );
			try {
				return await new MutationObserver( client, options ).mutate(
					variables
				);
			} catch ( thrown ) {
				setError( thrown as Error );
				throw thrown;
			} finally {
				setRunning( false );
			}
		},
	};
}
