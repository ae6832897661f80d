// The queue before the model: how many run, whose turn it is, who may still come in, and leaving it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFairQueue } from '../../src/ai/fair-queue.ts';

const never = new AbortController().signal;

/** Work that ends when told to, and the order in which it began. */
function createWork(): { begun: string[]; work: (name: string) => () => Promise<string>; finish: (name: string) => void } {
	const begun: string[] = [];
	const gates = new Map<string, () => void>();
	return {
		begun,
		work: (name) => () => {
			begun.push(name);
			return new Promise((resolve) => gates.set(name, () => resolve(name)));
		},
		finish: (name) => gates.get(name)?.(),
	};
}

describe('the queue before the model', () => {
	it('runs no more than its limit at once', async () => {
		const queue = createFairQueue({ max_running: 2, max_waiting: 10 });
		const { begun, work, finish } = createWork();
		const all = ['a1', 'a2', 'a3'].map((name) => queue.run('a', never, work(name)));
		await Promise.resolve();
		assert.deepEqual(begun, ['a1', 'a2']);
		assert.deepEqual([queue.running, queue.waiting], [2, 1]);
		finish('a1');
		await all[0];
		await Promise.resolve();
		assert.deepEqual(begun, ['a1', 'a2', 'a3']);
		finish('a2');
		finish('a3');
		assert.deepEqual(await Promise.all(all), ['a1', 'a2', 'a3']);
		assert.deepEqual([queue.running, queue.waiting], [0, 0]);
	});

	it('lets sites take turns, however many one of them has waiting', async () => {
		const queue = createFairQueue({ max_running: 1, max_waiting: 10 });
		const { begun, work, finish } = createWork();
		const names = ['a1', 'a2', 'a3', 'b1', 'c1'];
		const all = names.map((name) => queue.run(name.charAt(0), never, work(name)));
		for (const [index, name] of ['a1', 'a2', 'b1', 'c1', 'a3'].entries()) {
			while (begun.length <= index) {
				await Promise.resolve();
			}
			assert.equal(begun[index], name);
			finish(name);
		}
		await Promise.all(all);
	});

	it('says when it is full', async () => {
		const queue = createFairQueue({ max_running: 1, max_waiting: 2 });
		const { work, finish } = createWork();
		assert.ok(queue.hasRoom(3));
		assert.ok(!queue.hasRoom(4));
		const first = queue.run('a', never, work('a1'));
		await Promise.resolve();
		assert.ok(queue.hasRoom(2));
		assert.ok(!queue.hasRoom(3));
		finish('a1');
		await first;
	});

	it('lets go of who gives up waiting, and goes on after work that fails', async () => {
		const queue = createFairQueue({ max_running: 1, max_waiting: 10 });
		const { begun, work } = createWork();
		const gate = Promise.withResolvers<void>();
		const failing = queue.run('a', never, async () => {
			await gate.promise;
			throw new Error('the model failed');
		});
		const impatient = new AbortController();
		const given_up = queue.run('b', impatient.signal, work('b1'));
		const patient = queue.run('c', never, async () => 'c1');
		impatient.abort(new Error('late'));
		await assert.rejects(given_up, /late/);
		gate.resolve();
		await assert.rejects(failing, /the model failed/);
		assert.equal(await patient, 'c1');
		assert.deepEqual(begun, []);
		assert.deepEqual([queue.running, queue.waiting], [0, 0]);
	});
});
