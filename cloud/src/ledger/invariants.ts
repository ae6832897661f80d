// The invariants of docs/LEDGER.md as queries: each finds the rows that break one, over a live database, and changes nothing.

export interface Invariant {
	/** Its number in docs/LEDGER.md. */
	number: number;
	name: string;
	/** Answers the rows that break it; takes the present time as $1 where it uses one. */
	faults: string;
	uses_now?: true;
}

const POOL_OF_HOLD = `CASE p.kind WHEN 'shared' THEN h.license_id ELSE h.site_id END = p.pool_id`;
const TAKEN_FROM_POOL = `CASE p.kind WHEN 'shared' THEN h.from_shared ELSE h.from_domain END`;

export const INVARIANTS: readonly Invariant[] = [
	{
		number: 1,
		name: 'a pool adds up',
		faults: 'SELECT account_id, pool_id FROM pools WHERE credited <> available + held + spent + removed',
	},
	{
		number: 2,
		name: 'nothing is negative',
		faults: `SELECT account_id, pool_id FROM pools WHERE least(available, held, credited, spent, removed, owed) < 0
			UNION ALL SELECT account_id, site_id FROM site_months WHERE least(held, spent) < 0`,
	},
	{
		number: 3,
		name: 'nothing is owed while something is available, and only Shared owes',
		faults: `SELECT account_id, pool_id, owed, available FROM pools WHERE owed > 0 AND (available > 0 OR kind <> 'shared')`,
	},
	{
		number: 3,
		name: 'what is owed is what claw-backs left over, less what was paid since',
		faults: `SELECT p.account_id, p.pool_id, p.owed FROM pools p WHERE p.kind = 'shared' AND p.owed <>
			coalesce((SELECT sum(c.owed) FROM claw_backs c WHERE c.account_id = p.account_id AND c.license_id = p.pool_id), 0)
			+ coalesce((SELECT sum(e.amount) FROM entries e JOIN pools q USING (account_id, pool_id)
				WHERE e.kind = 'owed' AND q.account_id = p.account_id AND q.license_id = p.pool_id), 0)`,
	},
	{
		number: 4,
		name: 'the entries of a pool are its available + held',
		faults: `SELECT p.account_id, p.pool_id, p.available, p.held, sum(e.amount) AS entered FROM pools p
			LEFT JOIN entries e USING (account_id, pool_id)
			GROUP BY p.account_id, p.pool_id HAVING coalesce(sum(e.amount), 0) <> p.available + p.held`,
	},
	{
		number: 4,
		name: 'an entry is of a pool',
		faults: `SELECT account_id, pool_id, e.seq FROM entries e LEFT JOIN pools p USING (account_id, pool_id) WHERE p.kind IS NULL`,
	},
	{
		number: 5,
		name: 'what is held is the sum of the open holds',
		faults: `SELECT p.account_id, p.pool_id, p.held FROM pools p WHERE p.held <> coalesce((
			SELECT sum(${TAKEN_FROM_POOL}) FROM holds h WHERE h.account_id = p.account_id AND h.state = 'held' AND ${POOL_OF_HOLD}), 0)`,
	},
	{
		number: 5,
		name: 'what is spent is the sum of the captured holds',
		faults: `SELECT p.account_id, p.pool_id, p.spent FROM pools p WHERE p.spent <> coalesce((
			SELECT sum(${TAKEN_FROM_POOL}) FROM holds h WHERE h.account_id = p.account_id AND h.state = 'captured' AND ${POOL_OF_HOLD}), 0)`,
	},
	{
		number: 7,
		name: 'a captured hold is entered as it was split, any other not at all',
		faults: `SELECT h.account_id, h.site_id, h.action_id, h.state FROM holds h WHERE
			coalesce((SELECT -sum(e.amount) FROM entries e WHERE e.account_id = h.account_id AND e.pool_id = h.site_id
				AND e.action_id = h.action_id), 0) <> CASE h.state WHEN 'captured' THEN h.from_domain ELSE 0 END
			OR coalesce((SELECT -sum(e.amount) FROM entries e WHERE e.account_id = h.account_id AND e.pool_id = h.license_id
				AND e.site_id = h.site_id AND e.action_id = h.action_id), 0) <> CASE h.state WHEN 'captured' THEN h.from_shared ELSE 0 END`,
	},
	{
		number: 8,
		name: 'a hold is split into what it costs',
		faults: 'SELECT account_id, site_id, action_id FROM holds WHERE from_domain + from_shared <> cost OR least(from_domain, from_shared) < 0',
	},
	{
		number: 9,
		name: 'what was charged in the last 30 days has a result, and nothing else has one',
		faults: `SELECT account_id, site_id, action_id, h.state FROM holds h FULL JOIN results r USING (account_id, site_id, action_id)
			WHERE (h.state = 'captured' AND r.result IS NULL AND h.settled_at > $1::timestamptz - interval '30 days')
				OR (h.state IS DISTINCT FROM 'captured' AND r.result IS NOT NULL)`,
		uses_now: true,
	},
	{
		number: 10,
		name: 'one source is entered once in an account',
		faults: `SELECT account_id, source, count(*) FROM entries WHERE source IS NOT NULL GROUP BY account_id, source HAVING count(*) > 1`,
	},
	{
		number: 10,
		name: 'a paid order with credits is entered once, with the credits it was sold for',
		faults: `SELECT o.account_id, o.order_id FROM orders o LEFT JOIN entries e ON e.account_id = o.account_id AND e.source = 'order:' || o.order_id
			WHERE o.sku NOT LIKE 'plan\\_%' AND o.credits > 0 AND e.amount IS DISTINCT FROM o.credits`,
	},
	{
		number: 11,
		name: "a month's use is that of its holds",
		faults: `SELECT m.account_id, m.site_id, m.month FROM site_months m WHERE
			m.held <> coalesce((SELECT sum(from_shared) FROM holds h WHERE h.account_id = m.account_id AND h.site_id = m.site_id
				AND h.cap_month = m.month AND h.state = 'held'), 0)
			OR m.spent <> coalesce((SELECT sum(from_shared) FROM holds h WHERE h.account_id = m.account_id AND h.site_id = m.site_id
				AND h.cap_month = m.month AND h.state = 'captured'), 0)
			UNION ALL SELECT DISTINCT h.account_id, h.site_id, h.cap_month FROM holds h LEFT JOIN site_months m
				ON m.account_id = h.account_id AND m.site_id = h.site_id AND m.month = h.cap_month
			WHERE h.state IN ('held', 'captured') AND h.from_shared > 0 AND m.month IS NULL`,
	},
	{
		number: 12,
		name: 'no hold outlives its expiry by more than a minute of sweeps',
		faults: `SELECT account_id, site_id, action_id, expires_at FROM holds WHERE state = 'held' AND expires_at < $1::timestamptz - interval '1 minute'`,
		uses_now: true,
	},
	{
		number: 15,
		name: 'the first-time offer is sold at most once per account',
		faults: `SELECT o.account_id, count(*) FROM orders o JOIN checkouts c ON c.account_id = o.account_id AND c.checkout_id = o.checkout_id
			WHERE c.kind = 'first_time_offer' AND o.credits > 0 GROUP BY o.account_id HAVING count(*) > 1`,
	},
	{
		number: 16,
		name: 'starter credits are given at most once per account and once per domain',
		faults: `SELECT account_id, count(*) FROM entries WHERE kind = 'starter' GROUP BY account_id HAVING count(*) > 1
			UNION ALL SELECT account_id, count(*) FROM licenses WHERE trial_ends_at IS NOT NULL GROUP BY account_id HAVING count(*) > 1`,
	},
	{
		number: 17,
		name: "an entry's number is within its pool's version",
		faults: `SELECT e.account_id, e.pool_id, e.seq FROM entries e JOIN pools p USING (account_id, pool_id) WHERE e.seq > p.version OR e.seq < 1`,
	},
];
