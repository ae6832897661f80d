// The service's own pages: what every one of them shares, then the pages.
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import type { FastifyError } from 'fastify';
import type { Problem } from '../../problems.ts';
import { STYLES, STYLES_ADDRESS } from '../../pages/render.ts';
import type { Operation } from '../app.ts';
import { limitRate } from '../limit-rate.ts';
import { accountPages } from './account/account-pages.ts';
import { checkoutPages } from './checkout-pages.ts';
import { connectPages } from './connect-pages.ts';
import { errorPages, type Messages } from './error-pages.ts';
import { plansPages } from './plans-pages.ts';
import { signInPages } from './sign-in-pages.ts';
import { createVisitors } from './visitors.ts';

const YEAR_S = 31_536_000;
const FORM_LIMIT_BYTES = 16 * 1024;

export const pages: Operation = async (app, services) => {
	await app.register(cookie);
	await app.register(formbody, { bodyLimit: FORM_LIMIT_BYTES });
	await app.register(helmet, {
		contentSecurityPolicy: {
			useDefaults: false,
			directives: {
				defaultSrc: ["'none'"],
				styleSrc: ["'self'"],
				imgSrc: ['data:'],
				formAction: ["'self'"],
				baseUri: ["'none'"],
				frameAncestors: ["'none'"],
			},
		},
		referrerPolicy: { policy: 'no-referrer' },
		strictTransportSecurity: services.config.public_url.startsWith('https:'),
	});
	await limitRate(app, services);

	const visitors = createVisitors(services);
	app.addHook('preHandler', async (request) => {
		if (request.method === 'POST') {
			visitors.refuseForeignForm(request);
		}
	});
	app.setErrorHandler<FastifyError | Problem>(errorPages(visitors, MESSAGES));

	app.get(STYLES_ADDRESS, { schema: { hide: true } }, async (_request, reply) =>
		reply.header('cache-control', `public, max-age=${YEAR_S}, immutable`).type('text/css; charset=utf-8').send(STYLES),
	);
	app.get('/', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/account', 303));
	for (const add of [plansPages, signInPages, connectPages, checkoutPages]) {
		add(app, services, visitors);
	}
	await accountPages(app, services, visitors);
};

const MESSAGES: Messages = {
	invalid_request: {
		title: 'This address is not complete',
		text: 'Open the plans from your WordPress: Account › License › View Plans.',
	},
	forbidden: { title: 'This form is out of date', text: 'Go back, reload the page, and try again. Nothing was changed.' },
	not_found: { title: 'This is not here', text: 'It may have ended. Open the plans from your WordPress again.' },
	rate_limited: { title: 'One moment', text: 'There were too many requests. Wait a minute, then reload this page.' },
	site_limit_reached: { title: 'No free seat', text: 'All sites of this license are connected. Disconnect one of them first.' },
	provider_failed: { title: 'The payment page cannot be opened', text: 'Nothing was charged. We were told of it; try again later or write to us.' },
	unavailable: { title: 'Try again in a minute', text: 'Something we need does not answer just now. Nothing was changed or charged.' },
};
