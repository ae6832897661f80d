// Tells owners of balances that fell low, once per fall, and looks only at licenses where something happened since the last round.
//
// What may change a site's Total Available leaves a trace with its time: a result (captured), an open hold (set aside), an entry of
// another kind (granted, taken back, moved). A license with open holds is looked at once more in the next round, since a release leaves
// none. Whatever else counts (the threshold, a new connection, a renewed plan) puts its license into low_balance_looks itself.
import type { Database, Queryable } from '../db/database.ts';
import { queueMail } from './outbox.ts';

/** Traces are looked for so far before the last round: they may be committed that long after their time, by clocks that differ. */
const OVERLAP_MS = 120_000;
/** After a longer pause all licenses are looked at: results are kept for 30 days. */
const LONGEST_PAUSE_MS = 28 * 86_400_000;
const LICENSES_PER_TRANSACTION = 500;
const NO_ID = '00000000-0000-0000-0000-000000000000';

interface LicenseKey {
	account_id: string;
	license_id: string;
}

/** A connected site of a looked-at license with something to do: told, armed or looked at again. */
interface SiteRow extends LicenseKey {
	site_id: string;
	home: string;
	domain: number;
	shared: number;
	/** null: the owner wants no such mail. */
	below: number | null;
	is_armed: boolean;
	/** There is an address, and a plan in force. */
	can_be_told: boolean;
	is_busy: boolean;
}

/**
 * A connected site whose Total Available is at or above its account's threshold is armed; one that is armed and falls below
 * is told of, and is not told of again until it was above. Sites of one license that fall at once share a mail.
 */
export async function queueLowBalances(db: Database, now: Date): Promise<void> {
	await db.transaction((tx) => gatherLooks(tx, now));
	for (let after: LicenseKey | undefined = { account_id: NO_ID, license_id: NO_ID }; after !== undefined; ) {
		const from: LicenseKey = after;
		after = await db.transaction((tx) => lookFrom(tx, from, now));
	}
}

/** Puts what left a trace since the last round into low_balance_looks, and notes that it did. */
async function gatherLooks(tx: Queryable, now: Date): Promise<void> {
	const found = await tx.query<{ mark: Date }>("SELECT mark FROM poll_marks WHERE name = 'low_balance'");
	const since_ms = (found.rows[0]?.mark.getTime() ?? 0) - OVERLAP_MS;
	// In the future: the clock was put back.
	if (since_ms > now.getTime() || since_ms < now.getTime() - LONGEST_PAUSE_MS) {
		await tx.query('INSERT INTO low_balance_looks (account_id, license_id) SELECT account_id, license_id FROM licenses ON CONFLICT DO NOTHING');
	} else {
		await tx.query(
			`INSERT INTO low_balance_looks (account_id, license_id)
				SELECT s.account_id, s.license_id
				FROM (
					SELECT account_id, site_id FROM results WHERE created_at > $1
					UNION SELECT account_id, site_id FROM holds WHERE state = 'held'
				) c JOIN sites s ON s.account_id = c.account_id AND s.site_id = c.site_id
				UNION SELECT p.account_id, p.license_id
				FROM entries e JOIN pools p ON p.account_id = e.account_id AND p.pool_id = e.pool_id
				WHERE e.kind <> 'capture' AND e.created_at > $1
				ON CONFLICT DO NOTHING`,
			[new Date(since_ms)],
		);
	}
	await tx.query("INSERT INTO poll_marks (name, mark) VALUES ('low_balance', $1) ON CONFLICT (name) DO UPDATE SET mark = excluded.mark", [now]);
}

