// A site's statement: order, filters, pages that stay right while actions are begun, export, and what it refuses.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { capture } from '../../src/ledger/capture.ts';
import { release } from '../../src/ledger/release.ts';
import { reserve, type Reservation } from '../../src/ledger/reserve.ts';
import { statement, wholeStatement, type StatementFilter, type StatementLine, type StatementOf, type StatementPage } from '../../src/ledger/statement.ts';
import { Problem } from '../../src/problems.ts';
import { freshDatabase } from '../support/database.ts';
import { NOW, openLicense, openSite, reservation, type LedgerSite } from '../support/ledger.ts';

const db = await freshDatabase();
const at = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const isInvalid = (error: unknown): boolean => error instanceof Problem && error.code === 'invalid_request';

/** Begins so many actions of one credit, those of a call at the same time; their ids in the order of the statement. */
async function begin(site: LedgerSite, calls: number, of_each: number, first_second = 0): Promise<string[]> {
	const ids: string[][] = [];
	for (let call = 0; call < calls; call++) {
		const wanted = Array.from({ length: of_each }, () => reservation(1));
		await reserve(db, site, wanted, at(first_second + call));
		ids.unshift(wanted.map(({ action_id }) => action_id).sort());
	}
	return ids.flat();
}

async function all(site: StatementOf, filter: StatementFilter = {}): Promise<StatementLine[]> {
	const lines: StatementLine[] = [];
	for await (const line of wholeStatement(db, site, filter)) {
		lines.push(line);
	}
	return lines;
}

