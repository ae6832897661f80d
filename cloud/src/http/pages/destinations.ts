// Where a visitor is going, carried from page to page in the address: to a site's request, so that two tabs never mix two
// sites, or to one of the account's own pages.
import type { FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import { ConnectRequest, readConnectRequest } from '../../licensing/connect-request.ts';

/** One of the account's own pages; no other address is ever followed. */
export const AccountAddress = Type.String({ pattern: '^/account(/[A-Za-z0-9/_-]*)?(\\?[A-Za-z0-9=&_.-]*)?$', maxLength: 300 });
const ToAccount = Type.Object({ next: AccountAddress });

export const Destination = Type.Union([ConnectRequest, ToAccount]);
export type Destination = Static<typeof Destination>;

const FIELDS = Object.keys(ConnectRequest.properties) as (keyof ConnectRequest)[];

/** In one spelling. @throws Problem `invalid_request` where a site's request would lead to another host */
export function readDestination(query: Destination): Destination {
	return 'home' in query ? readConnectRequest(query) : { next: query.next };
}

/** As a query string; '' where the address carries none. */
export function destinationQuery(query: unknown): string {
	return Value.Check(Destination, query) ? toQuery(query) : '';
}

export function toQuery(destination: Destination): string {
	const parameters = new URLSearchParams();
	if ('home' in destination) {
		for (const field of FIELDS) {
			parameters.set(field, destination[field]);
		}
	} else {
		parameters.set('next', destination.next);
	}
	return parameters.toString();
}

/** Where a visitor goes who needs nothing more first. */
export function addressOf(destination: Destination): string {
	return 'home' in destination ? `/plans?${toQuery(destination)}` : destination.next;
}

/** The query with which the sign-in leads back to the page that was asked for; from a form to the account's first page, and says so. */
export function returnTo(request: FastifyRequest): string {
	const is_page = request.method === 'GET' && Value.Check(AccountAddress, request.url);
	return `${toQuery({ next: is_page ? request.url : '/account' })}${request.method === 'POST' ? '&ended=1' : ''}`;
}
