// The guards inside the ledger's SQL functions and its TypeScript: each is a fragment that stands there once, and what is left
// where it is taken out.

interface Removal {
	/** Also the name of its test. */
	name: string;
	fragment: string;
	instead: string;
}

export interface FragmentGuard extends Removal {
	function: string;
}

export interface SourceGuard extends Removal {
	/** Under src/. */
	file: string;
}

/** A verb's lock on its pools, and the order of it. */
function locks(verb: string, name: string, order = 'ORDER BY kind, pool_id'): FragmentGuard[] {
	const fragment = `${order} FOR UPDATE`;
	return [
		{ name: `${verb} locks its pools before it reads them`, function: name, fragment, instead: order },
		{ name: `${verb} locks its pools in the order of kind and id`, function: name, fragment, instead: 'FOR UPDATE' },
	];
}

const DOMAIN_LOCKED = 'p.pool_id = p_site FOR UPDATE';

export const FRAGMENTS: readonly FragmentGuard[] = [
	...locks('reserve', 'reserve_actions', 'ORDER BY p.kind, p.pool_id'),
	{
		name: 'reserve takes all from Domain at once only where it has that much',
		function: 'reserve_actions',
		fragment: 'AND p.available >= p_wanted',
		instead: '',
	},
	{
		name: 'reserve puts back what it took and did not need',
		function: 'reserve_actions',
		fragment: 'IF v_domain_total <> v_taken OR',
		instead: 'IF v_domain_total > v_taken OR',
	},
	{
		name: 'reserve leaves the version as it was where it took nothing',
		function: 'reserve_actions',
		fragment: 'WHEN v_domain_total = 0 THEN -1',
		instead: '',
	},
	{
		name: 'reserve refuses every new action where it is told to',
		function: 'reserve_actions',
		fragment: 'v_refusal text := p_refusal;',
		instead: 'v_refusal text;',
	},
	{
		name: 'reserve takes Domain Credits first',
		function: 'reserve_actions',
		fragment: 'least(v_domain - v_domain_total, p_costs[i])',
		instead: '0',
	},
	{
		name: 'reserve refuses what the balance cannot cover',
		function: 'reserve_actions',
		fragment: 'v_from_shared > v_shared - v_shared_total',
		instead: 'false',
	},
	{
		name: 'reserve counts what earlier actions of the call took from Shared',
		function: 'reserve_actions',
		fragment: 'v_shared - v_shared_total',
		instead: 'v_shared',
	},
	{
		name: 'reserve counts what earlier actions of the call took from Domain',
		function: 'reserve_actions',
		fragment: 'v_domain - v_domain_total',
		instead: 'v_domain',
	},
	{
		name: 'reserve never passes the cap',
		function: 'reserve_actions',
		fragment: 'v_cap_used + v_shared_total + v_from_shared > v_cap',
		instead: 'false',
	},
	{
		name: 'reserve counts the month toward the cap',
		function: 'reserve_actions',
		fragment: 'v_cap_used + v_shared_total + v_from_shared > v_cap',
		instead: 'v_shared_total + v_from_shared > v_cap',
	},
	{
		name: 'reserve counts the call itself toward the cap',
		function: 'reserve_actions',
		fragment: 'v_cap_used + v_shared_total + v_from_shared > v_cap',
		instead: 'v_cap_used + v_from_shared > v_cap',
	},
	{
		name: 'reserve notes the month it took from',
		function: 'reserve_actions',
		fragment: 'DO UPDATE SET held = m.held + excluded.held',
		instead: 'DO NOTHING',
	},
	{
		name: 'reserve refuses a free plan',
		function: 'reserve_actions',
		fragment: `WHEN 'free' THEN 'plan_has_no_credits'`,
		instead: `WHEN 'free' THEN NULL`,
	},
	{
		name: 'reserve refuses a lapsed license',
		function: 'reserve_actions',
		fragment: `WHEN 'lapsed' THEN 'license_lapsed'`,
		instead: '',
	},
	{
		name: 'reserve refuses an id with another fingerprint',
		function: 'reserve_actions',
		fragment: 'v_hold.fingerprint <> p_fingerprints[i]',
		instead: 'false',
	},
	{
		name: 'reserve knows its own attempt after a lost answer',
		function: 'reserve_actions',
		fragment: `ELSIF v_hold.state = 'held' AND v_hold.attempt_id = p_attempt THEN`,
		instead: 'ELSIF false THEN',
	},
	{
		name: 'reserve hands an open hold to no other attempt',
		function: 'reserve_actions',
		fragment: 'AND v_hold.attempt_id = p_attempt',
		instead: '',
	},
	{
		name: 'reserve raises the site’s version also where only Shared was taken',
		function: 'reserve_actions',
		fragment: ' OR (v_taken = 0 AND v_shared_total > 0)',
		instead: '',
	},
	{ name: 'settle locks Domain before it reads it', function: 'settle_actions', fragment: DOMAIN_LOCKED, instead: 'p.pool_id = p_site' },
	{ name: 'settle locks its pools in the order of kind and id', function: 'settle_actions', fragment: DOMAIN_LOCKED, instead: 'p.pool_id = p_site' },
	{
		name: 'settle locks Shared before it reads what is owed',
		function: 'settle_actions',
		fragment: `INTO v_shared_version, v_owed FROM pools p
			WHERE p.account_id = p_account AND p.pool_id = v_license FOR UPDATE`,
		instead: `INTO v_shared_version, v_owed FROM pools p
			WHERE p.account_id = p_account AND p.pool_id = v_license`,
	},
	{
		name: 'settle locks Shared before it enters a charge there',
		function: 'settle_actions',
		fragment: `INTO v_shared_version FROM pools p
					WHERE p.account_id = p_account AND p.pool_id = v_license FOR UPDATE`,
		instead: `INTO v_shared_version FROM pools p
					WHERE p.account_id = p_account AND p.pool_id = v_license`,
	},
	{ name: 'settle ends a hold once', function: 'settle_actions', fragment: `AND h.state = 'held'`, instead: '' },
	{
		name: 'settle stores the result with the charge',
		function: 'settle_actions',
		fragment: `INSERT INTO results (account_id, site_id, action_id, result, created_at)
				VALUES (p_account, p_site, p_ids[i], p_results[i], p_now);`,
		instead: '',
	},
	{ name: 'settle enters what was spent from Domain', function: 'settle_actions', fragment: 'IF v_hold.from_domain > 0 THEN', instead: 'IF false THEN' },
	{
		name: 'settle enters what was spent from Shared',
		function: 'settle_actions',
		fragment: `IF v_hold.from_shared > 0 THEN
				v_shared_version`,
		instead: `IF false THEN
				v_shared_version`,
	},
	{
		name: 'settle pays what is owed from released Shared Credits first',
		function: 'settle_actions',
		fragment: 'v_shared_pays := least(v_owed, v_shared_total);',
		instead: '',
	},
	{
		name: 'settle pays what is owed from released Domain Credits first',
		function: 'settle_actions',
		fragment: 'v_domain_pays := least(v_owed - v_shared_pays, v_domain_total);',
		instead: '',
	},
	{
		name: 'settle moves the month from held to spent',
		function: 'settle_actions',
		fragment: 'm.held - v_hold.from_shared',
		instead: 'm.held',
	},
	...locks('grant', 'grant_credits'),
	{
		name: 'grant enters a source once',
		function: 'grant_credits',
		fragment: `IF NOT FOUND THEN
		RETURN false;
	END IF;`,
		instead: '',
	},
	{ name: 'grant pays what is owed first', function: 'grant_credits', fragment: 'v_pays := least(v_owed, p_amount);', instead: 'v_pays := 0;' },
	...locks('claw-back', 'claw_back_credits'),
	{
		name: 'claw-back takes a source once',
		function: 'claw_back_credits',
		fragment: `IF NOT FOUND THEN
		RETURN false;
	END IF;`,
		instead: '',
	},
	{
		name: 'claw-back takes no more than the pool has',
		function: 'claw_back_credits',
		fragment: 'least(v_target.available, p_amount)',
		instead: 'p_amount',
	},
	{
		name: 'claw-back takes no more than Shared has',
		function: 'claw_back_credits',
		fragment: 'least(v_shared.available, p_amount - v_from_pool)',
		instead: 'p_amount - v_from_pool',
	},
	...locks('transfer', 'transfer_credits'),
	{
		name: 'transfer stays within the license',
		function: 'transfer_credits',
		fragment: 'AND license_id = v_license AND disconnected_at IS NULL',
		instead: 'AND disconnected_at IS NULL',
	},
	{
		name: 'transfer goes to a connected site',
		function: 'transfer_credits',
		fragment: 'AND license_id = v_license AND disconnected_at IS NULL',
		instead: 'AND license_id = v_license',
	},
	{
		name: 'transfer happens once',
		function: 'transfer_credits',
		fragment: `IF FOUND THEN
		RETURN;
	END IF;`,
		instead: '',
	},
	{ name: 'transfer needs a disconnected site', function: 'transfer_credits', fragment: `refusal := 'connected';`, instead: 'NULL;' },
	{ name: 'transfer waits until nothing is owed', function: 'transfer_credits', fragment: `refusal := 'owed';`, instead: 'NULL;' },
	{ name: 'transfer refuses an empty pool', function: 'transfer_credits', fragment: `refusal := 'empty';`, instead: 'NULL;' },
	{
		name: 'a cap is set under the Domain pool’s lock',
		function: 'set_site_cap',
		fragment: 'UPDATE pools SET version = version + 1 WHERE account_id = p_account AND pool_id = p_site;',
		instead: '',
	},
	{
		name: 'license status: a renewal that is late has 7 days of grace, and no more',
		function: 'license_status',
		fragment: `at - paid_until < interval '7 days'`,
		instead: 'true',
	},
	{ name: 'license status: a trial ends', function: 'license_status', fragment: 'at < trial_ends_at', instead: 'trial_ends_at IS NOT NULL' },
	{ name: 'license status: a cancelled plan ends', function: 'license_status', fragment: 'at < ends_at', instead: 'ends_at IS NOT NULL' },
];

export const SOURCES: readonly SourceGuard[] = [
	{ name: 'expire ends nothing before its time', file: 'ledger/expire.ts', fragment: ' AND expires_at <= $1', instead: ' AND $1::timestamptz IS NOT NULL' },
	{
		name: 'a lease has one holder until it ends',
		file: 'db/lease.ts',
		fragment: 'WHERE l.token = excluded.token OR l.expires_at <= $4',
		instead: 'WHERE $4::timestamptz IS NOT NULL',
	},
	{
		name: 'the offer is claimed by one checkout',
		file: 'billing/first-purchase.ts',
		fragment: 'claim?.checkout_id != null',
		instead: 'claim?.checkout_id != null && false',
	},
	{
		name: 'the offer is claimed under its row’s lock',
		file: 'billing/first-purchase.ts',
		fragment: `WHERE account_id = $1 FOR UPDATE'`,
		instead: `WHERE account_id = $1'`,
	},
	{
		name: 'the offer ends with the first paid pack',
		file: 'billing/first-purchase.ts',
		fragment: `if (claim?.is_used === true) {
		return { outcome: 'refused' };
	}
	if`,
		instead: 'if',
	},
];
