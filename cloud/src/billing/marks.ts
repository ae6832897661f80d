// Where a poll of Polar's lists stands. A mark only ever moves forward.
import type { Queryable } from '../db/database.ts';

export type MarkName = 'orders' | 'refunds' | 'disputes' | 'reconcile';

export async function readMark(db: Queryable, name: MarkName): Promise<Date | undefined> {
	const found = await db.query<{ mark: Date }>('SELECT mark FROM poll_marks WHERE name = $1', [name]);
	return found.rows[0]?.mark;
}

export async function moveMark(db: Queryable, name: MarkName, mark: Date): Promise<void> {
	await db.query(
		'INSERT INTO poll_marks (name, mark) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET mark = greatest(poll_marks.mark, excluded.mark)',
		[name, mark],
	);
}
