// Every constraint and unique index that guards the ledger, with statements that only it refuses, against one small scene.

const ACCOUNT = `'00000000-0000-4000-8000-00000000000a'`;
const LICENSE = `'00000000-0000-4000-8000-00000000000b'`;
const SITE = `'00000000-0000-4000-8000-00000000000c'`;
const OPEN = `'00000000-0000-4000-8000-00000000000d'`;
const CAPTURED = `'00000000-0000-4000-8000-00000000000e'`;
const NEW = `'00000000-0000-4000-8000-00000000000f'`;
const HASH = `decode(repeat('00', 32), 'hex')`;
const NOW = `'2026-11-20T12:00:00Z'`;
const LATER = `'2026-11-20T12:02:00Z'`;

const HOLD_COLUMNS = `account_id, site_id, action_id, attempt_id, license_id, feature, subject_type, subject_id, actor, fingerprint,
	cost, from_domain, from_shared, state, cap_month, created_at, expires_at, settled_at`;

function hold(changes: Partial<Record<'id' | 'fingerprint' | 'cost' | 'from_domain' | 'from_shared' | 'state' | 'settled_at', string>>): string {
	const { id = NEW, fingerprint = HASH, cost = '2', from_domain = '1', from_shared = '1', state = `'held'`, settled_at = 'NULL' } = changes;
	return `INSERT INTO holds (${HOLD_COLUMNS}) VALUES (${ACCOUNT}, ${SITE}, ${id}, ${NEW}, ${LICENSE}, 'image_alt', 'attachment', '1', '1',
		${fingerprint}, ${cost}, ${from_domain}, ${from_shared}, ${state}, '2026-11-01', ${NOW}, ${LATER}, ${settled_at})`;
}

function entry(changes: Partial<Record<'pool' | 'seq' | 'kind' | 'amount' | 'action' | 'source', string>>): string {
	const { pool = LICENSE, seq = '9', kind = `'purchase'`, amount = '1', action = 'NULL', source = 'NULL' } = changes;
	return `INSERT INTO entries (account_id, pool_id, seq, kind, amount, action_id, source, created_at)
		VALUES (${ACCOUNT}, ${pool}, ${seq}, ${kind}, ${amount}, ${action}, ${source}, ${NOW})`;
}

function clawBack(amount: number, from_pool: number, from_shared: number, owed: number, source = 'refund:2', pool = LICENSE): string {
	return `INSERT INTO claw_backs (account_id, source, pool_id, license_id, amount, from_pool, from_shared, owed, created_at)
		VALUES (${ACCOUNT}, '${source}', ${pool}, ${LICENSE}, ${amount}, ${from_pool}, ${from_shared}, ${owed}, ${NOW})`;
}

const ORDER = `INSERT INTO orders (account_id, order_id, license_id, pool_id, sku, credits, net_cents, currency, paid_at, applied_at)
	VALUES (${ACCOUNT}, '1', ${LICENSE}, ${LICENSE}, 'shared_1000', 100, 500, 'usd', ${NOW}, ${NOW})`;
const POOL = (pool: string, kind: string): string =>
	`INSERT INTO pools (account_id, pool_id, license_id, kind) VALUES (${ACCOUNT}, ${pool}, ${LICENSE}, '${kind}')`;
const LICENSE_ROW = (license: string): string =>
	`INSERT INTO licenses (account_id, license_id, plan, trial_ends_at, created_at) VALUES (${ACCOUNT}, ${license}, 'pro', ${LATER}, ${NOW})`;
const MONTH = (month: string, held = 0, spent = 0): string =>
	`INSERT INTO site_months (account_id, site_id, month, held, spent) VALUES (${ACCOUNT}, ${SITE}, '${month}', ${held}, ${spent})`;
const RESULT = (action: string): string =>
	`INSERT INTO results (account_id, site_id, action_id, result, created_at) VALUES (${ACCOUNT}, ${SITE}, ${action}, '{}', ${NOW})`;
