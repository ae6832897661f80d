// Reads that share a statement: who shares, who gets what, and what a failure is.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shareReads } from '../../src/db/shared-reads.ts';

describe('shared reads', () => {
	function watched(is_shared = true): { read: (key: number) => Promise<string | undefined>; sent: number[][]; end: () => void } {
		const sent: number[][] = [];
		const ends: (() => void)[] = [];
		const read = shareReads<number, string>(async (keys) => {
			sent.push([...keys]);
			await new Promise<void>((resolve) => ends.push(resolve));
			if (keys.includes(13)) {
				throw new Error('No such luck.');
			}
			return keys.map((key) => (key < 0 ? undefined : `row ${key}`));
		}, is_shared);
		return { read, sent, end: () => ends.shift()?.() };
	}
	const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

	it('go together when they come together, and answer each its own', async () => {
		const { read, sent, end } = watched();
		const answers = [read(1), read(-1), read(1), read(2)];
		await turn();
		end();
		assert.deepEqual(await Promise.all(answers), ['row 1', undefined, 'row 1', 'row 2']);
		assert.deepEqual(sent, [[1, -1, 1, 2]]);
	});

	it('join none that is on its way, so that none is older than its call', async () => {
		const { read, sent, end } = watched();
		const answers = [read(1)];
		await turn();
		answers.push(read(2));
		await turn();
		answers.push(read(3), read(4));
		await turn();
		assert.deepEqual(sent, [[1], [2]]);
		end();
		await turn();
		assert.deepEqual(sent, [[1], [2], [3, 4]]);
		end();
		end();
		assert.deepEqual(await Promise.all(answers), ['row 1', 'row 2', 'row 3', 'row 4']);
	});

	it('fail together, and the next go on', async () => {
		const { read, end } = watched();
		const failing = Promise.allSettled([read(1), read(13)]);
		await turn();
		end();
		assert.deepEqual((await failing).map(({ status }) => status), ['rejected', 'rejected']);
		const next = read(2);
		await turn();
		end();
		assert.equal(await next, 'row 2');
	});

	it('are each a statement of their own where they are told to', async () => {
		const { read, sent, end } = watched(false);
		const answers = [read(1), read(2)];
		end();
		end();
		assert.deepEqual(await Promise.all(answers), ['row 1', 'row 2']);
		assert.deepEqual(sent, [[1], [2]]);
	});
});
