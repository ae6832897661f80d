// Leaves a picture of a page as it is now: wide, narrow, from left to right and from right to left. What axe and a ruler find is collected.

import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { RunningSite } from '../../../tools/wordpress/site.ts';

const SIZES = [
	[390, 844],
	[1280, 800],
] as const;

export type Look = 'rtl' | 'midnight' | 'modern' | 'light';

export class Pictures {
	/** What was found, each with the name of its picture. */
	readonly findings: string[] = [];
	readonly #page: Page;
	readonly #folder: string;
	readonly #root: string;
	readonly #isAnew: boolean;

	/**
	 * @param page   Whose page.
	 * @param site   Learns to show another look.
	 * @param folder Where they are put.
	 * @param root   What is measured.
	 * @param isAnew Whether a page of another width is loaded anew: it may be another then.
	 */
	constructor(page: Page, site: RunningSite, folder: string, { root = '#seo-rank-genius-root', isAnew = false } = {}) {
		this.#page = page;
		this.#folder = folder;
		this.#root = root;
		this.#isAnew = isAnew;
		mkdirSync(folder, { recursive: true });
		cpSync(join(import.meta.dirname, 'looks.php'), join(site.publicFolder, 'wp-content', 'mu-plugins', 'looks.php'));
	}

	/**
	 * The page as it is, then from right to left.
	 *
	 * @param name   Of the pictures.
	 * @param arrive Brings about the state, on the page as it was loaded; done again for each look.
	 */
	async take(name: string, arrive: () => Promise<void> = async () => {}): Promise<void> {
		await this.#shoot(name, arrive);
		await this.takeAs('rtl', name, arrive);
	}

	/** The page loaded anew in another look; then once more as it was. */
	async takeAs(look: Look, name: string, arrive: () => Promise<void> = async () => {}): Promise<void> {
		await this.#page.context().addCookies([{ name: 'look', value: look, url: this.#page.url() }]);
		await this.#page.reload();
		await this.#shoot(`${name}-${look}`, arrive, await this.#coreContrastFails());
		await this.#page.context().clearCookies({ name: 'look' });
		await this.#page.reload();
	}

	/** The state at each width. */
	async #shoot(name: string, arrive: () => Promise<void>, ignoresFilledButtons = false): Promise<void> {
		for (const [index, [width, height]] of SIZES.entries()) {
			if (this.#isAnew) {
				await this.#page.setViewportSize({ width, height });
				await this.#page.reload();
			}
			if (this.#isAnew || index === 0) {
				await arrive();
			}
			await this.#page.setViewportSize({ width, height });
			await this.#settle();
			await this.#page.screenshot({ path: join(this.#folder, `${name}-${width}.png`), fullPage: true });
			await this.#measure(`${name}-${width}`, width);
			await this.#askAxe(`${name}-${width}`, ignoresFilledButtons);
		}
	}

	async #measure(name: string, width: number): Promise<void> {
		const scrolls = await this.#page.evaluate<number>('document.documentElement.scrollWidth');
		if (scrolls > width) {
			this.findings.push(`${name}: ${scrolls} px wide`);
		}
		const within = (await this.#page.getByRole('dialog').count()) > 0 ? '[role="dialog"]' : this.#root;
		const filled = await this.#page.locator(`${within} .components-button.is-primary:visible`).allTextContents();
		if (filled.length > 1) {
			this.findings.push(`${name}: filled buttons: ${filled.join(', ')}`);
		}
	}

	async #askAxe(name: string, ignoresFilledButtons: boolean): Promise<void> {
		const dialog = (await this.#page.getByRole('dialog').count()) > 0 ? ['[role="dialog"]'] : [];
		for (const part of [this.#root, ...dialog]) {
			const { violations } = await new AxeBuilder({ page: this.#page }).include(part).analyze();
			for (const { id, nodes } of violations) {
				const seen = nodes.filter(({ html }) => !(ignoresFilledButtons && id === 'color-contrast' && html.includes('is-primary')));
				if (seen.length > 0) {
					this.findings.push(`${name}: ${id}: ${seen.map(({ target, html }) => `${target.join(' ')} ${html}`).join(', ')}`);
				}
			}
		}
	}

	/** Some of core's colour schemes give too little contrast to the filled button on core's own Settings; ours is the same button. */
	async #coreContrastFails(): Promise<boolean> {
		const settings = await this.#page.context().newPage();
		await settings.goto(new URL('/wp-admin/options-general.php', this.#page.url()).href);
		const { violations } = await new AxeBuilder({ page: settings }).include('#submit').withRules(['color-contrast']).analyze();
		await settings.close();
		return violations.length > 0;
	}

	/** What is read is there, and nothing counts or moves any more. */
	async #settle(): Promise<void> {
		await expect(this.#page.locator(this.#root).getByText('Loading…')).toHaveCount(0);
		await this.#page.evaluate(
			"Promise.all( document.getAnimations().filter( ( { effect } ) => effect.getComputedTiming().endTime !== Infinity ).map( ( animation ) => animation.finished.catch( () => {} ) ) )",
		);
	}
}
