// The first-time offer bought by keyboard alone, told by mail, seen on the account's own page, refunded; the tiles follow each time.

import { expect, signIn, test } from '../environment.ts';
import { expectAccessible, expectTile } from '../steps.ts';
import { atPolar, checkoutTab, comeBack, expectPageAccessible, mailWith, newestAtPolar, shoot, signInAsOwner, startTrial, tabTo } from './steps.ts';

const EMAIL = 'first@example.com';

test('a first purchase, from the keyboard to its refund', async ({ page, context, environment }) => {
	const site = await environment.openSite();
	await page.clock.install();
	await signIn(page, site);
	await startTrial(page, environment, site.url, EMAIL);

	await test.step('by keyboard alone: the offer is chosen, paid for, and lands', async () => {
		await tabTo(page, page.getByRole('button', { name: 'See the offer' }));
		await page.keyboard.press('Enter');
		const modal = page.getByRole('dialog');
		await expect(modal.getByRole('radio', { name: /^1,000 Shared Credits/ })).toBeVisible();
		const offer = modal.getByRole('radio', { name: /first purchase only/ });
		await tabTo(page, modal.getByRole('radio', { checked: true }));
		for (let presses = 0; presses < 8 && !(await offer.isChecked()); presses++) {
			await page.keyboard.press('ArrowUp');
		}
		await expect(offer).toBeChecked();
		await shoot(page, 'modal-offer');
		await expectAccessible(page);
		await tabTo(page, modal.getByRole('button', { name: 'Pay $49' }));
		const checkout = await checkoutTab(page, () => page.keyboard.press('Enter'));
		await expect(modal.getByText('Waiting for payment…')).toBeVisible();
		await shoot(page, 'modal-waiting');
		await tabTo(checkout, checkout.getByRole('button', { name: /^Pay \$49/ }));
		await shoot(checkout, 'checkout');
		await checkout.keyboard.press('Enter');
		await expect(checkout.getByRole('heading', { name: '+30,000 Shared Credits' })).toBeVisible();
		await expectPageAccessible(checkout);
		await shoot(checkout, 'checkout-done', { dark: true });
		await checkout.close();
		await expect(modal.getByText('+30,000 Shared Credits')).toBeVisible();
		await shoot(page, 'modal-landed');
		await tabTo(page, modal.getByRole('button', { name: 'Done' }));
		await page.keyboard.press('Enter');
		await expect(modal).toBeHidden();
		await expectTile(page, 'Total Available', '30,500');
		await expectTile(page, 'Shared Credits', '30,500');
		await expect(page.getByRole('button', { name: 'See the offer' })).toBeHidden();
	});

	await test.step('the receipt is mailed, and the account’s own page has the same figures', async () => {
		const receipt = await mailWith(environment, EMAIL, /^\+30,000 Shared Credits$/);
		expect(receipt.text).toContain('$49 plus tax where due');
		const owner = await context.newPage();
		await owner.goto(`${environment.mailboxUrl}/mails/${receipt.id}`);
		await shoot(owner, 'mail-receipt', { dark: true });
		await signInAsOwner(owner, environment, EMAIL);
		await expect(owner.locator('dl.figures').getByText('30,500')).toBeVisible();
		await expectPageAccessible(owner);
		await owner.getByRole('link', { name: 'Purchases' }).click();
		await expect(owner.getByRole('row', { name: /30,000 credits/ })).toContainText('$49');
		await owner.close();
	});

	await test.step('a refund takes them back, and the tiles follow', async () => {
		await atPolar(environment, '/refunds', { order_id: await newestAtPolar(environment, 'order', EMAIL) });
		await mailWith(environment, EMAIL, /^Refund of \$49: 30,000 credits taken back$/);
		await comeBack(page);
		await expectTile(page, 'Total Available', '500');
		await expectTile(page, 'Shared Credits', '500');
	});
});
