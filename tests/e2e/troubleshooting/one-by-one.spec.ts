// The troubleshooting guide with single images: each symptom is produced, and what the guide says against it works.

import { expect, test } from '../environment.ts';
import { newestAtPolar } from '../money/steps.ts';
import { expectBadge } from '../steps.ts';
import { count, goWrong, refuseOrders } from './sandboxes.ts';
import { generate, openWithCredits, pass, pay, row, screen, textOf } from './steps.ts';

const EMAIL = 'one-by-one@example.com';

const BRAND = {
	'Brand Name': 'Larkspur Outfitters',
	'Brand About': 'We rent walking gear in the Lake District, by the day.',
	Audience: 'Families on their first long walk',
	'Tone of voice': 'Plain and calm, never salesy',
};

test('each trouble with single images, and its remedy', async ({ page, environment }) => {
	const { site, modelUrl, polarUrl } = environment;
	await page.clock.install();
	await openWithCredits(page, environment, { site, email: EMAIL, credits: 4 });
	const calls = await count(modelUrl);
	const brandCalls = await Promise.all(Object.values(BRAND).map((text) => count(modelUrl, text)));
	const buy = page.getByRole('button', { name: 'Buy Credits', exact: true });
	const modal = page.getByRole('dialog', { name: 'Buy Credits' });
	const [first, second, third, fourth] = [await row(page, 0), await row(page, 1), await row(page, 2), await row(page, 3)];

	await test.step('blank output: failed, 0 charged; the brand is filled in, and the retry carries it', async () => {
		await expect(screen(page).getByText('Generated texts will be thin: little is known of your brand yet.')).toBeVisible();
		const end = await goWrong(modelUrl, { effect: 'empty' });
		await generate(first).click();
		await expect(first.getByText('0 charged. The AI model gave no usable answer. Try again.')).toBeVisible();
		expect(await end(), 'blank answers').toBeGreaterThan(0);
		await expectBadge(page, '4 Credits');
		await expect(textOf(first)).toHaveValue('');
		await pass(page, 'blank-output');

		await page.getByRole('link', { name: 'Fill in Personalization' }).click();
		await expect(screen(page).getByText('With so little to go on, texts will be thin.', { exact: false }).first()).toBeVisible();
		for (const [label, text] of Object.entries(BRAND)) {
			await page.getByLabel(label, { exact: true }).fill(text);
		}
		await pass(page, 'personalization');
		await page.getByRole('button', { name: 'Save', exact: true }).first().click();
		await expect(screen(page).getByText('Saved. New texts are made with it.')).toBeVisible();
		await expect(screen(page).getByText('With so little to go on, texts will be thin.', { exact: false })).toBeHidden();

		await page.goto(`${site.url}/wp-admin/admin.php?page=seo-rank-genius-image-seo`);
		await expect(screen(page).getByText('Generated texts will be thin', { exact: false })).toBeHidden();
		for (const carried of brandCalls) {
			expect(await carried(), 'requests with the brand before it was known').toBe(0);
		}
		await generate(first).click();
		await expect(first.getByText('1 credit from Shared')).toBeVisible();
		await expect(textOf(first)).not.toHaveValue('');
		await expectBadge(page, '3 Credits');
		for (const carried of brandCalls) {
			expect(await carried(), 'requests with the brand').toBe(1);
		}
	});

	await test.step('wrong output: Regenerate costs one credit more, editing by hand none', async () => {
		await expect(first.getByRole('button', { name: 'Regenerate · 1 credit' })).toBeVisible();
		const before = await calls();
		await generate(first).click();
		await expectBadge(page, '2 Credits');
		expect(await calls()).toBe(before + 1);
		await textOf(first).fill('Two walkers on a ridge above Wastwater');
		await first.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(first.getByText('Saved.', { exact: true })).toBeVisible();
		await pass(page, 'edited-by-hand');
		expect(await calls(), 'calls of the model after an edit').toBe(before + 1);
		await page.getByRole('button', { name: 'Refresh credits' }).click();
		await expectBadge(page, '2 Credits');
	});

	await test.step('the model is down: an error, 0 charged; the retry works when it is back', async () => {
		const end = await goWrong(modelUrl, { effect: 'status', status: 503 });
		await generate(second).click();
		await expect(second.getByText(/^0 charged\. /)).toBeVisible();
		await expectBadge(page, '2 Credits');
		await pass(page, 'model-down');
		expect(await end(), 'answers 503').toBeGreaterThan(0);
		await generate(second).click();
		await expect(second.getByText('1 credit from Shared')).toBeVisible();
		await expectBadge(page, '1 Credit');
	});

	await test.step('the cloud is down: an error, nothing charged; the retry works when it is back', async () => {
		await environment.stopCloud();
		await generate(third).click();
		await expect(third.getByText(/It is never charged twice\./)).toBeVisible();
		await expectBadge(page, '1 Credit');
		await page.getByRole('button', { name: 'Refresh credits' }).click();
		await expect(screen(page).getByText(/^as of \d/)).toBeVisible();
		await expect(screen(page).getByText('Alt text can be edited by hand meanwhile.', { exact: false }).first()).toBeVisible();
		await pass(page, 'cloud-down');
		await environment.startCloud();
		await page.getByRole('button', { name: 'Refresh credits' }).click();
		await expect(screen(page).getByText(/^as of \d/)).toBeHidden();
		await expectBadge(page, '1 Credit');
		await generate(third).click();
		await expect(third.getByText('1 credit from Shared')).toBeVisible();
		await expectBadge(page, '0 Credits');
	});

	await test.step('the balance is 0 and nothing can be generated: a refill is bought, and it can', async () => {
		await expect(screen(page).getByText('You have no credits left. Buy credits, or edit alt text by hand.')).toBeVisible();
		await expect(generate(fourth)).toBeDisabled();
		await pass(page, 'balance-0');
		await buy.click();
		const checkout = await pay(page, /^1,000 Shared Credits/, '$5');
		await expect(modal.getByText('+1,000 Shared Credits')).toBeVisible();
		await checkout.close();
		await modal.getByRole('button', { name: 'Done' }).click();
		await expectBadge(page, '1,000 Credits');
		await generate(fourth).click();
		await expect(fourth.getByText('1 credit from Shared')).toBeVisible();
		await expectBadge(page, '999 Credits');
		await pass(page, 'refilled');
	});

	await test.step('paid, but the cloud cannot enter it: after 5 minutes there is whom to ask, and the refresh icon brings the credits', async () => {
		const [end, enterOrders] = [await goWrong(polarUrl, { effect: 'drop_webhook' }), await refuseOrders(environment)];
		await buy.click();
		const checkout = await pay(page, /^1,000 Domain Credits/, '$5');
		await expect(modal.getByText('Paid. Adding credits…')).toBeVisible();
		const order = await newestAtPolar(environment, 'order', EMAIL);
		await page.clock.fastForward('05:01');
		await expect(modal.getByText('Paid, but the credits are not here yet.')).toBeVisible();
		await modal.getByRole('button', { name: 'Check again' }).click();
		const email = modal.getByRole('link', { name: `Email support with order ${order}` });
		await expect(email).toHaveAttribute('href', `mailto:hello@7seersmedia.com?subject=Credits%20have%20not%20arrived%3A%20order%20${order}`);
		await expect(modal.getByText('Paid, but the credits are not here yet.')).toBeVisible();
		await pass(page, 'paid-but-late');
		await page.keyboard.press('Escape');
		await expect(modal).toBeHidden();

		await enterOrders();
		expect(await end(), 'webhooks dropped').toBeGreaterThan(0);
		await expect(checkout.getByRole('heading', { name: '+1,000 Domain Credits' })).toBeVisible({ timeout: 60_000 });
		await checkout.close();
		await expectBadge(page, '999 Credits');
		await page.getByRole('button', { name: 'Refresh credits' }).click();
		await expectBadge(page, '1,999 Credits');
		await pass(page, 'refreshed');
	});
});