describe('statement', () => {
	it('lists every action of the site and of no other, newest first', async () => {
		const site = await openLicense(db, { domain: 3, shared: 40 });
		const other = await openSite(db, site);
		const ids = await begin(site, 3, 4);
		await begin(other, 2, 2);
		const { lines, next_cursor } = await statement(db, site);
		assert.deepEqual(lines.map((line) => line.action_id), ids);
		assert.equal(next_cursor, null);
		const { action_id: _id, ...newest } = lines[0] ?? assert.fail();
		assert.deepEqual(newest, {
			site_id: site.site_id,
			run_id: null,
			feature: 'image_alt',
			subject: { type: 'attachment', id: '1' },
			actor: '1',
			state: 'held',
			code: null,
			cost: 1,
			from_domain: 0,
			from_shared: 1,
			created_at: at(2),
			settled_at: null,
		});
		assert.equal(lines.reduce((sum, line) => sum + line.from_domain, 0), 3);
	});

	it('tells each line once, page after page, while new actions are begun', async () => {
		const site = await openLicense(db, { shared: 500 });
		const ids = await begin(site, 9, 7);
		const read: string[] = [];
		let cursor: string | undefined;
		let page_number = 0;
		do {
			const page = await statement(db, site, {}, { limit: 5, ...(cursor === undefined ? {} : { cursor }) });
			read.push(...page.lines.map((line) => line.action_id));
			cursor = page.next_cursor ?? undefined;
			await begin(site, 1, 3, 100 + page_number++);
		} while (cursor !== undefined);
		assert.deepEqual(read, ids);
		assert.equal(page_number, Math.ceil(ids.length / 5));
	});

	it('keeps apart what began within the same millisecond', async () => {
		const site = await openLicense(db, { shared: 10 });
		const ids = await begin(site, 1, 6);
		for (const [index, id] of ids.entries()) {
			await db.query(`UPDATE holds SET created_at = created_at + $2 * interval '1 microsecond' WHERE action_id = $1`, [id, index]);
		}
		const read: string[] = [];
		for (let cursor: string | null | undefined; cursor !== null; ) {
			const page: Awaited<ReturnType<typeof statement>> = await statement(db, site, {}, { limit: 1, ...(cursor === undefined ? {} : { cursor }) });
			read.push(...page.lines.map((line) => line.action_id));
			cursor = page.next_cursor;
		}
		assert.deepEqual(read, ids.toReversed());
	});

	it('exports more than a page, to the last line', async () => {
		const site = await openLicense(db, { shared: 600 });
		const ids = await begin(site, 21, 25);
		assert.deepEqual((await all(site)).map((line) => line.action_id), ids);
	});

	it('filters by feature, outcome, actor, run and time', async () => {
		const site = await openLicense(db, { shared: 100 });
		const run_id = randomUUID();
		const one = async (seconds: number, changes: Partial<Reservation>): Promise<string> => {
			const wanted = { ...reservation(1), ...changes };
			await reserve(db, site, [wanted], at(seconds));
			return wanted.action_id;
		};
		const draft = await one(0, { feature: 'draft' });
		const by_another = await one(10, { actor: '7' });
		const of_run = await one(20, { run_id });
		const charged = await one(30, {});
		const failed = await one(40, {});
		await capture(db, site, [{ action_id: charged, result: { alt_text: 'x' } }], at(31));
		await release(db, site, [{ action_id: failed, code: 'provider_failed' }], at(41));
		const ids = async (filter: StatementFilter): Promise<string[]> => (await all(site, filter)).map((line) => line.action_id);
		assert.deepEqual(await ids({ feature: 'draft' }), [draft]);
		assert.deepEqual(await ids({ actor: '7' }), [by_another]);
		assert.deepEqual(await ids({ run_id }), [of_run]);
		assert.deepEqual(await ids({ state: 'captured' }), [charged]);
		assert.deepEqual(await ids({ state: 'held' }), [of_run, by_another, draft]);
		assert.deepEqual(await ids({ from: at(10), to: at(30) }), [of_run, by_another], 'from is in, to is not');
		assert.deepEqual(await ids({ feature: 'draft', actor: '7' }), []);
		assert.deepEqual(await ids({ state: ['released', 'captured'] }), [failed, charged]);
		const [line] = await all(site, { state: 'released' });
		assert.deepEqual([line?.action_id, line?.code, line?.settled_at], [failed, 'provider_failed', at(41)]);
	});

	it('takes words of SQL for the values they are', async () => {
		const site = await openLicense(db, { shared: 10 });
		await begin(site, 1, 2);
		assert.deepEqual(await all(site, { actor: `1' OR '1' = '1` }), []);
	});

	it('merges several sites of one account, page by page, each line once, and no site of another account', async () => {
		const one = await openLicense(db, { shared: 100 });
		const two = await openSite(db, one);
		const left_out = await openSite(db, one);
		const stranger = await openLicense(db, { shared: 100 });
		for (const site of [one, two, left_out, stranger]) {
			await begin(site, 4, 3);
		}
		const of = { account_id: one.account_id, site_ids: [one.site_id, two.site_id, stranger.site_id] };
		const lines = await all(of, {});
		assert.deepEqual(new Set(lines.map((line) => line.site_id)), new Set([one.site_id, two.site_id]));
		assert.equal(lines.length, 24);
		const times = lines.map((line) => line.created_at.getTime());
		assert.deepEqual(times, times.toSorted((left, right) => right - left));
		const paged: string[] = [];
		for (let cursor: string | null | undefined; cursor !== null; ) {
			const page: StatementPage = await statement(db, of, {}, { limit: 5, ...(cursor === undefined ? {} : { cursor }) });
			paged.push(...page.lines.map((line) => line.action_id));
			cursor = page.next_cursor;
		}
		assert.deepEqual(paged, lines.map((line) => line.action_id));
	});

	it('refuses a limit or a cursor that it cannot mean', async () => {
		const site = await openLicense(db);
		for (const limit of [0, -1, 1.5, 501, Number.NaN]) {
			await assert.rejects(statement(db, site, {}, { limit }), isInvalid, String(limit));
		}
		for (const cursor of ['', 'x', Buffer.from(`1 ${randomUUID().slice(1)}`).toString('base64url'), Buffer.from(`9e99 ${randomUUID()}`).toString('base64url')]) {
			await assert.rejects(statement(db, site, {}, { cursor }), isInvalid, cursor);
		}
	});

	it('reads a page by the index of holds by time', async () => {
		const site = await openLicense(db, { shared: 100 });
		await begin(site, 4, 10);
		const { next_cursor } = await statement(db, site, {}, { limit: 5 });
		const planned: string[] = [];
		const explaining = {
			query: async ({ text, values }: { text: string; values: unknown[] }) => {
				await db.transaction(async (tx) => {
					await tx.query('SET LOCAL enable_seqscan = off');
					const plan = await tx.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
					planned.push(plan.rows.map((row) => row['QUERY PLAN']).join('\n'));
				});
				return { rows: [] };
			},
		};
		await statement(explaining as never, site, {}, { cursor: next_cursor ?? assert.fail() });
		assert.match(planned[0] ?? '', /Index Scan using holds_by_time/);
		assert.match(planned[0] ?? '', /-> {2}Limit[^\n]*\n\s*-> {2}Index Scan/, 'and sorts no more than a page of each site');
		assert.match(planned[0] ?? '', /Index Cond: .*created_at <= /, 'and enters it where the cursor points');
	});
});