/** Looks at the next licenses. @returns the last of them; undefined where there was none left */
async function lookFrom(tx: Queryable, after: LicenseKey, now: Date): Promise<LicenseKey | undefined> {
	const { rows: looks } = await tx.query<LicenseKey>(
		`SELECT account_id, license_id FROM low_balance_looks WHERE (account_id, license_id) > ($1, $2)
			ORDER BY account_id, license_id LIMIT ${LICENSES_PER_TRANSACTION} FOR UPDATE`,
		[after.account_id, after.license_id],
	);
	if (looks.length > 0) {
		await tx.query(
			`DELETE FROM low_balance_looks k USING unnest($1::uuid[], $2::uuid[]) t (account_id, license_id)
				WHERE k.account_id = t.account_id AND k.license_id = t.license_id`,
			columnsOf(looks),
		);
		const sites = await sitesToDealWith(tx, looks, now);
		await tell(tx, sites.filter((site) => site.can_be_told && site.is_armed && !hasEnough(site)), now);
		await arm(tx, sites.filter((site) => !site.is_armed && hasEnough(site)), now);
		await tx.query(
			'INSERT INTO low_balance_looks (account_id, license_id) SELECT * FROM unnest($1::uuid[], $2::uuid[]) ON CONFLICT DO NOTHING',
			columnsOf(sites.filter((site) => site.is_busy)),
		);
	}
	return looks.at(-1);
}

/** In one statement, so that the credits available and those held are of one moment. */
async function sitesToDealWith(tx: Queryable, looks: readonly LicenseKey[], now: Date): Promise<SiteRow[]> {
	const found = await tx.query<SiteRow>(
		`SELECT s.account_id, s.license_id, s.site_id, s.home, own.available AS domain, shared.available AS shared, a.low_balance_below AS below,
				w.site_id IS NOT NULL AS is_armed, own.held + shared.held > 0 AS is_busy,
				a.email IS NOT NULL AND license_status(l.plan, l.trial_ends_at, l.paid_until, l.ends_at, $3) IN ('active', 'trialing') AS can_be_told
			FROM unnest($1::uuid[], $2::uuid[]) t (account_id, license_id)
			JOIN licenses l ON l.account_id = t.account_id AND l.license_id = t.license_id
			JOIN accounts a ON a.account_id = t.account_id
			JOIN sites s ON s.account_id = t.account_id AND s.license_id = t.license_id AND s.disconnected_at IS NULL
			JOIN pools own ON own.account_id = s.account_id AND own.pool_id = s.site_id
			JOIN pools shared ON shared.account_id = s.account_id AND shared.pool_id = s.license_id
			LEFT JOIN low_balance_watches w ON w.account_id = s.account_id AND w.site_id = s.site_id
			WHERE (w.site_id IS NOT NULL) <> (own.available + shared.available >= a.low_balance_below) OR own.held + shared.held > 0`,
		[...columnsOf(looks), now],
	);
	return found.rows;
}

function hasEnough({ domain, shared, below }: SiteRow): boolean {
	return below !== null && domain + shared >= below;
}

async function tell(tx: Queryable, fallen: readonly SiteRow[], now: Date): Promise<void> {
	const disarmed = await tx.query<{ site_id: string }>(
		`DELETE FROM low_balance_watches w USING unnest($1::uuid[], $2::uuid[]) t (account_id, site_id)
			WHERE w.account_id = t.account_id AND w.site_id = t.site_id RETURNING w.site_id`,
		[fallen.map((site) => site.account_id), fallen.map((site) => site.site_id)],
	);
	// What another process has disarmed meanwhile, it tells.
	const ours = new Set(disarmed.rows.map((row) => row.site_id));
	for (const [license_id, rows] of Map.groupBy(fallen.filter((site) => ours.has(site.site_id)), (site) => site.license_id)) {
		const [first] = rows;
		if (first !== undefined && first.below !== null) {
			const { account_id, below, shared } = first;
			const sites = rows.map(({ home, domain }) => ({ home, domain })).sort((left, right) => left.domain - right.domain);
			await queueMail(
				tx,
				{ account_id, mail_key: `low_balance:${license_id}:${now.toISOString()}`, template: 'low_balance', facts: { license_id, below, shared, sites } },
				now,
			);
		}
	}
}

async function arm(tx: Queryable, risen: readonly SiteRow[], now: Date): Promise<void> {
	await tx.query(
		`INSERT INTO low_balance_watches (account_id, site_id, armed_at) SELECT t.account_id, t.site_id, $3
			FROM unnest($1::uuid[], $2::uuid[]) t (account_id, site_id) ON CONFLICT DO NOTHING`,
		[risen.map((site) => site.account_id), risen.map((site) => site.site_id), now],
	);
}

function columnsOf(licenses: readonly LicenseKey[]): [string[], string[]] {
	return [licenses.map((license) => license.account_id), licenses.map((license) => license.license_id)];
}
