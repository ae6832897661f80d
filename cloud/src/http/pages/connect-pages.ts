// GET and POST /connect: hands a license of the signed-in owner to the site that asked. POST /licenses/key: makes its key.
import Type from 'typebox';
import { planOf } from '../../catalog/catalog.ts';
import { showCount } from '../../formats.ts';
import { mintConnectCode } from '../../licensing/connect-codes.ts';
import { ConnectRequest, readConnectRequest, returnAddress } from '../../licensing/connect-request.ts';
import { homeIdentity } from '../../licensing/home.ts';
import { createLicenseKey } from '../../licensing/license-keys.ts';
import { licensesOf, type License } from '../../licensing/licenses.ts';
import { Problem } from '../../problems.ts';
import type { Services } from '../../services.ts';
import type { App } from '../app.ts';
import { Uuid } from '../schemas.ts';
import { toQuery } from './destinations.ts';
import type { Visitors } from './visitors.ts';

export function connectPages(app: App, services: Services, visitors: Visitors): void {
	const { db, catalog, clock } = services;

	/** @throws Problem `not_found` for a license that is not the owner's */
	async function ownLicense(account_id: string, license_id: string, home: string): Promise<License> {
		const license = (await licensesOf(db, account_id, home, clock())).find((one) => one.license_id === license_id);
		if (license === undefined) {
			throw new Problem('not_found', 'The account has no such license.');
		}
		return license;
	}

	const Query = Type.Object({ ...ConnectRequest.properties, license_id: Uuid });
	app.get('/connect', { schema: { hide: true, querystring: Query } }, async (request, reply) => {
		const asked = readConnectRequest(request.query);
		const owner = await visitors.owner(request);
		if (owner === undefined) {
			return reply.redirect(`/sign-in?${toQuery(asked)}`, 303);
		}
		const license = await ownLicense(owner.account_id, request.query.license_id, asked.home);
		const plan = planOf(catalog, license.plan);
		const credits = license.status === 'active' && plan.credits > 0 ? ` It came with ${showCount(plan.credits)} AI credits.` : '';
		return visitors.page(request, reply, 'connect', {
			title: `Connect ${homeIdentity(asked.home)}`,
			heading: license.status === 'active' ? `You have ${plan.name}` : `Your ${plan.name} license`,
			about: `${plan.sites === 1 ? 'For 1 website.' : `For up to ${plan.sites} websites; ${license.sites_used} connected.`}${credits}`,
			site: homeIdentity(asked.home),
			license_id: license.license_id,
			can_have_key: license.plan !== 'free',
		});
	});

	const Form = Type.Object({ license_id: Uuid });
	app.post('/connect', { schema: { hide: true, querystring: ConnectRequest, body: Form } }, async (request, reply) => {
		const asked = readConnectRequest(request.query);
		const owner = await visitors.owner(request);
		if (owner === undefined) {
			return reply.redirect(`/sign-in?${toQuery(asked)}`, 303);
		}
		const license = await ownLicense(owner.account_id, request.body.license_id, asked.home);
		if (!license.has_home && license.sites_used >= planOf(catalog, license.plan).sites) {
			throw new Problem('site_limit_reached', 'All sites of this license are connected.');
		}
		const { account_id } = owner;
		const code = await mintConnectCode(db, { account_id, license_id: license.license_id, home: asked.home, challenge: asked.challenge }, clock());
		const to = returnAddress(asked, code);
		return visitors.page(request, reply, 'message', {
			title: `Back to ${homeIdentity(asked.home)}`,
			text: 'Your WordPress finishes the connection.',
			is_waiting: true,
			link: { to, label: 'Continue' },
			refresh: { after_s: 0, to },
		});
	});

	app.post('/licenses/key', { schema: { hide: true, querystring: ConnectRequest, body: Form } }, async (request, reply) => {
		const asked = readConnectRequest(request.query);
		const owner = await visitors.owner(request);
		if (owner === undefined) {
			return reply.redirect(`/sign-in?${toQuery(asked)}`, 303);
		}
		const { license_id } = await ownLicense(owner.account_id, request.body.license_id, asked.home);
		const key = await db.transaction((tx) => createLicenseKey(tx, owner.account_id, license_id, clock()));
		return visitors.page(request, reply, 'key', {
			title: 'Your license key',
			key,
			next: { to: `/connect?${toQuery(asked)}&license_id=${license_id}`, label: `Continue to connect ${homeIdentity(asked.home)}` },
		});
	});
}
