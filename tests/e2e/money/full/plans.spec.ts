// A plan's life, with the tiles following each time: subscribed, cancelled, lapsed, back, renewed, unpaid, upgraded, refunded.

import type { Page } from '@playwright/test';
import { expect, signIn, test, type Environment } from '../../environment.ts';
import { expectAccessible, expectTile, mailedCode, openScreen } from '../../steps.ts';
import { atPolar, comeBack, expectPageAccessible, follows, mailWith, newestAtPolar, newestMail, shoot, signInAsOwner, startTrial } from '../steps.ts';

const EMAIL = 'plans@example.com';

/** From the plans page of a site to the site connected with the plan. */
async function buyPlan(page: Page, environment: Environment, { host, email, plan, pictured = false }: { host: string; email: string; plan: string; pictured?: boolean }): Promise<void> {
	const look = async (name: string) => {
		if (pictured) {
			await expectPageAccessible(page);
			await shoot(page, name, { dark: true });
		}
	};
	await page.getByRole('button', { name: 'View Plans' }).click();
	await expect(page.getByRole('heading', { name: `Plans for ${host}` })).toBeVisible();
	await look('plans');
	await page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: plan }) }).getByRole('link').click();
	await page.getByLabel('Email').fill(email);
	await look('sign-in');
	const before = await newestMail(environment, email);
	await page.getByRole('button', { name: 'Mail me a code' }).click();
	const field = page.getByLabel('Code');
	await expect(field).toBeVisible();
	await look('code');
	await field.fill(await mailedCode(environment, email, before));
	await page.getByRole('button', { name: 'Continue' }).click();
	await page.getByRole('button', { name: /^Pay / }).click();
	const connect = page.getByRole('button', { name: `Connect ${host}` });
	await expect(connect).toBeVisible({ timeout: 30_000 });
	await look('connect');
	await connect.click();
	await expect(page.getByText(`Plan: ${plan}`)).toBeVisible();
}

test('a trial becomes Pro: its 500 credits stay, 1,000 come', async ({ page, environment }) => {
	const site = await environment.openSite();
	await signIn(page, site);
	await startTrial(page, environment, site.url, 'trial@example.com');
	await page.getByRole('link', { name: 'License' }).click();
	await buyPlan(page, environment, { host: new URL(site.url).host, email: 'trial@example.com', plan: 'Pro', pictured: true });
	await expect(page.getByText('Plan: Pro', { exact: true })).toBeVisible();
	await expectTile(page, 'Total Available', '1,500');
	await expectTile(page, 'Shared Credits', '1,500');
});

