// The usage page and its CSV: each line once, by filter and page, of the owner's sites alone, and safe to open in a spreadsheet.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { capture } from '../../src/ledger/capture.ts';
import { release } from '../../src/ledger/release.ts';
import { reserve, type Reservation } from '../../src/ledger/reserve.ts';
import { startCloud, type ConnectedTestSite } from '../support/cloud.ts';
import { reservation } from '../support/ledger.ts';
import { agencyAccount } from '../support/owner.ts';

const cloud = await startCloud();
const { db, clock } = cloud.services;

async function run(site: ConnectedTestSite, actions: Reservation[], at: Date = clock()): Promise<void> {
	await reserve(db, site, actions, at);
	await capture(db, site, actions.map(({ action_id }) => ({ action_id, result: { alt_text: 'x' } })), at);
}

/** The rows of the CSV, without the names of its columns. */
async function csvOf(owner: { open(path: string): Promise<void>; html: string }, query = ''): Promise<string[][]> {
	await owner.open(`/account/usage.csv${query}`);
	const [head = '', ...lines] = owner.html.replace(/^\ufeff/, '').trimEnd().split('\r\n');
	assert.equal(head, 'at,website,feature,object,person,outcome,reason,credits_charged,from_domain,from_shared,run,action');
	return lines.filter(Boolean).map((line) => line.split(','));
}

describe('the usage page', () => {
	it('shows what each action cost, of all sites, of one, of one license', async () => {
		const { owner, sites, license_id } = await agencyAccount(cloud);
		const [one, two] = [sites[0], sites[1] ?? assert.fail()];
		await run(one, [{ ...reservation(3), feature: 'content_analysis' }]);
		const failed = [reservation(2)];
		await reserve(db, two, failed, clock());
		await release(db, two, failed.map(({ action_id }) => ({ action_id, code: 'provider_failed' as const })), clock());
		await owner.open('/account/usage');
		assert.match(owner.text, /Content analysis attachment 1 user 1 Done 3 3 from Shared/);
		assert.match(owner.text, /Image alt text attachment 1 user 1 Failed : 0 charged 0|Image alt text attachment 1 user 1 Failed: 0 charged 0/);
		await owner.open(`/account/usage?of=${two.site_id}`);
		assert.ok(!owner.text.includes('3 from Shared'));
		await owner.open(`/account/usage?of=${license_id}&outcome=charged`);
		assert.ok(owner.text.includes('3 from Shared') && !owner.text.includes('0 charged 0'));
		await owner.open('/account/usage');
		await owner.submit('Show', { feature: 'draft' });
		assert.match(owner.text, /Nothing matches/);
		const today = clock().toISOString().slice(0, 10);
		await owner.open(`/account/usage?from=${today}&to=${today}&feature=&outcome=&of=`);
		assert.match(owner.text, /3 from Shared/);
		await owner.open('/account/usage?to=2020-01-01');
		assert.match(owner.text, /Nothing matches/);
	});

	it('goes from page to page with its filters, each line once', async () => {
		const { owner, sites } = await agencyAccount(cloud, 3);
		const ids: string[] = [];
		for (const site of sites) {
			for (let call = 0; call < 2; call++) {
				const actions = Array.from({ length: 20 }, () => reservation(1));
				ids.push(...actions.map(({ action_id }) => action_id));
				await run(site, actions);
			}
		}
		const count = (): number => owner.html.match(/<tr role="row">\n<td/g)?.length ?? 0;
		await owner.open('/account/usage?outcome=charged');
		const seen = [count()];
		while (owner.text.includes('Older')) {
			await owner.follow('Older');
			seen.push(count());
		}
		assert.deepEqual(seen, [50, 50, 20]);
		await owner.follow('Newest');
		assert.equal(count(), 50);
		await owner.follow('Download all that matches as CSV');
		const rows = await csvOf(owner, '?outcome=charged');
		assert.deepEqual(new Set(rows.map((row) => row[11])), new Set(ids));
		assert.equal(rows.length, 120);
		assert.match(owner.headers.get('content-type') ?? '', /^text\/csv/);
		assert.match(owner.headers.get('content-disposition') ?? '', /^attachment; filename="credits-\d{4}-\d\d-\d\d\.csv"$/);
	});

	it('refuses filters and cursors that mean nothing', async () => {
		const { owner } = await agencyAccount(cloud, 1);
		for (const query of ['feature=nothing', 'outcome=x', 'from=yesterday', 'from=2026-13-45', 'of=1', 'cursor=x']) {
			await owner.open(`/account/usage?${query}`);
			assert.equal(owner.status, 400, query);
			assert.match(owner.text, /Back to your account/);
		}
	});

	it('of another account is not there', async () => {
		const [one, two] = [await agencyAccount(cloud, 1), await agencyAccount(cloud, 1)];
		await run(one.sites[0], [reservation(7)]);
		for (const id of [one.license_id, one.sites[0].site_id, randomUUID()]) {
			for (const page of ['usage', 'usage.csv']) {
				await two.owner.open(`/account/${page}?of=${id}`);
				assert.equal(two.owner.status, 404, page);
			}
		}
		assert.deepEqual(await csvOf(two.owner), []);
	});
});

describe('the CSV', () => {
	it('has no cell that a spreadsheet would read as a formula', async () => {
		const { owner, sites } = await agencyAccount(cloud, 1);
		const site = sites[0];
		await run(site, [
			{ ...reservation(1), actor: '-1.1', subject: { type: '-x', id: '1' } },
			{ ...reservation(1), actor: '@SUM', subject: { type: '=1+1', id: '"a,b"' } },
		]);
		await owner.open('/account/usage.csv');
		assert.ok(owner.html.includes(",'-x:1,'-1.1,"), owner.html);
		assert.ok(owner.html.includes(`,"'=1+1:""a,b""",'@SUM,`), owner.html);
		const cells = owner.html.replace(/^\ufeff/, '').split(/\r\n|,/);
		assert.deepEqual(cells.filter((cell) => /^"?[=+@-]/.test(cell)), []);
	});

	it('charges nothing for what failed', async () => {
		const { owner, sites } = await agencyAccount(cloud, 1);
		const failed = [reservation(9)];
		await reserve(db, sites[0], failed, clock());
		await release(db, sites[0], failed.map(({ action_id }) => ({ action_id, code: 'provider_failed' as const })), clock());
		const [row] = await csvOf(owner);
		assert.deepEqual(row?.slice(5, 10), ['released', 'provider_failed', '0', '0', '0']);
	});

	it('is whole for more than a page of the ledger', async () => {
		const { owner, sites } = await agencyAccount(cloud, 1);
		await db.query("UPDATE pools SET available = available + 2000, credited = credited + 2000 WHERE pool_id = $1", [sites[0].site_id]);
		for (let call = 0; call < 42; call++) {
			await reserve(db, sites[0], Array.from({ length: 25 }, () => reservation(1)), clock());
		}
		assert.equal((await csvOf(owner)).length, 1050);
	});
});
