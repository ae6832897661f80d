// Carries a site's request from page to page in the address, so that two tabs never mix two sites.
import { Value } from 'typebox/value';
import { ConnectRequest } from '../../licensing/connect-request.ts';

const FIELDS = Object.keys(ConnectRequest.properties) as (keyof ConnectRequest)[];

/** The request as a query string; '' where the address carries none. */
export function connectQuery(query: unknown): string {
	return Value.Check(ConnectRequest, query) ? toQuery(query) : '';
}

export function toQuery(request: ConnectRequest): string {
	const parameters = new URLSearchParams();
	for (const field of FIELDS) {
		parameters.set(field, request[field]);
	}
	return parameters.toString();
}
