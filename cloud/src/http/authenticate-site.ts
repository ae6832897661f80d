// Proves that a request comes from a connected site, by its token, and from the home it was connected at.
import type { FastifyRequest } from 'fastify';
import { equalHashes, readSiteToken } from '../licensing/tokens.ts';
import { homeIdentity } from '../licensing/home.ts';
import { findSiteByToken } from '../licensing/find-site.ts';
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
	app.decorateRequest('connected_site', null);
	app.addHook('onRequest', async (request) => {
		const { auth } = request.routeOptions.config;
		if (auth !== undefined) {
			request.connected_site = await siteOf(request, services, auth === 'site');
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

async function siteOf(request: FastifyRequest, services: Services, must_be_home: boolean): Promise<ConnectedSite> {
	const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
	const parts = token === undefined ? undefined : readSiteToken(token);
	const site = parts === undefined ? undefined : await findSiteByToken(services.db, parts.account_id, parts.site_id);
	if (parts === undefined || site === undefined || site.token_hash === null || !equalHashes(site.token_hash, parts.hash)) {
		throw new Problem('unauthenticated', 'The site token is missing, wrong or revoked.');
	}
	const home = request.headers['site-home'];
	if (must_be_home && (typeof home !== 'string' || homeIdentity(home) !== homeIdentity(site.home))) {
		throw new Problem('site_moved', 'The Site-Home header is not the home this site was connected at.');
	}
	return { account_id: site.account_id, license_id: site.license_id, site_id: site.site_id, token_hash: site.token_hash };
}
