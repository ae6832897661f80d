// Does a run of a thousand real pictures, interrupted in five ways, and prints what the ledger, the run's table and the alt texts say.
//
// node tests/runs/thousand.ts [count]. WORDPRESS_DB=mariadb for the other database. Exits 1 where the three disagree.

import assert from 'node:assert/strict';
import { readSettings } from '../../tools/settings.ts';
import { openEnvironment, until, type Environment } from './environment.ts';
import { Model } from './model.ts';
import { drive, findRun, resume, startRun, step } from './owner.ts';

const count = Number(process.argv[2] ?? 1000);
const { wordpressDatabase: database } = readSettings(process.env);
const started = performance.now();

function say(what: string): void {
	console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${what}`);
}

const scene = await openEnvironment({ database, images: count, credits: count });
try {
	await thousand(scene);
} finally {
	await scene.close();
}

async function thousand({ owner, ledger, proxy, ...scene }: Environment): Promise<void> {
	const model = await Model.fresh(scene.modelUrl);
	say(`WordPress on ${database} with ${scene.images.length} pictures, and a cloud with ${count} credits, are there`);
	const run = await startRun(owner, scene.images);
	say(`the run is started: ${run.total} items, ${run.price_of_rest} credits`);
	const at = (share: number) => drive(owner, run, ({ done }) => done >= count * share);

	say(`the cloud goes away at ${(await at(0.2)).done}`);
	await proxy.become('down');
	say(`the run says ${(await drive(owner, run)).end}`);
	await proxy.become('up');
	await resume(owner, run);

	say(`the process that serves a batch is killed (SIGKILL) after ${(await at(0.4)).done}`);
	const before = await model.calls();
	await model.arm({ effect: 'latency', latency_ms: 2000, count: 25 });
	const over = step(owner, run).catch((error: unknown) => error);
	await until('the model works on a batch', async () => (await model.calls()) > before);
	await scene.killStep();
	say(`its page got ${String(await over)}`);
	await scene.pass(60);

	say(`somebody stops the run after ${(await at(0.6)).done}`);
	await owner.post(`/runs/${run.id}/stop`, {});
	say(`the run says ${(await drive(owner, run)).end}`);
	await resume(owner, run);

	say(`an answer of the cloud is lost after ${(await at(0.8)).done}`);
	await proxy.become('mute');
	say(`the run says ${(await drive(owner, run)).end}`);
	await proxy.become('up');
	await resume(owner, run);

	say(`the page is closed after ${(await at(0.9)).done}; WP-Cron goes on`);
	await scene.pass(60);
	await until('the background has done the rest', async () => {
		await (await fetch(`${scene.site.url}/wp-cron.php`)).arrayBuffer();
		return (await findRun(owner, run.id)).state === 'ended';
	}, 600_000);

	const [site, charged, shown] = [await scene.counts(run.id), await ledger.charged(run.id), await findRun(owner, run.id)];
	say(`the run says ${shown.end}: ${shown.done} of ${shown.total}, ${shown.credits_spent} credits`);
	console.log(`\nledger     ${charged.captured} captured actions, ${charged.credits} credits in holds, ${charged.entered} in entries, ${charged.open} open, ${await ledger.shared(scene.license)} left`);
	console.log(`run        ${site.done} done of ${site.items}, ${site.credits} credits, ${site.failed} failed, ${site.remaining} left, ${site.action_ids} action ids`);
	console.log(`alt texts  ${site.texts} in postmeta, ${site.saved} of them as made`);
	console.log(`model      ${await model.calls()} calls`);
	const broken = await ledger.broken();
	console.log(`invariants ${broken.length === 0 ? 'all hold' : broken.join('; ')}`);
	assert.deepEqual([charged.captured, charged.credits, charged.entered, site.done, site.credits, site.texts, site.saved], Array(7).fill(count));
	assert.deepEqual(broken, []);
}
