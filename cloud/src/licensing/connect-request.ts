// What a site asks of the plans page: who it is, where to send its owner back to, and what the connect code is bound to.
import Type, { type Static } from 'typebox';
import { Home, SiteName } from '../http/schemas.ts';
import { Problem } from '../problems.ts';
import { canonicalHome } from './home.ts';

export const ConnectRequest = Type.Object({
	home: Home,
	site_name: SiteName,
	return_url: Type.String({ pattern: '^https?://[^\\s@]+$', maxLength: 2000 }),
	state: Type.String({ pattern: '^[\\x21-\\x7e]{8,200}$' }),
	challenge: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', description: 'PKCE (RFC 7636), method S256' }),
});
export type ConnectRequest = Static<typeof ConnectRequest>;

/** The same request in one spelling, without what else came along. @throws Problem `invalid_request` where it would lead to another host */
export function readConnectRequest(asked: ConnectRequest): ConnectRequest {
	const { site_name, return_url, state, challenge } = asked;
	const home = canonicalHome(asked.home);
	if (!URL.canParse(return_url) || new URL(return_url).host !== new URL(home).host) {
		throw new Problem('invalid_request', 'return_url is not on the site that is to be connected.');
	}
	return { home, site_name, return_url, state, challenge };
}

/** Where the owner goes back to, with the code that connects the site. */
export function returnAddress(request: ConnectRequest, connect_code: string): string {
	const url = new URL(request.return_url);
	url.searchParams.set('connect_code', connect_code);
	url.searchParams.set('connect_state', request.state);
	return url.href;
}
