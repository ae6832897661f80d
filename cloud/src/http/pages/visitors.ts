// Who looks at a page: their cookies, whether they are signed in, and the token that shows a form to be our own.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { closeSession, openSession, ownerOf, SESSION_LIFETIME_MS, type Owner } from '../../licensing/sessions.ts';
import { mintSecret } from '../../licensing/tokens.ts';
import { renderPage, type PageData } from '../../pages/render.ts';
import { Problem } from '../../problems.ts';
import type { Services } from '../../services.ts';
import { destinationQuery } from './destinations.ts';

/** The reader's first language that numbers can be written in. */
export function languageOf(request: FastifyRequest): string {
	const [first = ''] = (request.headers['accept-language'] ?? '').split(/[,;]/, 1);
	return /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(first) && Intl.NumberFormat.supportedLocalesOf(first).length > 0 ? first : 'en-US';
}

export interface Visitors {
	/** Who is signed in. */
	owner(request: FastifyRequest): Promise<Owner | undefined>;
	signIn(reply: FastifyReply, account_id: string): Promise<void>;
	signOut(request: FastifyRequest, reply: FastifyReply): Promise<void>;
	/** Sends a page. */
	page(request: FastifyRequest, reply: FastifyReply, name: string, data: PageData): Promise<FastifyReply>;
	/** @throws Problem `forbidden` for a form that was not made by a page of ours for this visitor */
	refuseForeignForm(request: FastifyRequest): void;
}

export function createVisitors(services: Services): Visitors {
	const { config, db, catalog, clock } = services;
	const is_secure = config.public_url.startsWith('https:');
	// A browser takes a cookie of this prefix only from this very host, over https.
	const prefix = is_secure ? '__Host-' : '';
	const session_cookie = `${prefix}srg_session`;
	const visit_cookie = `${prefix}srg_visit`;
	// Lax: owners come from their wp-admin and come back from the payment page, both of other sites.
	const cookie_options = { path: '/', httpOnly: true, sameSite: 'lax', secure: is_secure } as const;

	const tokenOf = (visit: string): string => createHmac('sha256', visit).update('form').digest('base64url');
	const owner = (request: FastifyRequest): Promise<Owner | undefined> => ownerOf(db, request.cookies[session_cookie], clock());

	function visitOf(request: FastifyRequest, reply: FastifyReply): string {
		const known = request.cookies[visit_cookie];
		if (known !== undefined && known.length >= 43) {
			return known;
		}
		const { secret } = mintSecret();
		reply.setCookie(visit_cookie, secret, cookie_options);
		return secret;
	}

	return {
		owner,
		async signIn(reply, account_id) {
			const secret = await openSession(db, account_id, clock());
			reply.setCookie(session_cookie, secret, { ...cookie_options, maxAge: SESSION_LIFETIME_MS / 1000 });
		},
		async signOut(request, reply) {
			await closeSession(db, request.cookies[session_cookie]);
			reply.clearCookie(session_cookie, cookie_options);
		},
		async page(request, reply, name, data) {
			// A page that says that the database is away must not need it.
			const signed_in = reply.statusCode >= 500 ? undefined : await owner(request);
			const frame = {
				catalog,
				email: signed_in?.email,
				is_test: config.polar.sandbox,
				form_token: tokenOf(visitOf(request, reply)),
				language: languageOf(request),
				query: destinationQuery(request.query),
			};
			if (data.refresh !== undefined) {
				const { after_s, to } = data.refresh;
				reply.header('refresh', `${after_s};url=${to.startsWith('/') ? to : new URL(to).href}`);
			}
			return reply.type('text/html; charset=utf-8').send(renderPage(name, frame, data));
		},
		refuseForeignForm(request) {
			const visit = request.cookies[visit_cookie] ?? '';
			const given = (request.body as { form_token?: unknown } | undefined)?.form_token;
			const expected = Buffer.from(tokenOf(visit));
			const actual = Buffer.from(typeof given === 'string' ? given : '');
			if (visit === '' || actual.length !== expected.length || !timingSafeEqual(actual, expected)) {
				throw new Problem('forbidden', 'The form was not made for this visitor.');
			}
		},
	};
}
