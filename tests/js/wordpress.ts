// WordPress as these tests see it: a network that answers, and nothing behind it.
import apiFetch from '@wordpress/api-fetch';
import {
	http,
	HttpResponse,
	type HttpResponseResolver,
	type JsonBodyType,
} from 'msw';
import { setupServer } from 'msw/node';
import type { Account } from '../../src/api/generated/account';
import type { Problem } from '../../src/api/generated/problem';

const ROOT = 'http://localhost:8888/wp-json/';
const NAMESPACE = `${ ROOT }seo-rank-genius/v1`;

let inFlight = 0;

apiFetch.use( apiFetch.createRootURLMiddleware( ROOT ) );
apiFetch.use( async ( options, next ) => {
	inFlight += 1;
	try {
		return ( await next( options ) ) as unknown;
	} finally {
		inFlight -= 1;
	}
} );

export function isNetworkBusy(): boolean {
	return inFlight > 0;
}

export const wordpress = setupServer();

/** What was asked in the running test: "POST /account/sync". */
export const asked: string[] = [];

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Resolver = HttpResponseResolver;

/** api-fetch sends PATCH and DELETE as POST, with the method in a header. */
function methodOf( request: Request ): string {
	return request.headers.get( 'X-HTTP-Method-Override' ) ?? request.method;
}

function describeRequest( request: Request ): string {
	const { pathname, search } = new URL( request.url );
	const query = new URLSearchParams( search );
	query.delete( '_locale' );
	const rest = query.size > 0 ? `?${ query.toString() }` : '';
	return `${ methodOf( request ) } ${ pathname.replace(
		new URL( NAMESPACE ).pathname,
		''
	) }${ rest }`;
}

/** Answers one route from now on; the latest answer to a route wins. */
export function answer(
	method: Method,
	path: string,
	resolver: JsonBodyType | Resolver
): void {
	const resolve =
		typeof resolver === 'function'
			? ( resolver as Resolver )
			: () => HttpResponse.json( resolver );
	wordpress.use(
		http.all( NAMESPACE + path, ( info ) => {
			if ( methodOf( info.request ) !== method ) {
				return undefined;
			}
			asked.push( describeRequest( info.request ) );
			return resolve( info );
		} )
	);
}

export function answerAccount( account: Account ): void {
	answer( 'GET', '/account', { ...account } );
}

/** The cloud refused a command, or could not be reached. */
export function cloudProblem( problem: Problem, account: Account ) {
	return HttpResponse.json(
		{
			code: 'cloud_problem',
			message: 'The service said no.',
			data: { status: 424, problem, account },
		},
		{ status: 424 }
	);
}

/** WordPress itself refused. */
export function refusal(
	status: number,
	code: string,
	message: string,
	data: Record< string, JsonBodyType > = {}
) {
	return HttpResponse.json(
		{ code, message, data: { status, ...data } },
		{ status }
	);
}

/** The answer is lost on the way. */
export function lost() {
	return HttpResponse.error();
}
