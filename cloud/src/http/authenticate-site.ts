// Proves that a request comes from a connected site, by its token, and from the home it was connected at.
import type { FastifyRequest } from 'fastify';
import type { Queryable } from '../db/database.ts';
import { shareReads } from '../db/shared-reads.ts';
import type { SiteKey } from '../ledger/hold.ts';
import { equalHashes, readSiteToken } from '../licensing/tokens.ts';
import { homeIdentity } from '../licensing/home.ts';
import { endMove, findSites, type SiteRow } from '../licensing/find-site.ts';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import type { App } from './app.ts';

export interface ConnectedSite {
	account_id: string;
	license_id: string;
	site_id: string;
	/** Of the token that the request came with. */
	token_hash: Buffer;
}

declare module 'fastify' {
	interface FastifyRequest {
		connected_site: ConnectedSite | null;
	}
	interface FastifyContextConfig {
		/** 'site': only with a site's token, from its home; 'moved_site': from whatever home, to say that it moved. */
		auth?: 'site' | 'moved_site';
	}
}

/** Adds the check to every route whose config names an `auth`. */
export function authenticateSite(app: App, services: Services): void {
	const findSite = shareReads<SiteKey, SiteRow>((keys) => findSites(services.db, keys), services.config.ledger_groups);
	app.decorateRequest('connected_site', null);
	app.addHook('onRequest', async (request) => {
		const { auth } = request.routeOptions.config;
		if (auth !== undefined) {
			request.connected_site = await siteOf(request, services.db, findSite, auth === 'site');
		}
	});
}

/** The site that made the request; only on routes with an `auth`. */
export function connectedSite(request: FastifyRequest): ConnectedSite {
	if (request.connected_site === null) {
		throw new Error('This route is declared without auth.');
	}
	return request.connected_site;
}

type FindSite = (key: SiteKey) => Promise<SiteRow | undefined>;

async function siteOf(request: FastifyRequest, db: Queryable, findSite: FindSite, must_be_home: boolean): Promise<ConnectedSite> {
	const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
	const parts = token === undefined ? undefined : readSiteToken(token);
	const site = parts === undefined ? undefined : await findSite(parts);
	const home = request.headers['site-home'];
	const is_home = site !== undefined && typeof home === 'string' && homeIdentity(home) === homeIdentity(site.home);
	const is_its_own = (hash: Buffer | null | undefined): boolean => parts !== undefined && hash != null && equalHashes(hash, parts.hash);
	const asks_to_move_again = !must_be_home && is_home && is_its_own(site.moved_token_hash);
	if (parts === undefined || site === undefined || !(is_its_own(site.token_hash) || asks_to_move_again)) {
		throw new Problem('unauthenticated', 'The site token is missing, wrong or revoked.');
	}
	if (must_be_home && !is_home) {
		throw new Problem('site_moved', 'The Site-Home header is not the home this site was connected at.');
	}
	if (site.moved_token_hash !== null && !asks_to_move_again) {
		await endMove(db, site);
	}
	return { account_id: site.account_id, license_id: site.license_id, site_id: site.site_id, token_hash: parts.hash };
}
