// What a person who is in trouble does and sees in Image SEO.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import type { RunningSite } from '../../../tools/wordpress/site.ts';
import { Ledger } from '../../runs/ledger.ts';
import { signIn, type Environment } from '../environment.ts';
import { expectAccessible, expectBadge, openScreen } from '../steps.ts';

/** Where pictures of what is tested are put, to be looked at; none are made without it. */
const shots = process.env.E2E_SHOTS;

/** The plugin's own part of the page: what core says to screen readers beside it repeats its words. */
export function screen(page: Page): Locator {
	return page.locator('#seo-rank-genius-root');
}

/** A state that is passed: axe finds nothing in it, nor in a modal over it; a picture is made where pictures are wanted. */
export async function pass(page: Page, name: string): Promise<void> {
	await expectAccessible(page);
	if ((await page.getByRole('dialog').count()) > 0) {
		const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
		expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
	}
	if (shots !== undefined) {
		mkdirSync(shots, { recursive: true });
		await page.screenshot({ path: join(shots, `${name}.png`) });
	}
}

interface Customer {
	site: RunningSite;
	email: string;
	/** Shared Credits to begin with. */
	credits: number;
}

/** Signs in and connects the site to a license of its own; Image SEO is open then. */
export async function openWithCredits(page: Page, environment: Environment, { site, email, credits }: Customer): Promise<void> {
	const [license] = await Promise.all([new Ledger(environment.cloudFolder).openLicense(email, credits), signIn(page, site)]);
	await openScreen(page, site.url, 'account');
	await page.getByRole('button', { name: 'I have a license key' }).click();
	await page.getByRole('textbox', { name: 'License key' }).fill(license.key);
	await page.getByRole('button', { name: 'Connect', exact: true }).click();
	await expect(page.getByText('Plan: Agency')).toBeVisible();
	await openScreen(page, site.url, 'image-seo');
	await expectBadge(page, `${credits} Credits`);
}

/** The row at a place of the list now; it stays this image when the list changes. */
export async function row(page: Page, place: number): Promise<Locator> {
	const box = page.getByRole('listitem').getByRole('checkbox', { name: /^Choose / }).nth(place);
	const name = (await box.getAttribute('aria-label')) ?? '';
	expect(name).toMatch(/^Choose /);
	return page.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name, exact: true }) });
}

/** Its "Generate Alt Text", or "Regenerate" where it has a text. */
export function generate(image: Locator): Locator {
	return image.getByRole('button', { name: /^(Generate Alt Text|Regenerate) · 1 credit$/ });
}

export function textOf(image: Locator): Locator {
	return image.getByRole('textbox', { name: /^Alt text of / });
}

/** Chooses a pack in the open modal and pays for it in the tab that opens. Resolves with that tab. */
export async function pay(page: Page, pack: RegExp, price: string): Promise<Page> {
	const modal = page.getByRole('dialog', { name: 'Buy Credits' });
	await modal.getByRole('radio', { name: pack }).check();
	const opened = page.context().waitForEvent('page');
	await modal.getByRole('button', { name: `Pay ${price}` }).click();
	const checkout = await opened;
	await checkout.getByRole('button', { name: new RegExp(`^Pay \\${price}`) }).click();
	return checkout;
}
