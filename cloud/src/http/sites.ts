// On a manager site only. GET /v1/sites: every site of the license, with its share of the Shared pool.
// PUT /v1/sites/{site_id}/cap and /hide-shared: what a manager sets for one of them.
import type { Static } from 'typebox';
import { readBalance } from '../ledger/balance.ts';
import { setCap } from '../ledger/set-cap.ts';
import { usageOfSites, type SiteUse } from '../ledger/usage-of-sites.ts';
import { setHideShared } from '../licensing/site-settings.ts';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import type { Operation } from './app.ts';
import { connectedSite, type ConnectedSite } from './authenticate-site.ts';
import { Exact, Uuid, type Balance } from './schemas.ts';
import { CapRequest, HideSharedRequest, LicenseSiteAnswer, SitesAnswer, type LicenseSite } from './usage-schemas.ts';

const security = [{ site_token: [] }];
const OneSite = Exact({ site_id: Uuid });

export const sites: Operation = (app, services) => {
	const { db } = services;

	app.get(
		'/v1/sites',
		{ config: { auth: 'site' }, schema: { operationId: 'listSites', security, response: { 200: SitesAnswer } } },
		async (request) => {
			const manager = await managerOf(services, connectedSite(request));
			const found = await usageOfSites(db, manager, services.clock());
			return { sites: found.map(showSite), balance: await balanceOf(services, manager) };
		},
	);

	app.put(
		'/v1/sites/:site_id/cap',
		{
			config: { auth: 'site' },
			schema: { operationId: 'setSiteCap', security, params: OneSite, body: CapRequest, response: { 200: LicenseSiteAnswer } },
		},
		async (request) => {
			const manager = await managerOf(services, connectedSite(request));
			const { site_id } = await siteOf(services, manager, request.params.site_id);
			await setCap(db, manager.account_id, site_id, request.body.cap);
			return answer(services, manager, site_id);
		},
	);

	app.put(
		'/v1/sites/:site_id/hide-shared',
		{
			config: { auth: 'site' },
			schema: { operationId: 'setSiteHideShared', security, params: OneSite, body: HideSharedRequest, response: { 200: LicenseSiteAnswer } },
		},
		async (request) => {
			const manager = await managerOf(services, connectedSite(request));
			const site = await siteOf(services, manager, request.params.site_id);
			if (site.is_manager && request.body.hide_shared) {
				throw new Problem('forbidden', 'A manager site shows the Shared pool.');
			}
			await setHideShared(db, manager.account_id, site.site_id, request.body.hide_shared);
			return answer(services, manager, site.site_id);
		},
	);
};

/** @throws Problem `forbidden` unless the owner made this site a manager. */
async function managerOf({ db }: Services, site: ConnectedSite): Promise<ConnectedSite> {
	const found = await db.query<{ is_manager: boolean }>('SELECT is_manager FROM sites WHERE account_id = $1 AND site_id = $2', [
		site.account_id,
		site.site_id,
	]);
	if (found.rows[0]?.is_manager !== true) {
		throw new Problem('forbidden', 'Only a site that the owner made a manager may see or change the other sites.');
	}
	return site;
}

/** @throws Problem `not_found` for a site of another license. */
async function siteOf({ db, clock }: Services, manager: ConnectedSite, site_id: string): Promise<SiteUse> {
	const [site] = await usageOfSites(db, manager, clock(), site_id);
	if (site === undefined) {
		throw new Problem('not_found', 'This license has no such site.');
	}
	return site;
}

async function answer(services: Services, manager: ConnectedSite, site_id: string): Promise<{ site: Static<typeof LicenseSite>; balance: Balance }> {
	return { site: showSite(await siteOf(services, manager, site_id)), balance: await balanceOf(services, manager) };
}

async function balanceOf({ db, clock }: Services, site: ConnectedSite): Promise<Balance> {
	const balance = await readBalance(db, site.account_id, site.site_id, clock());
	if (balance === undefined) {
		throw new Problem('not_found', 'This site is gone.');
	}
	return balance;
}

function showSite({ site_id, ...site }: SiteUse): Static<typeof LicenseSite> {
	return { id: site_id, ...site };
}
