// POST /v1/trials mails a code; POST /v1/trials/{trial_id}/confirm starts the trial and connects the site.
import { confirmTrial, startTrial } from '../licensing/trials.ts';
import { readSiteState } from '../licensing/site-state.ts';
import type { Operation } from './app.ts';
import { limitRate } from './limit-rate.ts';
import { Connection, Exact, TrialConfirmation, TrialRequest, TrialStarted, Uuid } from './schemas.ts';

export const trials: Operation = async (app, services) => {
	await limitRate(app, services);

	app.post(
		'/v1/trials',
		{ schema: { operationId: 'startTrial', body: TrialRequest, response: { 202: TrialStarted } } },
		async (request, reply) => {
			const sent = await startTrial(services, request.body);
			return reply.code(202).send({ trial_id: sent.mailed_code_id, expires_at: sent.expires_at.toISOString() });
		},
	);

	app.post(
		'/v1/trials/:trial_id/confirm',
		{
			schema: {
				operationId: 'confirmTrial',
				params: Exact({ trial_id: Uuid }),
				body: TrialConfirmation,
				response: { 200: Connection },
			},
		},
		async (request) => {
			const connected = await confirmTrial(services, { ...request.body, trial_id: request.params.trial_id });
			return { site_token: connected.site_token, state: await readSiteState(services, connected) };
		},
	);
};
