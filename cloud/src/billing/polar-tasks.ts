// What Polar is asked to do, written in the transaction that decides it. do-tasks.ts carries it out.
//
// Invariants: a decision is never lost, and of one order or subscription one task waits at a time; the newest wish counts, but
// nothing takes the place of a refund or of an ending.
import { randomUUID } from 'node:crypto';
import type { Queryable } from '../db/database.ts';

export type TaskKind = 'refund_order' | 'end_subscription' | 'change_plan' | 'cancel_plan' | 'uncancel_plan';

export interface NewTask {
	account_id: string;
	kind: TaskKind;
	/** An order's or a subscription's id at Polar. */
	target_id: string;
	/** The plan to change to. */
	plan?: string;
}

export async function queueTask(tx: Queryable, { account_id, kind, target_id, plan }: NewTask, now: Date): Promise<void> {
	await tx.query(
		`INSERT INTO polar_tasks AS t (account_id, task_id, kind, target_id, plan, next_try_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $6)
			ON CONFLICT (account_id, target_id) WHERE state = 'pending' DO UPDATE SET task_id = excluded.task_id, kind = excluded.kind,
				plan = excluded.plan, tries = 0, next_try_at = excluded.next_try_at, created_at = excluded.created_at
				WHERE t.kind NOT IN ('refund_order', 'end_subscription')`,
		[account_id, randomUUID(), kind, target_id, plan ?? null, now],
	);
}
