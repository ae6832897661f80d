// What a buyer and an owner do again and again, by what they see; and what banks, the shop and time do at the Polar sandbox.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Environment } from '../environment.ts';
import { mailedCode, openScreen } from '../steps.ts';

/** Where pictures of what is tested are put, to be looked at; none are made without it. */
const shots = process.env.E2E_SHOTS;

/** Every page as it is: wide and narrow, light, and dark where it is one of the cloud's. */
export async function shoot(page: Page, name: string, { dark = false }: { dark?: boolean } = {}): Promise<void> {
	if (shots === undefined) {
		return;
	}
	mkdirSync(shots, { recursive: true });
	for (const [width, height] of [[1280, 800], [390, 844]] as const) {
		await page.setViewportSize({ width, height });
		for (const colorScheme of dark ? (['light', 'dark'] as const) : (['light'] as const)) {
			await page.emulateMedia({ colorScheme });
			await page.screenshot({ path: join(shots, `${name}-${width}${dark ? `-${colorScheme}` : ''}.png`), fullPage: true });
		}
	}
	await page.emulateMedia({ colorScheme: null });
	await page.setViewportSize({ width: 1280, height: 800 });
}

/** Fails with what axe finds on one of the cloud's pages, light and dark, and where it is wider than a narrow screen. */
export async function expectPageAccessible(page: Page): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(violations.map(({ id, nodes }) => `${colorScheme}: ${id}: ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
	}
	await page.emulateMedia({ colorScheme: null });
	await page.setViewportSize({ width: 320, height: 640 });
	expect(await page.evaluate<number>('document.documentElement.scrollWidth'), 'the width of the page on a narrow screen').toBeLessThanOrEqual(320);
	await page.setViewportSize({ width: 1280, height: 800 });
}

/** From the free card to a trial's 500 credits, with the code that was mailed. */
export async function startTrial(page: Page, environment: Environment, siteUrl: string, email: string): Promise<void> {
	await openScreen(page, siteUrl, 'account');
	await page.getByRole('button', { name: 'Start a 7-day trial: 500 credits, no card' }).click();
	await page.getByLabel('Email address').fill(email);
	await page.getByRole('button', { name: 'Send code' }).click();
	const field = page.getByLabel(/6-digit code/);
	await expect(field).toBeVisible();
	await field.fill(await mailedCode(environment, email));
	await expect(page.getByText(/Plan: Pro · Trial, ends /)).toBeVisible();
}

/** The checkout that a click opens in a new tab. */
export async function checkoutTab(page: Page, open: () => Promise<void>): Promise<Page> {
	const opened = page.context().waitForEvent('page');
	await open();
	const checkout = await opened;
	await expect(checkout.getByRole('button', { name: /^Pay / })).toBeVisible();
	return checkout;
}

/** Signs in to the account's own pages with the mailed code. */
export async function signInAsOwner(page: Page, environment: Environment, email: string): Promise<void> {
	await page.goto(`${environment.cloudUrl}/account`);
	await page.getByLabel('Email').fill(email);
	const before = await newestMail(environment, email);
	await page.getByRole('button', { name: 'Mail me a code' }).click();
	await page.getByLabel('Code').fill(await mailedCode(environment, email, before));
	await page.getByRole('button', { name: 'Continue' }).click();
	await expect(page.getByRole('heading', { name: 'Your account', level: 1 })).toBeVisible();
}

interface Mail {
	id: string;
	subject: string;
	text: string;
}

async function mails(environment: Environment, query: Record<string, string>): Promise<Mail[]> {
	const answer = await fetch(`${environment.mailboxUrl}/api/mails?${new URLSearchParams(query).toString()}`);
	return ((await answer.json()) as { mails: Mail[] }).mails;
}

export async function newestMail(environment: Environment, to: string): Promise<string> {
	return (await mails(environment, { to }))[0]?.id ?? '';
}

/** The mail to an address with this in its subject; waits until it is there: what is told by the clock is looked for each minute. */
export async function mailWith(environment: Environment, to: string, subject: RegExp): Promise<Mail> {
	let found: Mail | undefined;
	await expect
		.poll(async () => (found = (await mails(environment, { to })).find((mail) => subject.test(mail.subject)))?.subject, { message: `a mail: ${subject}`, timeout: 90_000 })
		.toMatch(subject);
	return found as Mail;
}

/** One of the Polar sandbox's own controls: what a buyer's bank, a refund or the end of a period does. */
export async function atPolar(environment: Environment, path: string, body: object): Promise<void> {
	const answer = await fetch(`${environment.polarUrl}/_sandbox${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	expect(answer.ok, `${path}: ${await answer.text()}`).toBe(true);
}

interface Told {
	id: string;
	customer?: { email: string | null };
}

/** The newest order or subscription of a buyer, as Polar's webhooks have told of it. */
export async function newestAtPolar(environment: Environment, kind: 'order' | 'subscription', email: string): Promise<string> {
	const answer = await fetch(`${environment.polarUrl}/_sandbox/webhooks`);
	const { items } = (await answer.json()) as { items: { type: string; payload: string }[] };
	const told = items.filter(({ type }) => type === `${kind}.created`).map(({ payload }) => (JSON.parse(payload) as { data: Told }).data);
	const newest = told.find(({ customer }) => customer?.email === email);
	expect(newest, `a ${kind} of ${email} at Polar`).toBeDefined();
	return newest?.id ?? '';
}

/**
 * As if its reader came back to the tab after two minutes: a page that is shown again asks what has changed. The page's clock
 * must have been installed before it was opened.
 */
export async function comeBack(page: Page): Promise<void> {
	await page.clock.fastForward('02:00');
	await page.evaluate("window.dispatchEvent(new Event('focus'))");
}

/** Comes back until the cloud has heard of what happened at Polar and the page shows it. */
export async function follows(page: Page, check: () => Promise<void>): Promise<void> {
	await expect(async () => {
		await comeBack(page);
		await check();
	}).toPass({ timeout: 60_000 });
}

/** Presses Tab until the element has the focus; fails where the keyboard does not reach it. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
	for (let presses = 0; presses < 80; presses++) {
		if ((await target.and(page.locator(':focus')).count()) === 1) {
			return;
		}
		await page.keyboard.press('Tab');
	}
	await expect(target, 'the keyboard reaches it').toBeFocused();
}
