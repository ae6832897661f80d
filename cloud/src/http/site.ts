// GET /v1/site: all that a connected site shows. DELETE /v1/site: disconnects it; its credits stay.
import Type from 'typebox';
import { disconnectSite } from '../licensing/connect-site.ts';
import { readSiteState } from '../licensing/site-state.ts';
import type { Operation } from './app.ts';
import { connectedSite } from './authenticate-site.ts';
import { SiteState } from './schemas.ts';

const security = [{ site_token: [] }];

export const site: Operation = (app, services) => {
	app.get(
		'/v1/site',
		{ config: { auth: 'site' }, schema: { operationId: 'readSite', security, response: { 200: SiteState } } },
		async (request) => readSiteState(services, connectedSite(request)),
	);

	app.delete(
		'/v1/site',
		{ config: { auth: 'site' }, schema: { operationId: 'disconnectSite', security, response: { 204: Type.Null() } } },
		async (request, reply) => {
			const { account_id, site_id } = connectedSite(request);
			await disconnectSite(services.db, account_id, site_id, services.clock());
			return reply.code(204).send(null);
		},
	);
};
