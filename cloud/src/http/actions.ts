// POST /v1/actions: does 1 to 25 actions. GET /v1/actions?ids=: what became of them.
import Type from 'typebox';
import { Problem } from '../problems.ts';
import { connectedSite } from './authenticate-site.ts';
import { limitSpending } from './limit-rate.ts';
import { ActionsAnswer, ActionsRequest, Exact } from './schemas.ts';
import type { Operation } from './app.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MAX_IDS = 25;

export const actions: Operation = async (app, services) => {
	app.post(
		'/v1/actions',
		{
			config: { auth: 'site' },
			onRequest: await limitSpending(app, services),
			schema: { operationId: 'runActions', security: [{ site_token: [] }], body: ActionsRequest, response: { 200: ActionsAnswer } },
		},
		async (request) => services.actions.run(connectedSite(request), request.body.actions, request.id),
	);

	app.get(
		'/v1/actions',
		{
			config: { auth: 'site' },
			schema: {
				operationId: 'findActions',
				security: [{ site_token: [] }],
				querystring: Exact({ ids: Type.String({ minLength: 36, maxLength: MAX_IDS * 37, description: '1 to 25 ids, with commas' }) }),
				response: { 200: ActionsAnswer },
			},
		},
		async (request) => {
			const ids = request.query.ids.split(',');
			if (ids.length > MAX_IDS || !ids.every((id) => UUID.test(id))) {
				throw new Problem('invalid_request', 'ids must be 1 to 25 UUIDs in lower case with commas between them.');
			}
			return services.actions.find(connectedSite(request), ids);
		},
	);
};