const TRIAL_DOMAIN = `INSERT INTO trial_domains (domain, account_id, claimed_at) VALUES ('example.com', ${ACCOUNT}, ${NOW})`;
const FIRST_PURCHASE = `INSERT INTO first_purchases (account_id) VALUES (${ACCOUNT})`;
const ORDER_CLAIM = `INSERT INTO order_claims (order_id, account_id, claimed_at) VALUES ('1', ${ACCOUNT}, ${NOW})`;
const LEASE = `INSERT INTO leases (name, token, expires_at) VALUES ('sweeper', ${NEW}, ${NOW})`;
const EMAIL = `INSERT INTO account_emails (email, account_id, claimed_at) VALUES ('a@example.com', ${ACCOUNT}, ${NOW})`;

/** A license with 90 + 1 + 8 + 1 Shared Credits, a site with 10 Domain Credits, one open and one captured hold. */
export const SCENE: readonly string[] = [
	`INSERT INTO accounts (account_id, email, created_at) VALUES (${ACCOUNT}, 'a@example.com', ${NOW})`,
	EMAIL,
	LICENSE_ROW(LICENSE),
	`INSERT INTO sites (account_id, site_id, license_id, home, name, epoch, connected_at)
		VALUES (${ACCOUNT}, ${SITE}, ${LICENSE}, 'https://example.com', 'A site', ${NEW}, ${NOW})`,
	POOL(LICENSE, 'shared'),
	POOL(SITE, 'domain'),
	`UPDATE pools SET available = 90, held = 1, spent = 1, removed = 8, credited = 100, version = 5 WHERE kind = 'shared'`,
	`UPDATE pools SET available = 8, held = 1, spent = 1, credited = 10, version = 3 WHERE kind = 'domain'`,
	hold({ id: OPEN }),
	hold({ id: CAPTURED, state: `'captured'`, settled_at: NOW }),
	RESULT(CAPTURED),
	entry({ seq: '2', amount: '100', source: `'order:1'` }),
	entry({ seq: '3', kind: `'claw_back'`, amount: '-8', source: `'refund:1'` }),
	clawBack(8, 8, 0, 0, 'refund:1'),
	MONTH('2026-11-01', 1, 1),
	TRIAL_DOMAIN,
	FIRST_PURCHASE,
	ORDER_CLAIM,
	ORDER,
	LEASE,
];

const shared = (changes: string): string => `UPDATE pools SET ${changes} WHERE kind = 'shared'`;

