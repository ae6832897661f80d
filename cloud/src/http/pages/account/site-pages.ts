// GET /account/sites/{id}: one site. Its forms: the cap, what it may do, disconnecting it, and moving its Domain Credits on.
import { randomUUID } from 'node:crypto';
import Type from 'typebox';
import { planOf } from '../../../catalog/catalog.ts';
import { setCap } from '../../../ledger/set-cap.ts';
import { transfer } from '../../../ledger/transfer.ts';
import { disconnectSite } from '../../../licensing/connect-site.ts';
import { setHideShared, setManager } from '../../../licensing/site-settings.ts';
import type { OwnedLicense, OwnedSite } from '../../../licensing/owner-licenses.ts';
import { showCount, showHome, showNumberOf } from '../../../formats.ts';
import { Problem } from '../../../problems.ts';
import type { PageData } from '../../../pages/render.ts';
import type { Services } from '../../../services.ts';
import type { App } from '../../app.ts';
import { Uuid } from '../../schemas.ts';
import { languageOf, type Visitors } from '../visitors.ts';
import { DoneQuery, doneWords, type Done } from './done-words.ts';
import { findSite } from './owned.ts';
import { ownerOf } from './signed-in.ts';

const Params = Type.Object({ site_id: Uuid });
const MOST_CAP = 1_000_000_000;

