// Says when two addresses are the same WordPress home, how one is kept and shown, and which registrable domain it belongs to.
import { parse } from 'tldts';
import { Problem } from '../problems.ts';

/** Host, port unless default, and path without a trailing slash. The scheme is no part of a site's identity. */
export function homeIdentity(home: string): string {
	if (!URL.canParse(home)) {
		throw new Problem('invalid_request', 'home is not an address.');
	}
	const url = new URL(home);
	if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
		throw new Problem('invalid_request', 'home must be an http or https address without a user.');
	}
	return url.host + url.pathname.replace(/\/+$/, '');
}

/** The one spelling of a home in which it is stored: its scheme and its identity. @throws Problem `invalid_request` */
export function canonicalHome(home: string): string {
	const identity = homeIdentity(home);
	return `${new URL(home).protocol}//${identity}`;
}

/** The domain by which trials are counted (by the public suffix list); undefined for local names and addresses. */
export function registrableDomain(home: string): string | undefined {
	const parsed = parse(new URL(home).hostname, { allowPrivateDomains: true });
	const is_public = parsed.isIp !== true && (parsed.isIcann === true || parsed.isPrivate === true);
	return is_public ? (parsed.domain ?? undefined) : undefined;
}
