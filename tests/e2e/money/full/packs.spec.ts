// Each of the six packs, bought on the Credits screen: its tile counts up by itself, and nothing else does.

import { expect, signIn, test } from '../../environment.ts';
import { expectAccessible, expectTile } from '../../steps.ts';
import { checkoutTab, mailWith, shoot, startTrial } from '../steps.ts';

const PACKS = [
	{ credits: 1_000, pool: 'shared', price: 5 },
	{ credits: 5_000, pool: 'shared', price: 20 },
	{ credits: 15_000, pool: 'shared', price: 40 },
	{ credits: 1_000, pool: 'domain', price: 5 },
	{ credits: 5_000, pool: 'domain', price: 20 },
	{ credits: 10_000, pool: 'domain', price: 30 },
] as const;

const EMAIL = 'packs@example.com';
const show = (credits: number): string => credits.toLocaleString('en-US');

test('the six packs', async ({ page, environment }) => {
	const site = await environment.openSite();
	const host = new URL(site.url).host;
	await signIn(page, site);
	await startTrial(page, environment, site.url, EMAIL);
	const balance = { shared: 500, domain: 0 };
	for (const { credits, pool, price } of PACKS) {
		await test.step(`${show(credits)} ${pool} credits for $${price}`, async () => {
			const name = `+${show(credits)} ${pool === 'shared' ? 'Shared Credits' : 'Domain Credits'}`;
			const checkout = await checkoutTab(page, () => page.getByRole('button', { name: `Buy Now: ${show(credits)} ${pool} credits for $${price}`, exact: true }).click());
			await expect(page.getByText('Waiting for payment…')).toBeVisible();
			await expect(checkout.getByText(pool === 'shared' ? 'p…@example.com' : host)).toBeVisible();
			await checkout.getByRole('button', { name: new RegExp(`^Pay \\$${price}`) }).click();
			await expect(page.getByText(name)).toBeVisible();
			balance[pool] += credits;
			await expectTile(page, 'Shared Credits', show(balance.shared));
			await expectTile(page, 'Domain Credits', show(balance.domain));
			await expectTile(page, 'Total Available', show(balance.shared + balance.domain));
			await expect(checkout.getByRole('heading', { name })).toBeVisible();
			await checkout.close();
			await mailWith(environment, EMAIL, new RegExp(`^\\${name}${pool === 'shared' ? '' : ` for ${host}`}$`));
		});
	}
	await expectAccessible(page);
	await shoot(page, 'packs-bought');
});

test('a checkout that is cancelled or declined takes nothing and says so', async ({ page, environment }) => {
	const site = await environment.openSite();
	await signIn(page, site);
	await startTrial(page, environment, site.url, 'declined@example.com');
	const checkout = await checkoutTab(page, () => page.getByRole('button', { name: 'Buy Now: 1,000 domain credits for $5' }).click());
	await checkout.getByRole('button', { name: 'Decline' }).click();
	await expect(checkout.getByRole('status')).toBeVisible();
	await expect(page.getByText('Waiting for payment…')).toBeVisible();
	await page.getByRole('button', { name: 'Cancel', exact: true }).click();
	const again = page.getByRole('button', { name: 'Buy Now: 1,000 domain credits for $5' });
	await expect(again).toBeVisible();
	// The focus stayed at this pack: the keyboard goes on from there.
	await page.keyboard.press('Tab');
	await expect(again).toBeFocused();
	await expectTile(page, 'Total Available', '500');
});
