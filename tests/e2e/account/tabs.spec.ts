// Several tabs of one site: after an action in one all show the same total, and after connecting to another license none
// shows the old one's number.

import { Ledger } from '../../runs/ledger.ts';
import { expect, signIn, test } from '../environment.ts';
import { openScreen } from '../steps.ts';
import { connectWithKey, giveKey, openAccount, screen } from './steps.ts';

test('three tabs', async ({ page, context, environment }) => {
	const site = await environment.openSite();
	const ledger = new Ledger(environment.cloudFolder);
	const [first, second] = [await ledger.openLicense('one@example.com', 4321), await ledger.openLicense('two@example.com', 77)];
	await signIn(page, site);
	await connectWithKey(page, site, first.key);
	const images = await context.newPage();
	const account = await context.newPage();
	const badge = images.locator('.srg-badge');
	/** Where each tab shows the total. */
	const totals = [
		page.getByRole('group', { name: 'Total Available' }).locator('.srg-tile__credits'),
		badge,
		account.getByText(/credits can be spent\./),
	];
	const generate = images.getByRole('button', { name: 'Generate Alt Text · 1 credit' }).first();
	await openScreen(images, site.url, 'image-seo');
	const expectTotals = async (total: string) => {
		for (const shown of totals) {
			await expect(shown).toContainText(total);
		}
	};
	/** What the tabs ask WordPress for. */
	let asked: string[] = [];
	context.on('request', (request) => asked.push(...(/seo-rank-genius\/v1\/(account.*|images\/\d+\/alt-text)/.exec(decodeURIComponent(request.url())) ?? []).slice(1)));

	await test.step('after an action in one, all show the same total, and no other request to the cloud was made', async () => {
		// Usage says what can be spent once something was.
		await generate.click();
		await expect(badge).toContainText('4,320');
		await openAccount(account, site.url, 'usage');
		await expectTotals('4,320');
		asked = [];
		await generate.click();
		await expectTotals('4,319');
		expect(asked.map((path) => path.replace(/\?.*/, ''))).toEqual([expect.stringMatching(/^images\/\d+\/alt-text$/)]);
	});

	await test.step('connected to another license, no tab shows the number of the old one', async () => {
		const license = await context.newPage();
		await openAccount(license, site.url, 'license');
		await license.getByRole('button', { name: 'Connect again' }).click();
		await license.getByRole('button', { name: 'Enter a key' }).click();
		await giveKey(license, second.key);
		await expectTotals('77');
		for (const tab of [page, images, account, license]) {
			await expect(screen(tab).getByText(/4,3\d\d/)).toHaveCount(0);
		}
	});

	await test.step('the new license pays from now on', async () => {
		await generate.click();
		await expectTotals('76');
		expect([await ledger.shared(first), await ledger.shared(second)]).toEqual([4319, 76]);
	});
});
