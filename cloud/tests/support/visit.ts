// A site's owner on the service's pages: from "View Plans" through mail and payment to the code that connects the site.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Connection } from '../../src/http/schemas.ts';
import { Browser } from './browser.ts';
import { pkce, type Cloud } from './cloud.ts';

export interface Visit {
	cloud: Cloud;
	browser: Browser;
	home: string;
	email: string;
	verifier: string;
	state: string;
	/** The address that the site's "View Plans" leads to. */
	plans: string;
}

/** A site that was never connected, and its owner; give a home or an email to come back. */
export function visit(cloud: Cloud, home = `http://${randomUUID()}.localhost:8888`, email = `${randomUUID()}@example.com`): Visit {
	const { verifier, challenge } = pkce();
	const state = randomUUID();
	const query = new URLSearchParams({
		home,
		site_name: 'Example <b>&amp;</b>',
		return_url: `${home}/wp-admin/admin.php?page=seo-rank-genius`,
		state,
		challenge,
	});
	return { cloud, browser: new Browser(cloud.url), home, email, verifier, state, plans: `/plans?${query.toString()}` };
}

/** The site as pages name it. */
export const siteOf = ({ home }: Visit): string => home.replace('http://', '');

/** From the email's page, through the mailed code. */
export async function signIn({ cloud, browser, email }: Visit): Promise<void> {
	await browser.submit('Mail me a code', { email });
	assert.match(browser.text, /Enter the code/);
	await browser.submit('Continue', { code: await cloud.mailedCode(email) });
}

/** Buys a plan up to the page that offers the connection. */
export async function buy(visitor: Visit, plan: string): Promise<void> {
	const { browser } = visitor;
	await browser.open(visitor.plans);
	await browser.follow(`Choose ${plan}`);
	await signIn(visitor);
	await payAtPolar(visitor);
}

/** Pays on the page that Polar shows, and waits where it leads back to. */
export async function payAtPolar({ cloud, browser }: Visit): Promise<void> {
	const polar_page = browser.refresh_to ?? '';
	assert.ok(polar_page.startsWith(cloud.polar.url), `on to Polar, not to ${polar_page}`);
	const paid = await fetch(polar_page, {
		method: 'POST',
		redirect: 'manual',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: 'action=pay&country=US',
	});
	const back = new URL(paid.headers.get('location') ?? '');
	assert.equal(back.origin, 'http://cloud.localhost');
	await browser.open(back.pathname + back.search);
	while (browser.text.includes('Waiting for the payment')) {
		await browser.open(browser.refresh_to ?? '');
	}
}

/** Presses "Connect …" and exchanges the code as WordPress does. */
export async function connect(visitor: Visit): Promise<Connection> {
	const { cloud, browser, home, verifier, state } = visitor;
	await browser.submit(`Connect ${siteOf(visitor)}`);
	const back = new URL(browser.refresh_to ?? '');
	assert.equal(back.origin + back.pathname, `${home}/wp-admin/admin.php`);
	assert.equal(back.searchParams.get('page'), 'seo-rank-genius');
	assert.equal(back.searchParams.get('connect_state'), state);
	const answer = await cloud.request<Connection>('POST', '/v1/connections/code', {
		body: { connect_code: back.searchParams.get('connect_code'), verifier, home, site_name: 'Example' },
	});
	assert.equal(answer.status, 200, JSON.stringify(answer.body));
	return answer.body;
}
