// Two sites of one license: what is bought on one is there on the other, a cap stops a site at exactly its figure, and what both say
// they have spent is what the pool has lost.

import type { Page } from '@playwright/test';
import { Ledger } from '../../runs/ledger.ts';
import { expect, signIn, test } from '../environment.ts';
import { checkoutTab, comeBack, signInAsOwner } from '../money/steps.ts';
import { expectAccessible, expectTile, openScreen } from '../steps.ts';
import { connectWithKey, downloadCsv, openAccount, screen, sum } from './steps.ts';

const EMAIL = 'pool@example.com';
const CAP = 7;

test('two sites on one license', async ({ page, browser, environment }) => {
	const [manager, client] = [await environment.openSite(), await environment.openSite()];
	const ledger = new Ledger(environment.cloudFolder);
	const license = await ledger.openLicense(EMAIL, 100);
	const other = await (await browser.newContext()).newPage();
	const owner = await (await browser.newContext()).newPage();

	await test.step('one key connects both', async () => {
		for (const [tab, site] of [[page, manager], [other, client]] as const) {
			await tab.clock.install();
			await signIn(tab, site);
			await connectWithKey(tab, site, license.key);
			await expectTile(tab, 'Shared Credits', '100');
		}
	});

	await test.step('what is bought on one is there on the other', async () => {
		const checkout = await checkoutTab(page, () => page.getByRole('button', { name: 'Buy Now: 1,000 shared credits for $5' }).click());
		await checkout.getByRole('button', { name: /^Pay \$5/ }).click();
		await expectTile(page, 'Shared Credits', '1,100');
		await checkout.close();
		await comeBack(other);
		await expectTile(other, 'Shared Credits', '1,100');
	});

	await test.step('the owner makes one the manager; it caps the other in place', async () => {
		await signInAsOwner(owner, environment, EMAIL);
		await owner.getByRole('link', { name: new URL(manager.url).host }).click();
		await owner.getByLabel(/^Manager site/).check();
		await owner.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(owner.getByRole('status')).toHaveText('Saved.');
		await comeBack(page);
		await page.getByRole('link', { name: 'Agency' }).click();
		const cap = page.getByRole('row', { name: new RegExp(new URL(client.url).host) }).getByRole('textbox');
		await cap.fill(String(CAP));
		await cap.press('Enter');
		await expect(screen(page).getByText(/saved/i).first()).toBeVisible();
	});

	await test.step('each spends: the capped one gets exactly its cap, and is told so', async () => {
		await openScreen(page, manager.url, 'image-seo');
		await generateFirst(page, 3);
		await openScreen(other, client.url, 'image-seo');
		// Its page was opened before the cap was set: the quote is older than the cap.
		await generateAll(other);
		await expect(screen(other).getByText(new RegExp(`This site’s cap of ${CAP} Shared Credits for \\w+ is reached`)).first()).toBeVisible({ timeout: 60_000 });
		await expect(screen(other).getByText(/Out of credits/)).toBeHidden();
		await expectAccessible(other);
		await openScreen(other, client.url, 'account');
		await expect(screen(other).getByText(new RegExp(`cap of ${CAP} Shared Credits`)).first()).toBeVisible();
	});

	await test.step('both ledgers add up to what the pool has lost', async () => {
		const left = 1100 - 3 - CAP;
		await openScreen(page, manager.url, 'account');
		await comeBack(page);
		for (const tab of [page, other]) {
			await expectTile(tab, 'Shared Credits', left.toLocaleString('en-US'));
		}
		await openAccount(page, manager.url, 'usage');
		await openAccount(other, client.url, 'usage');
		const [ofManager, ofClient] = [await downloadCsv(page, 'Download CSV'), await downloadCsv(other, 'Download CSV')];
		expect([sum(ofManager, 'From Shared'), sum(ofClient, 'From Shared')]).toEqual([3, CAP]);
		expect([sum(ofManager, 'From Domain'), sum(ofClient, 'From Domain')]).toEqual([0, 0]);
		await owner.goto(`${environment.cloudUrl}/account/usage`);
		const statement = await downloadCsv(owner, 'Download all that matches as CSV');
		const spent = (rows: Record<string, string>[], id: string, cost: string) => rows.map((row) => `${row[id]} ${row[cost]}`).sort();
		expect(spent(statement, 'action', 'from_shared')).toEqual(spent([...ofManager, ...ofClient], 'Action ID', 'From Shared'));
		expect(await ledger.shared(license)).toBe(left);
		expect(await ledger.broken()).toEqual([]);
	});
	await other.context().close();
	await owner.context().close();
});

/** One after the other, each by its own button. */
async function generateFirst(page: Page, images: number): Promise<void> {
	for (let done = 1; done <= images; done++) {
		await page.getByRole('button', { name: 'Generate Alt Text · 1 credit' }).first().click();
		await expect(screen(page).getByText('1 credit from Shared')).toHaveCount(done);
	}
}

async function generateAll(page: Page): Promise<void> {
	await page.getByRole('checkbox', { name: 'Choose the 24 shown' }).check();
	await page.getByRole('button', { name: /^Generate Alt Text · \d+ credits$/ }).click();
}