/** By constraint: its table, and statements of which each must be refused by it and by no other. */
export const CONSTRAINTS: Readonly<Record<string, { table: string; refuses: readonly string[] }>> = {
	pools_pkey: { table: 'pools', refuses: [POOL(LICENSE, 'shared')] },
	pools_add_up: {
		table: 'pools',
		refuses: ['available', 'held', 'credited', 'spent', 'removed'].map((column) => shared(`${column} = ${column} + 1`)),
	},
	pools_not_negative: {
		table: 'pools',
		refuses: [
			...['available', 'held', 'spent', 'removed'].map((column) => shared(`${column} = -1, credited = credited - ${column} - 1`)),
			shared('available = -200, credited = -190'),
			shared('available = 0, credited = credited - available, owed = -1'),
		],
	},
	pools_owe_or_have: {
		table: 'pools',
		refuses: [shared('owed = 1'), `UPDATE pools SET available = 0, credited = credited - available, owed = 1 WHERE kind = 'domain'`],
	},
	pools_shared_is_license: { table: 'pools', refuses: [POOL(NEW, 'shared'), `UPDATE pools SET kind = 'domain' WHERE kind = 'shared'`] },
	holds_pkey: { table: 'holds', refuses: [hold({ id: OPEN }), hold({ id: CAPTURED })] },
	holds_fingerprint_check: { table: 'holds', refuses: [hold({ fingerprint: `''` })] },
	holds_cost_check: {
		table: 'holds',
		refuses: [hold({ cost: '0', from_domain: '0', from_shared: '0' }), hold({ cost: '16', from_domain: '0', from_shared: '16' })],
	},
	holds_from_domain_check: { table: 'holds', refuses: [hold({ from_domain: '-1', from_shared: '3' })] },
	holds_from_shared_check: { table: 'holds', refuses: [hold({ from_domain: '3', from_shared: '-1' })] },
	holds_split: { table: 'holds', refuses: [hold({ from_shared: '2' }), hold({ from_domain: '0' })] },
	holds_settled: { table: 'holds', refuses: [hold({ settled_at: NOW }), hold({ state: `'released'` })] },
	results_pkey: { table: 'results', refuses: [RESULT(CAPTURED)] },
	entries_pkey: { table: 'entries', refuses: [entry({ seq: '2' })] },
	entries_amount_check: { table: 'entries', refuses: [entry({ kind: `'transfer'`, amount: '0' })] },
	entries_capture_names_action: {
		table: 'entries',
		refuses: [entry({ kind: `'capture'`, amount: '-1' }), entry({ action: CAPTURED })],
	},
	entries_sign: {
		table: 'entries',
		refuses: [
			...['starter', 'plan', 'purchase', 'reversal'].map((kind) => entry({ kind: `'${kind}'`, amount: '-1' })),
			...['claw_back', 'owed'].map((kind) => entry({ kind: `'${kind}'`, amount: '1' })),
			entry({ kind: `'capture'`, amount: '1', action: CAPTURED }),
		],
	},
	entries_source_once: { table: 'entries', refuses: [entry({ source: `'order:1'` }), entry({ pool: SITE, source: `'order:1'` })] },
	site_months_pkey: { table: 'site_months', refuses: [MONTH('2026-11-01')] },
	site_months_month_check: { table: 'site_months', refuses: [MONTH('2026-12-02')] },
	site_months_held_check: { table: 'site_months', refuses: [MONTH('2026-12-01', -1)] },
	site_months_spent_check: { table: 'site_months', refuses: [MONTH('2026-12-01', 0, -1)] },
	claw_backs_pkey: { table: 'claw_backs', refuses: [clawBack(1, 1, 0, 0, 'refund:1')] },
	claw_backs_account_id_pool_id_fkey: { table: 'claw_backs', refuses: [clawBack(1, 1, 0, 0, 'refund:2', NEW)] },
	claw_backs_amount_check: { table: 'claw_backs', refuses: [clawBack(0, 0, 0, 0)] },
	claw_backs_from_pool_check: { table: 'claw_backs', refuses: [clawBack(1, -1, 2, 0)] },
	claw_backs_from_shared_check: { table: 'claw_backs', refuses: [clawBack(1, 2, -1, 0)] },
	claw_backs_owed_check: { table: 'claw_backs', refuses: [clawBack(1, 2, 0, -1)] },
	claw_backs_add_up: { table: 'claw_backs', refuses: [clawBack(2, 1, 0, 0)] },
	leases_pkey: { table: 'leases', refuses: [LEASE] },
	licenses_one_trial: { table: 'licenses', refuses: [LICENSE_ROW(NEW)] },
	trial_domains_pkey: { table: 'trial_domains', refuses: [TRIAL_DOMAIN] },
	first_purchases_pkey: { table: 'first_purchases', refuses: [FIRST_PURCHASE] },
	order_claims_pkey: { table: 'order_claims', refuses: [ORDER_CLAIM] },
	orders_pkey: { table: 'orders', refuses: [ORDER] },
	orders_check: { table: 'orders', refuses: ['-1', '101'].map((credits) => `UPDATE orders SET removed_credits = ${credits}`) },
	account_emails_pkey: { table: 'account_emails', refuses: [EMAIL] },
	sites_cap_check: { table: 'sites', refuses: ['UPDATE sites SET cap = -1'] },
};

/** Tables of which every CHECK, key and unique index is in CONSTRAINTS. */
export const LEDGER_TABLES = ['pools', 'holds', 'results', 'entries', 'site_months', 'claw_backs', 'leases'] as const;
