// POST /webhooks/polar: proves that the raw body is Polar's, stores it, and answers 202 whatever its type.
import type { Operation } from './app.ts';

const BODY_LIMIT_BYTES = 1024 * 1024;

export const webhooks: Operation = (app, { payments, inbox }) => {
	// The signature is over the bytes as they came.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES }, (_request, body, done) => done(null, body));

	app.post('/webhooks/polar', { bodyLimit: BODY_LIMIT_BYTES, schema: { hide: true } }, async (request, reply) => {
		const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
		await inbox.receive(await payments.verifyWebhook(body, request.headers));
		return reply.code(202).send();
	});
};
