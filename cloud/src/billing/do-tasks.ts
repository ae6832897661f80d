// Carries out what Polar is asked to do. Each task can be done twice without harm: Polar refuses what is done already.
//
// A refund of all that is left cannot happen twice: Polar knows what is left of an order. A refund or an ending is tried until it is
// done; a wish of the owner that Polar refuses fails, with the reason.
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import { applyOrder, refreshOrder } from './apply-order.ts';
import { refreshSubscription } from './apply-subscription.ts';
import { isEnded, isInForce } from './plan-dates.ts';
import { PolarRefusal } from './polar-errors.ts';
import type { TaskKind } from './polar-tasks.ts';
import { planSku } from '../catalog/offers.ts';
import { planOf } from '../catalog/catalog.ts';

const BATCH = 5;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 3_600_000;

interface WaitingTask {
	account_id: string;
	task_id: string;
	kind: TaskKind;
	target_id: string;
	plan: string | null;
	tries: number;
}

/** Does what is due. @throws Problem `unavailable` where Polar is away: the rest waits */
export async function doTasks(services: Services): Promise<void> {
	const due = await services.db.query<WaitingTask>(
		`SELECT account_id, task_id, kind, target_id, plan, tries FROM polar_tasks
			WHERE state = 'pending' AND next_try_at <= $1 ORDER BY next_try_at LIMIT $2`,
		[services.clock(), BATCH],
	);
	for (const task of due.rows) {
		await doTask(services, task);
	}
}

async function doTask(services: Services, task: WaitingTask): Promise<void> {
	const { log, clock, db } = services;
	try {
		await carryOut(services, task);
		await end(services, task, null);
	} catch (error) {
		const is_wish = task.kind !== 'refund_order' && task.kind !== 'end_subscription';
		if (is_wish && error instanceof PolarRefusal && error.polar_status !== 409) {
			log.warn({ err: error, kind: task.kind, target_id: task.target_id }, "Polar refused an owner's wish");
			await end(services, task, error.polar_status === 402 ? 'payment_failed' : 'refused');
			return;
		}
		const wait_ms = Math.min(FIRST_RETRY_MS * 2 ** task.tries, LONGEST_RETRY_MS);
		log.error({ err: error, kind: task.kind, target_id: task.target_id, wait_ms }, 'what Polar was asked to do is tried again later');
		await db.query('UPDATE polar_tasks SET tries = tries + 1, next_try_at = $3 WHERE account_id = $1 AND task_id = $2', [
			task.account_id,
			task.task_id,
			new Date(clock().getTime() + wait_ms),
		]);
		if (error instanceof Problem && error.code === 'unavailable') {
			throw error;
		}
	}
}

/** Only the task as it was read: a newer wish that took its place stays. */
async function end({ db, clock }: Services, task: WaitingTask, failure: 'payment_failed' | 'refused' | null): Promise<void> {
	await db.query(
		`UPDATE polar_tasks SET state = CASE WHEN $3::text IS NULL THEN 'done' ELSE 'failed' END, failure = $3, ended_at = $4
			WHERE account_id = $1 AND task_id = $2 AND state = 'pending'`,
		[task.account_id, task.task_id, failure, clock()],
	);
}

async function carryOut(services: Services, task: WaitingTask): Promise<void> {
	switch (task.kind) {
		case 'refund_order':
			return refund(services, task.target_id);
		case 'end_subscription':
			return endSubscription(services, task.target_id);
		case 'change_plan':
			return changePlan(services, task);
		case 'cancel_plan':
		case 'uncancel_plan':
			return setCancelled(services, task.target_id, task.kind === 'cancel_plan');
	}
}

async function refund(services: Services, order_id: string): Promise<void> {
	const { payments } = services;
	const order = await payments.readOrder(order_id);
	if (order !== undefined && order.refundable_amount > 0) {
		await payments.refundOrder(order, 'This purchase could not be granted.').catch(async (error: unknown) => {
			// Another process was faster, or the answer of an earlier try was lost.
			if (!(error instanceof PolarRefusal) || ((await payments.readOrder(order_id))?.refundable_amount ?? 0) > 0) {
				throw error;
			}
		});
	}
	if (order !== undefined) {
		await refreshOrder(services, order_id);
	}
}

async function endSubscription(services: Services, subscription_id: string): Promise<void> {
	const { payments } = services;
	const isOver = async (): Promise<boolean> => isEnded((await payments.readSubscription(subscription_id))?.status ?? 'canceled');
	if (!(await isOver())) {
		await payments.endSubscription(subscription_id).catch(async (error: unknown) => {
			if (!(error instanceof PolarRefusal) || !(await isOver())) {
				throw error;
			}
		});
	}
	await refreshSubscription(services, subscription_id);
	// A period that was charged for meanwhile is one of its orders.
	for (const order of await payments.ordersOfSubscription(subscription_id)) {
		await applyOrder(services, order);
	}
}

async function setCancelled(services: Services, subscription_id: string, cancel: boolean): Promise<void> {
	const { payments } = services;
	const read = await payments.readSubscription(subscription_id);
	if (read !== undefined && isInForce(read.status) && read.cancel_at_period_end !== cancel) {
		await payments.cancelAtPeriodEnd(subscription_id, cancel);
	}
	await refreshSubscription(services, subscription_id);
}

/** A dearer plan is charged for and had at once; a cheaper one follows at the renewal. */
async function changePlan(services: Services, task: WaitingTask): Promise<void> {
	const { payments, catalog, db } = services;
	const { account_id, target_id, plan } = task;
	const now = await db.query<{ plan: string; next_plan: string | null }>('SELECT plan, next_plan FROM subscriptions WHERE account_id = $1 AND subscription_id = $2', [
		account_id,
		target_id,
	]);
	const current = now.rows[0];
	if (plan === null || current === undefined) {
		return;
	}
	const wanted = planOf(catalog, plan);
	await setCancelled(services, target_id, false);
	if (current.plan !== wanted.id) {
		await payments.changeProduct(target_id, planSku(wanted.id), wanted.price_cents > planOf(catalog, current.plan).price_cents ? 'now' : 'next_period');
	} else if (current.next_plan !== null) {
		await payments.clearUpdate(target_id);
	}
	await refreshSubscription(services, target_id);
	for (const order of await payments.ordersOfSubscription(target_id)) {
		await applyOrder(services, order);
	}
}