test('the life of a plan', async ({ page, context, environment }) => {
	const site = await environment.openSite();
	const wordpress = page;
	await wordpress.clock.install();
	await signIn(wordpress, site);
	const owner = await context.newPage();

	const expectTotal = async (credits: string) => {
		await comeBack(wordpress);
		await expectTile(wordpress, 'Total Available', credits);
		await expectTile(wordpress, 'Shared Credits', credits);
	};

	await test.step('Pro is bought, with 1,000 credits', async () => {
		await openScreen(wordpress, site.url, 'account');
		await buyPlan(wordpress, environment, { host: new URL(site.url).host, email: EMAIL, plan: 'Pro' });
		await expectTile(wordpress, 'Total Available', '1,000');
		expect((await mailWith(environment, EMAIL, /^Your Pro plan$/)).text).toContain('1,000 Shared Credits came with it');
	});

	await test.step('cancelled, kept, cancelled again', async () => {
		await owner.goto(`${environment.cloudUrl}/account`);
		await owner.getByRole('link', { name: 'Plan and key' }).click();
		await expectPageAccessible(owner);
		await shoot(owner, 'license-active', { dark: true });
		await owner.getByRole('link', { name: 'Cancel Pro' }).click();
		await expectPageAccessible(owner);
		await shoot(owner, 'cancel', { dark: true });
		await owner.getByRole('button', { name: 'Cancel Pro' }).click();
		await expect(owner.getByRole('status')).toContainText(/The plan (is being|was) cancelled\./);
		const keep = owner.getByRole('button', { name: 'Keep Pro' });
		await expect(async () => {
			await owner.reload();
			await expect(keep).toBeVisible({ timeout: 500 });
		}).toPass();
		await expectPageAccessible(owner);
		await shoot(owner, 'license-cancelled', { dark: true });
		await expectTotal('1,000');
		await wordpress.getByRole('link', { name: 'License' }).click();
		await expect(wordpress.getByText(/^Ends /)).toBeVisible();
		await wordpress.getByRole('link', { name: 'Credits', exact: true }).click();
		await keep.click();
		await expect(async () => {
			await owner.reload();
			await owner.getByRole('link', { name: 'Cancel Pro' }).click({ timeout: 500 });
		}).toPass();
		await owner.getByRole('button', { name: 'Cancel Pro' }).click();
		await expect(async () => {
			await owner.reload();
			await expect(keep).toBeVisible({ timeout: 500 });
		}).toPass();
	});

	await test.step('its period ends: the credits are kept, and cannot be spent', async () => {
		await atPolar(environment, `/subscriptions/${await newestAtPolar(environment, 'subscription', EMAIL)}/renew`, {});
		await follows(wordpress, () => expect(wordpress.locator('#seo-rank-genius-root').getByText('Your 1,000 credits are kept. Start a plan to use them.')).toBeVisible({ timeout: 2_000 }));
		await expectTile(wordpress, 'Total Available', '1,000');
		await expect(wordpress.getByRole('button', { name: /^Buy Now/ })).toHaveCount(0);
		await expectAccessible(wordpress);
		await shoot(wordpress, 'credits-lapsed');
		await owner.goto(`${environment.cloudUrl}/account`);
		await expect(owner.getByText('Your 1,000 credits are kept. Start a plan to use them.')).toBeVisible();
		await expectPageAccessible(owner);
		await shoot(owner, 'account-lapsed', { dark: true });
		await mailWith(environment, EMAIL, /^Your Pro plan has ended$/);
	});

	await test.step('a plan started again brings them back, to the credit', async () => {
		await owner.getByRole('link', { name: 'View Plans' }).click();
		await expectPageAccessible(owner);
		await shoot(owner, 'license-lapsed', { dark: true });
		await owner.getByRole('button', { name: 'Choose Pro' }).click();
		await owner.getByRole('button', { name: /^Pay \$12/ }).click();
		await expect(owner.getByRole('heading', { name: 'You have Pro' })).toBeVisible({ timeout: 30_000 });
		await expectPageAccessible(owner);
		await shoot(owner, 'plan-done', { dark: true });
		await expectTotal('1,000');
		await expect(wordpress.locator('#seo-rank-genius-root').getByText('Your 1,000 credits are kept.', { exact: false })).toBeHidden();
		await expect(wordpress.getByRole('button', { name: /^Buy Now/ })).toHaveCount(6);
	});

	await test.step('renewed, it goes on; not paid for, it says so until it is', async () => {
		const subscription = await newestAtPolar(environment, 'subscription', EMAIL);
		await atPolar(environment, `/subscriptions/${subscription}/renew`, {});
		await expectTotal('1,000');
		await atPolar(environment, `/subscriptions/${subscription}/renew`, { outcome: 'failed' });
		await mailWith(environment, EMAIL, /^The payment for your Pro plan failed$/);
		await expectTotal('1,000');
		await owner.goto(`${environment.cloudUrl}/account`);
		await owner.getByRole('link', { name: 'Plan and key' }).click();
		await expect(owner.getByText(/^The last payment failed\./)).toBeVisible();
		await expectPageAccessible(owner);
		await shoot(owner, 'license-past-due', { dark: true });
		await atPolar(environment, `/subscriptions/${subscription}/payment`, { outcome: 'paid' });
		await expect(async () => {
			await owner.reload();
			await expect(owner.getByText(/^The last payment failed\./)).toBeHidden({ timeout: 500 });
		}).toPass();
	});

	await test.step('upgraded to Agency it gets the difference; refunded, that goes back', async () => {
		await owner.goto(`${environment.cloudUrl}/account`);
		await owner.getByRole('link', { name: 'Plan and key' }).click();
		await owner.getByRole('link', { name: 'Change to Agency' }).click();
		await expectPageAccessible(owner);
		await shoot(owner, 'change-plan', { dark: true });
		await owner.getByRole('button').last().click();
		const receipt = await mailWith(environment, EMAIL, /^Your Agency plan$/);
		expect(receipt.text).toContain('4,000 Shared Credits came with it');
		await expectTotal('5,000');
		await expect(wordpress.getByText('Plan: Agency')).toBeVisible();
		await atPolar(environment, '/refunds', { order_id: await newestAtPolar(environment, 'order', EMAIL) });
		await mailWith(environment, EMAIL, /^Refund of .*4,000 credits taken back$/);
		await expectTotal('1,000');
	});

	await test.step('the purchases tell all of it', async () => {
		await owner.goto(`${environment.cloudUrl}/account/purchases`);
		await expect(owner.getByRole('row', { name: /Agency plan/ })).toContainText('4,000 credits taken back');
		// The first, the one after the lapse, the renewal, and the renewal that was paid for late.
		await expect(owner.getByRole('row', { name: /Pro plan/ })).toHaveCount(4);
		await expectPageAccessible(owner);
		await shoot(owner, 'purchases', { dark: true });
		await owner.goto(environment.mailboxUrl);
		for (const subject of [/^Your Agency plan$/, /^Refund of/, /^The payment for your Pro plan failed$/, /^Your Pro plan has ended$/]) {
			const mail = await mailWith(environment, EMAIL, subject);
			await owner.goto(`${environment.mailboxUrl}/mails/${mail.id}`);
			await shoot(owner, `mail-${mail.subject.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`, { dark: true });
		}
	});
});

test('a plan bought twice for one license is ended and given back, and the mail says why', async ({ page, context, environment }) => {
	const site = await environment.openSite();
	await signIn(page, site);
	await startTrial(page, environment, site.url, 'twice@example.com');
	const [first, second] = [await context.newPage(), await context.newPage()];
	await signInAsOwner(first, environment, 'twice@example.com');
	for (const [owner, plan] of [[first, 'Pro'], [second, 'Agency']] as const) {
		await owner.goto(`${environment.cloudUrl}/account`);
		await owner.getByRole('link', { name: 'Plan and key' }).click();
		await owner.getByRole('button', { name: `Choose ${plan}` }).click();
		await expect(owner.getByRole('button', { name: /^Pay / })).toBeVisible();
	}
	await first.getByRole('button', { name: /^Pay / }).click();
	await expect(first.getByRole('heading', { name: 'You have Pro' })).toBeVisible({ timeout: 30_000 });
	await second.getByRole('button', { name: /^Pay / }).click();
	await expect(second.getByRole('heading', { name: 'Refunded' })).toBeVisible({ timeout: 30_000 });
	await expect(second.getByText('The license already had a plan.', { exact: false })).toBeVisible();
	await expectPageAccessible(second);
	await shoot(second, 'checkout-refunded', { dark: true });
	expect((await mailWith(environment, 'twice@example.com', /^Refund of \$49$/)).text).toContain('Your license already had a plan');
	await openScreen(page, site.url, 'account');
	await page.getByRole('link', { name: 'License' }).click();
	await expect(page.getByText('1 of 1 site')).toBeVisible();
});
