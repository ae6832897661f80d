// Takes and renews a named lease, so that of several processes one does a background duty at a time.
import { randomUUID } from 'node:crypto';
import type { Queryable } from './database.ts';

export interface Lease {
	/** True while this process holds it; renews it for `lifetime_ms` more. */
	hold(now: Date): Promise<boolean>;
	/** Gives it up, so that another process need not wait for its end. */
	giveUp(): Promise<void>;
}

/** A lease spares double work. What it guards must be correct without it: its holder may be paused past its end. */
export function createLease(db: Queryable, name: string, lifetime_ms: number): Lease {
	const token = randomUUID();
	return {
		async hold(now) {
			const taken = await db.query(
				`INSERT INTO leases AS l (name, token, expires_at) VALUES ($1, $2, $3)
					ON CONFLICT (name) DO UPDATE SET token = excluded.token, expires_at = excluded.expires_at
					WHERE l.token = excluded.token OR l.expires_at <= $4`,
				[name, token, new Date(now.getTime() + lifetime_ms), now],
			);
			return taken.rowCount === 1;
		},
		async giveUp() {
			await db.query('DELETE FROM leases WHERE name = $1 AND token = $2', [name, token]);
		},
	};
}
