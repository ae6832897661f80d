// Verb: gives back what was held by actions that never ended, such as those of a killed process. docs/LEDGER.md, "Expire".
import type { Database } from '../db/database.ts';
import { callAlone } from './call.ts';
import { settleCall, settleVerb } from './settle.ts';

const EXPIRE = settleVerb('expire', 'expired');

interface OverdueRow {
	account_id: string;
	site_id: string;
	action_ids: string[];
}

/** Expires up to `limit` holds that are past their time, and returns how many it ended. */
export async function expire(db: Database, now: Date, limit = 500): Promise<number> {
	const overdue = await db.query<OverdueRow>({
		name: 'find-overdue-holds',
		text: `SELECT account_id, site_id, array_agg(action_id) AS action_ids
			FROM (SELECT account_id, site_id, action_id FROM holds WHERE state = 'held' AND expires_at <= $1 ORDER BY expires_at LIMIT $2) overdue
			GROUP BY account_id, site_id ORDER BY account_id, site_id`,
		values: [now, limit],
	});
	let ended = 0;
	for (const site of overdue.rows) {
		const endings = site.action_ids.map((action_id) => ({ action_id, code: 'provider_failed' as const }));
		const answer = await callAlone(db, EXPIRE, settleCall(site, endings), now);
		ended += answer.actions.filter((action) => action.state === 'expired').length;
	}
	return ended;
}
