// POST /v1/connections/key and /v1/connections/code: connect a site, by a license key or by a code from the plans page.
// POST /v1/site/move: a connected site that answers `site_moved` is taken along to the home where it is now.
import { connectWithCode } from '../licensing/connect-codes.ts';
import { connectWithKey } from '../licensing/license-keys.ts';
import { moveSite } from '../licensing/move-site.ts';
import { readSiteState } from '../licensing/site-state.ts';
import type { Operation } from './app.ts';
import { connectedSite } from './authenticate-site.ts';
import { limitRate } from './limit-rate.ts';
import { CodeConnectionRequest, Connection, KeyConnectionRequest, SiteMove } from './schemas.ts';

export const connections: Operation = async (app, services) => {
	await limitRate(app, services);

	app.post(
		'/v1/connections/key',
		{ schema: { operationId: 'connectWithKey', body: KeyConnectionRequest, response: { 200: Connection } } },
		async (request) => {
			const connected = await connectWithKey(services, request.body);
			return { site_token: connected.site_token, state: await readSiteState(services, connected) };
		},
	);

	app.post(
		'/v1/connections/code',
		{ schema: { operationId: 'connectWithCode', body: CodeConnectionRequest, response: { 200: Connection } } },
		async (request) => {
			const connected = await connectWithCode(services, request.body);
			return { site_token: connected.site_token, state: await readSiteState(services, connected) };
		},
	);

	app.post(
		'/v1/site/move',
		{
			config: { auth: 'moved_site' },
			schema: {
				operationId: 'moveSite',
				description:
					'Asked by the owner of a site that moved: its token is replaced, its credits, cap and history come along. A copy asks nothing: it forgets the token.',
				security: [{ site_token: [] }],
				body: SiteMove,
				response: { 200: Connection },
			},
		},
		async (request) => {
			const moved = await moveSite(services.db, { ...connectedSite(request), ...request.body }, services.clock());
			return { site_token: moved.site_token, state: await readSiteState(services, moved) };
		},
	);
};
