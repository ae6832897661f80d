// GET and POST /sign-in and /sign-in/code: proves an email by a mailed code, on the way to a site's plans or to the account's
// own pages. POST /sign-out.
import Type, { type TProperties } from 'typebox';
import { claimAccount, normalEmail } from '../../licensing/accounts.ts';
import { ConnectRequest } from '../../licensing/connect-request.ts';
import { checkCode, CODE_LIFETIME_MIN, sendCode, useCode } from '../../licensing/mailed-codes.ts';
import { Problem, type ProblemCode } from '../../problems.ts';
import type { Services } from '../../services.ts';
import type { App } from '../app.ts';
import { Uuid } from '../schemas.ts';
import { AccountAddress, addressOf, Destination, destinationQuery, readDestination, toQuery } from './destinations.ts';
import { afterChoice, PlanId } from './plans-pages.ts';
import type { Visitors } from './visitors.ts';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What went wrong, in words beside the field; every other failure is a page of its own. */
const NOTICES: Partial<Record<ProblemCode, string>> = {
	forbidden: 'This is not the code that we mailed. Look at the newest mail, and type its 6 digits.',
	code_expired: 'This code no longer works: it is too old, was used, or was typed wrong too often. Ask for a new one below.',
	rate_limited: 'This address was sent 5 codes within the hour. Use the newest of them, or try again later.',
	unavailable: 'The mail could not be sent. Try again in a minute.',
};

const SIGN_IN_AGAIN = { to: '/sign-in?next=%2Faccount', label: 'Sign in again' };

export function signInPages(app: App, services: Services, visitors: Visitors): void {
	const { db, clock, catalog } = services;
	const asQuery = <T extends TProperties>(more: T) =>
		Type.Union([
			Type.Object({ ...ConnectRequest.properties, plan: Type.Optional(PlanId), ...more }),
			Type.Object({ next: AccountAddress, plan: Type.Optional(PlanId), ...more }),
		]);
	const Query = asQuery({ ended: Type.Optional(Type.Literal('1')) });
	const planName = (id: string | undefined): string | undefined => catalog.plans.find((plan) => plan.id === id)?.name;
	const emailPage = (destination: Destination, plan: string | undefined, email = '', notice?: string) => ({
		title: 'Sign in',
		heading: planName(plan) === undefined ? 'Sign in' : `Choose ${planName(plan)}`,
		is_for_site: 'home' in destination,
		plan,
		email,
		notice,
	});

	app.get('/sign-in', { schema: { hide: true, querystring: Query } }, async (request, reply) => {
		const notice = request.query.ended === undefined ? undefined : 'Your sign-in had ended, so nothing was changed. Sign in, then do it again.';
		return visitors.page(request, reply, 'sign-in', emailPage(readDestination(request.query), request.query.plan, '', notice));
	});

	const EmailForm = Type.Object({ email: Type.String({ maxLength: 254 }), plan: Type.Optional(PlanId) });
	app.post('/sign-in', { schema: { hide: true, querystring: Destination, body: EmailForm } }, async (request, reply) => {
		const destination = readDestination(request.query);
		const { plan } = request.body;
		const email = normalEmail(request.body.email);
		if (!EMAIL.test(email)) {
			reply.code(400);
			return visitors.page(request, reply, 'sign-in', emailPage(destination, plan, email, 'Enter an email address, such as name@example.com.'));
		}
		try {
			const sent = await sendCode(services, 'sign_in', email, { home: 'home' in destination ? destination.home : null });
			const next = new URLSearchParams({ code_id: sent.mailed_code_id, ...(plan === undefined ? {} : { plan }) });
			return await reply.redirect(`/sign-in/code?${toQuery(destination)}&${next.toString()}`, 303);
		} catch (error) {
			const notice = noticeOf(error, reply);
			return visitors.page(request, reply, 'sign-in', emailPage(destination, plan, email, notice));
		}
	});

	const codePage = (code_id: string, plan: string | undefined, notice?: string) => ({
		title: 'Enter the code',
		lifetime_min: CODE_LIFETIME_MIN,
		code_id,
		plan,
		notice,
	});
	const CodeQuery = asQuery({ code_id: Uuid });
	app.get('/sign-in/code', { schema: { hide: true, querystring: CodeQuery } }, async (request, reply) => {
		readDestination(request.query);
		return visitors.page(request, reply, 'code', codePage(request.query.code_id, request.query.plan));
	});

	const CodeForm = Type.Object({ code_id: Uuid, code: Type.String({ maxLength: 20 }), plan: Type.Optional(PlanId) });
	app.post('/sign-in/code', { schema: { hide: true, querystring: Destination, body: CodeForm } }, async (request, reply) => {
		const destination = readDestination(request.query);
		const { code_id, code, plan } = request.body;
		let account_id: string;
		try {
			const now = clock();
			const { email } = await checkCode(db, 'sign_in', code_id, code.replace(/\s/g, ''), now);
			account_id = await claimAccount(db, email, now);
			await useCode(db, code_id, now);
		} catch (error) {
			const notice = noticeOf(error, reply);
			return visitors.page(request, reply, 'code', codePage(code_id, plan, notice));
		}
		await visitors.signIn(reply, account_id);
		const next = plan !== undefined && 'home' in destination ? await afterChoice(services, account_id, plan, destination) : addressOf(destination);
		return reply.redirect(next, 303);
	});

	app.post('/sign-out', { schema: { hide: true } }, async (request, reply) => {
		await visitors.signOut(request, reply);
		const query = destinationQuery(request.query);
		return query === ''
			? visitors.page(request, reply, 'message', { title: 'Signed out', text: 'You can close this tab.', link: SIGN_IN_AGAIN })
			: reply.redirect(`/plans?${query}`, 303);
	});
}

function noticeOf(error: unknown, reply: { code(status: number): unknown }): string {
	const notice = error instanceof Problem ? NOTICES[error.code] : undefined;
	if (!(error instanceof Problem) || notice === undefined) {
		throw error;
	}
	reply.code(error.status);
	return notice;
}
