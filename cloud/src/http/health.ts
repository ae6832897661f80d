// GET /health: the process lives. GET /ready: it can serve, because the database answers.
import Type from 'typebox';
import { Problem } from '../problems.ts';
import { Exact } from './schemas.ts';
import type { Operation } from './app.ts';

const Answer = Exact({ status: Type.Literal('ok') });

export const health: Operation = (app, { db }) => {
	app.get('/health', { logLevel: 'warn', schema: { response: { 200: Answer } } }, async () => ({ status: 'ok' as const }));
	app.get('/ready', { logLevel: 'warn', schema: { response: { 200: Answer } } }, async () => {
		try {
			await db.query('SELECT 1');
		} catch (error) {
			throw new Problem('unavailable', 'The database does not answer.', { retry_after_s: 1, cause: error });
		}
		return { status: 'ok' as const };
	});
};
