// Which tab of Account is shown, kept in the page's address.
import { useCallback, useEffect, useState } from '@wordpress/element';

const TABS = [
	'credits',
	'usage',
	'agency',
	'license',
	'personalization',
] as const;

export type Tab = ( typeof TABS )[ number ];
/** What the License tab opens with. */
export type Way = 'trial' | 'key' | null;

export interface Route {
	tab: Tab;
	way: Way;
}

function readRoute(): Route {
	const query = new URLSearchParams( window.location.search );
	const way = query.get( 'way' );
	return {
		tab: TABS.find( ( tab ) => tab === query.get( 'tab' ) ) ?? 'credits',
		way: way === 'trial' || way === 'key' ? way : null,
	};
}

/** The address of a tab. Everything else in the query was for one visit and is dropped. */
export function routeAddress( { tab, way }: Route ): string {
	const page =
		new URLSearchParams( window.location.search ).get( 'page' ) ??
		'seo-rank-genius';
	const query = new URLSearchParams( {
		page,
		tab,
		...( way === null ? {} : { way } ),
	} );
	return `${ window.location.pathname }?${ query.toString() }`;
}

export function useRoute(): [ Route, ( route: Route ) => void ] {
	const [ route, setRoute ] = useState( readRoute );

	useEffect( () => {
		const onPopState = () => setRoute( readRoute() );
		window.addEventListener( 'popstate', onPopState );
		return () => window.removeEventListener( 'popstate', onPopState );
	}, [] );

	const go = useCallback( ( next: Route ) => {
		window.history.pushState( null, '', routeAddress( next ) );
		setRoute( next );
	}, [] );

	return [ route, go ];
}
