// GET /account/settings: email notices, other browsers, and the way to deletion. GET and POST /account/delete.
import Type from 'typebox';
import { normalEmail } from '../../../licensing/accounts.ts';
import { deleteAccount } from '../../../licensing/delete-account.ts';
import { lowBalanceOf, MOST_LOW_BALANCE, setLowBalance } from '../../../licensing/low-balance.ts';
import { ownedLicenses } from '../../../licensing/owner-licenses.ts';
import { closeAllSessions } from '../../../licensing/sessions.ts';
import { keptCredits } from '../../../pages/account-view.ts';
import type { PageData } from '../../../pages/render.ts';
import type { Services } from '../../../services.ts';
import { showCount } from '../../../formats.ts';
import type { App } from '../../app.ts';
import { languageOf, type Visitors } from '../visitors.ts';
import { DoneQuery, doneWords } from './done-words.ts';
import { ownerOf } from './signed-in.ts';

const USUAL_LOW_BALANCE = 100;

export function settingsPages(app: App, services: Services, visitors: Visitors): void {
	const { db, clock } = services;
	const settingsPage = (is_on: boolean, below: string, more: Record<string, unknown> = {}): PageData => ({
		title: 'Settings',
		section: 'settings',
		is_on,
		below,
		...more,
	});

	app.get('/account/settings', { schema: { hide: true, querystring: Type.Object(DoneQuery) } }, async (request, reply) => {
		const below = await lowBalanceOf(db, ownerOf(request).account_id);
		return visitors.page(request, reply, 'settings', settingsPage(below !== null, String(below ?? USUAL_LOW_BALANCE), { done: doneWords(request.query.done) }));
	});

	const Notices = Type.Object({ low_balance: Type.Optional(Type.Literal('1')), below: Type.String({ maxLength: 20 }) });
	app.post('/account/settings', { schema: { hide: true, body: Notices } }, async (request, reply) => {
		const { low_balance, below } = request.body;
		const credits = /^\d{1,7}$/.test(below.trim()) ? Number(below) : 0;
		if (low_balance !== undefined && (credits < 1 || credits > MOST_LOW_BALANCE)) {
			reply.code(400);
			const notice = `Type a whole number of credits from 1 to ${showCount(MOST_LOW_BALANCE, languageOf(request))}.`;
			return visitors.page(request, reply, 'settings', settingsPage(true, below, { notice }));
		}
		await setLowBalance(db, ownerOf(request).account_id, low_balance === undefined ? null : credits);
		return reply.redirect('/account/settings?done=notices', 303);
	});

	app.post('/account/sign-out-everywhere', { schema: { hide: true } }, async (request, reply) => {
		const { account_id } = ownerOf(request);
		await closeAllSessions(db, account_id);
		await visitors.signIn(reply, account_id);
		return reply.redirect('/account/settings?done=signed_out', 303);
	});

	async function deletePage(account_id: string, more: Record<string, unknown> = {}): Promise<PageData> {
		const licenses = await ownedLicenses(db, account_id, clock());
		return {
			title: 'Delete your account',
			section: 'settings',
			credits: licenses.reduce((sum, license) => sum + keptCredits(license), 0),
			sites: licenses.flatMap((license) => license.sites).filter((site) => site.is_connected).length,
			has_plan: licenses.some((license) => license.status === 'active'),
			...more,
		};
	}

	app.get('/account/delete', { schema: { hide: true } }, async (request, reply) =>
		visitors.page(request, reply, 'delete', await deletePage(ownerOf(request).account_id)),
	);

	app.post('/account/delete', { schema: { hide: true, body: Type.Object({ email: Type.String({ maxLength: 254 }) }) } }, async (request, reply) => {
		const { account_id, email } = ownerOf(request);
		if (normalEmail(request.body.email) !== email) {
			reply.code(400);
			const notice = `This is not the address of this account. Type ${email} to delete it.`;
			return visitors.page(request, reply, 'delete', await deletePage(account_id, { notice, typed: request.body.email }));
		}
		await deleteAccount(db, account_id, clock());
		await visitors.signOut(request, reply);
		return visitors.page(request, reply, 'message', {
			title: 'Your account is deleted',
			text: 'Your address was removed, every site was disconnected, and no plan renews any more. You can close this tab.',
		});
	});
}
