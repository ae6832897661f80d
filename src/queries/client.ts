// The query client of a screen: nothing is asked again but by the rules of sync/.
import { QueryClient } from '@tanstack/react-query';

export function createQueryClient(): QueryClient {
	return new QueryClient( {
		defaultOptions: {
			queries: {
				retry: false,
				staleTime: Infinity,
				refetchOnWindowFocus: false,
				refetchOnReconnect: false,
				// A site on this very machine answers without a network.
				networkMode: 'always',
			},
			mutations: { retry: false, networkMode: 'always' },
		},
	} );
}