export function sitePages(app: App, services: Services, visitors: Visitors): void {
	const { db, catalog, clock } = services;
	const addressOf = (site_id: string, done?: Done): string => `/account/sites/${site_id}${done === undefined ? '' : `?done=${done}`}`;
	const sitePage = (license: OwnedLicense, site: OwnedSite, more: Record<string, unknown> = {}): PageData => ({
		title: showHome(site.home),
		section: 'overview',
		license,
		site,
		plan_name: planOf(catalog, license.plan).name,
		has_domain_pools: catalog.domain_pools,
		typed_cap: site.cap === null ? '' : String(site.cap),
		...more,
	});

	app.get('/account/sites/:site_id', { schema: { hide: true, params: Params, querystring: Type.Object(DoneQuery) } }, async (request, reply) => {
		const { license, site } = await findSite(services, ownerOf(request).account_id, request.params.site_id);
		return visitors.page(request, reply, 'site', sitePage(license, site, { done: doneWords(request.query.done) }));
	});

	const CapForm = Type.Object({ cap: Type.String({ maxLength: 30 }) });
	app.post('/account/sites/:site_id/cap', { schema: { hide: true, params: Params, body: CapForm } }, async (request, reply) => {
		const { account_id } = ownerOf(request);
		const { license, site } = await findSite(services, account_id, request.params.site_id);
		const cap = readCap(request.body.cap);
		if (cap === undefined) {
			reply.code(400);
			const cap_notice = `Type a whole number from 0 to ${showCount(MOST_CAP, languageOf(request))}, or nothing for no cap.`;
			return visitors.page(request, reply, 'site', sitePage(license, site, { cap_notice, typed_cap: request.body.cap }));
		}
		await setCap(db, account_id, site.site_id, cap);
		return reply.redirect(addressOf(site.site_id, 'cap'), 303);
	});

	const Ticked = Type.Optional(Type.Literal('1'));
	const RoleForm = Type.Object({ is_manager: Ticked, hide_shared: Ticked });
	app.post('/account/sites/:site_id/role', { schema: { hide: true, params: Params, body: RoleForm } }, async (request, reply) => {
		const { account_id } = ownerOf(request);
		const { site } = await findSite(services, account_id, request.params.site_id);
		await db.transaction(async (tx) => {
			await setManager(tx, account_id, site.site_id, request.body.is_manager !== undefined);
			await setHideShared(tx, account_id, site.site_id, request.body.hide_shared !== undefined);
		});
		return reply.redirect(addressOf(site.site_id, 'role'), 303);
	});

	app.get('/account/sites/:site_id/disconnect', { schema: { hide: true, params: Params } }, async (request, reply) => {
		const { site } = await findSite(services, ownerOf(request).account_id, request.params.site_id);
		const kept = site.domain > 0 ? ` Its ${showNumberOf(site.domain, 'Domain Credit', 'Domain Credits', languageOf(request))} are kept for when it comes back; you can also move them to another site.` : '';
		return visitors.page(request, reply, 'confirm', {
			title: `Disconnect ${showHome(site.home)}`,
			section: 'overview',
			paragraphs: [
				`The site can no longer spend credits until it is connected again. What it has written stays.${kept}`,
				'Its seat becomes free for another site.',
			],
			action: `${addressOf(site.site_id)}/disconnect`,
			fields: {},
			button: 'Disconnect',
			back: addressOf(site.site_id),
		});
	});

	app.post('/account/sites/:site_id/disconnect', { schema: { hide: true, params: Params } }, async (request, reply) => {
		const { account_id } = ownerOf(request);
		const { site } = await findSite(services, account_id, request.params.site_id);
		await disconnectSite(db, account_id, site.site_id, clock());
		return reply.redirect(addressOf(site.site_id, 'disconnected'), 303);
	});

	const transferPage = (license: OwnedLicense, site: OwnedSite, more: { notice?: string; to?: string | undefined } = {}): PageData => ({
		title: `Move the credits of ${showHome(site.home)}`,
		section: 'overview',
		site,
		targets: license.sites.filter((one) => one.is_connected && one.site_id !== site.site_id),
		transfer_id: randomUUID(),
		...more,
	});
	app.get('/account/sites/:site_id/transfer', { schema: { hide: true, params: Params } }, async (request, reply) => {
		const { license, site } = await findSite(services, ownerOf(request).account_id, request.params.site_id);
		return visitors.page(request, reply, 'transfer', transferPage(license, site));
	});

	// `amount` is what the page said would move: no other amount is moved.
	const TransferForm = Type.Object({ to: Type.Optional(Uuid), transfer_id: Uuid, amount: Type.String({ pattern: '^[0-9]{1,15}$' }) });
	app.post('/account/sites/:site_id/transfer', { schema: { hide: true, params: Params, body: TransferForm } }, async (request, reply) => {
		const { account_id } = ownerOf(request);
		const { license, site } = await findSite(services, account_id, request.params.site_id);
		const { to, transfer_id, amount } = request.body;
		const again = (notice: string): unknown => {
			reply.code(400);
			return visitors.page(request, reply, 'transfer', transferPage(license, site, { notice, to }));
		};
		if (to === undefined) {
			return again('Choose the site that gets the credits.');
		}
		const { license: other } = await findSite(services, account_id, to);
		if (other.license_id !== license.license_id) {
			throw new Problem('not_found', 'The site is of another license.');
		}
		if (site.domain > 0 && site.domain !== Number(amount)) {
			return again('The balance has changed meanwhile. Look at the new number, then move it.');
		}
		try {
			await transfer(db, { account_id, transfer_id, from_site_id: site.site_id, to_site_id: to }, clock());
		} catch (error) {
			if (error instanceof Problem && TRANSFER_NOTICES[error.code] !== undefined) {
				return again(TRANSFER_NOTICES[error.code] ?? '');
			}
			throw error;
		}
		return reply.redirect(addressOf(to, 'transferred'), 303);
	});
}

const TRANSFER_NOTICES: Partial<Record<Problem['code'], string>> = {
	not_found: 'That site is no longer connected: choose another one.',
	forbidden: 'These credits cannot be moved: the site is still connected, or credits of a refunded order are owed first.',
	invalid_request: 'There are no Domain Credits to move.',
};

/** null: no cap. Undefined: not a number of credits. The groups of a large number may be set apart, as in "1,500". */
function readCap(typed: string): number | null | undefined {
	const text = typed.trim();
	if (text === '') {
		return null;
	}
	const is_number = /^(\d{1,12}|\d{1,3}([,.'’\s]\d{3}){1,3})$/u.test(text);
	const cap = Number(text.replace(/\D/g, ''));
	return is_number && cap <= MOST_CAP ? cap : undefined;
}
