// The troubleshooting guide in bulk: credits run out in the middle of a run; what came is saved, and Resume does exactly the rest.

import { expect, test } from '../environment.ts';
import { expectBadge } from '../steps.ts';
import { count } from './sandboxes.ts';
import { openWithCredits, pass, pay, screen } from './steps.ts';

test('a bulk run that stops in the middle, and its remedy', async ({ page, environment }) => {
	const site = await environment.openSite();
	await openWithCredits(page, environment, { site, email: 'in-bulk@example.com', credits: 9 });
	const calls = await count(environment.modelUrl);
	const modal = page.getByRole('dialog', { name: 'Buy Credits' });

	await test.step('before it starts, the bar says that the balance does not cover it', async () => {
		await page.getByRole('checkbox', { name: 'Choose the 24 shown' }).check();
		await expect(screen(page).getByText('24 images, 24 credits; you have 9: covers the first 9')).toBeVisible();
		await pass(page, 'bulk-not-covered');
	});

	await test.step('credits run out: what came is saved', async () => {
		await page.getByRole('button', { name: 'Generate Alt Text · 24 credits' }).click();
		await expect(screen(page).getByText('Out of credits. 9 saved. 15 left.')).toBeVisible({ timeout: 60_000 });
		await expectBadge(page, '0 Credits');
		expect(await calls(), 'texts written').toBe(9);
		await expect(page.getByRole('heading', { name: 'Missing alt text (15)' })).toBeVisible();
		await pass(page, 'bulk-out-of-credits');
		await page.reload();
		await expect(page.getByRole('heading', { name: 'Missing alt text (15)' })).toBeVisible();
		await expect(screen(page).getByText('Out of credits. 9 saved. 15 left.')).toBeVisible();
	});

	await test.step('a refill is bought for what is left; nothing goes on by itself', async () => {
		await page.getByRole('button', { name: 'Buy Credits', exact: true }).last().click();
		await expect(modal.getByText('15 needed, 0 available, 15 short')).toBeVisible();
		const checkout = await pay(page, /^1,000 Shared Credits/, '$5');
		await expect(modal.getByText('+1,000 Shared Credits')).toBeVisible();
		await checkout.close();
		await modal.getByRole('button', { name: 'Done' }).click();
		await expectBadge(page, '1,000 Credits');
		await pass(page, 'bulk-refilled');
		expect(await calls(), 'texts written after the payment').toBe(9);
	});

	await test.step('Resume does exactly the rest', async () => {
		await page.getByRole('button', { name: 'Resume · 15 credits' }).click();
		await expect(screen(page).getByText('Done 24.', { exact: true })).toBeVisible({ timeout: 60_000 });
		await expectBadge(page, '985 Credits');
		expect(await calls(), 'texts written in all').toBe(24);
		await expect(page.getByRole('heading', { name: 'Missing alt text (0)' })).toBeVisible();
		await pass(page, 'bulk-done');
	});
});
