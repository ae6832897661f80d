// POST /v1/connections/key and /v1/connections/code: connect a site, by a license key or by a code from the plans page.
import { connectWithCode } from '../licensing/connect-codes.ts';
import { connectWithKey } from '../licensing/license-keys.ts';
import { readSiteState } from '../licensing/site-state.ts';
import type { Operation } from './app.ts';
import { limitRate } from './limit-rate.ts';
import { CodeConnectionRequest, Connection, KeyConnectionRequest } from './schemas.ts';

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
};
