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

export const FRAGMENTS: readonly FragmentGuard[] = [
	{
		name: 'a group locks Domain before it reads it',
		function: 'lock_domain_pools',
		fragment: 'ORDER BY p.pool_id FOR UPDATE OF p',
		instead: 'ORDER BY p.pool_id',
	},
	{
		name: 'a group locks Domain pools in the order of their ids',
		function: 'lock_domain_pools',
		fragment: 'ORDER BY p.pool_id FOR UPDATE OF p',
		instead: 'FOR UPDATE OF p',
	},
	{
		name: 'a group waits for no lock longer than a second',
		function: 'lock_domain_pools',
		fragment: `PERFORM set_config('lock_timeout', '1s', true);`,
		instead: 'NULL;',
	},
	{
		name: 'reserve locks its pools in the order of kind and id',
		function: 'reserve_group',
		fragment: 'PERFORM lock_domain_pools(p_accounts, p_sites);',
		instead: '',
	},
	{
		name: 'reserve locks Shared before it reads it',
		function: 'reserve_group',
		fragment: 'ORDER BY p.pool_id FOR UPDATE OF p',
		instead: 'ORDER BY p.pool_id',
	},
	{
		name: 'reserve locks Shared pools in the order of their ids',
		function: 'reserve_group',
		fragment: 'ORDER BY p.pool_id FOR UPDATE OF p',
		instead: 'FOR UPDATE OF p',
	},
	{
		name: 'reserve locks Shared where all that a site wants is more than its Domain Credits',
		function: 'reserve_group',
		fragment: 'sum(a.cost) AS wanted',
		instead: 'max(a.cost) AS wanted',
	},
	{
		name: 'reserve takes nothing for a known id',
		function: 'reserve_group',
		fragment: 'IF v_action.n = ANY (v_known) THEN',
		instead: 'IF false THEN',
	},
	{
		name: 'reserve refuses every new action where it is told to',
		function: 'reserve_group',
		fragment: 'coalesce(v_action.refusal, v_action.plan_refusal)',
		instead: 'v_action.plan_refusal',
	},
	{
		name: 'reserve takes Domain Credits first',
		function: 'reserve_group',
		fragment: 'least(v_domain, v_action.cost)',
		instead: '0',
	},
	{
		name: 'reserve refuses what the balance cannot cover',
		function: 'reserve_group',
		fragment: `WHEN v_from_shared > v_shared THEN 'insufficient_credits'`,
		instead: `WHEN false THEN ''`,
	},
	{
		name: 'reserve counts what earlier actions of the call took from Shared',
		function: 'reserve_group',
		fragment: 'v_shared := v_shared - v_from_shared;',
		instead: '',
	},
	{
		name: 'reserve counts what earlier actions of the call took from Domain',
		function: 'reserve_group',
		fragment: 'v_domain := v_domain - v_from_domain;',
		instead: '',
	},
	{
		name: 'reserve never passes the cap',
		function: 'reserve_group',
		fragment: `WHEN v_cap_used + v_from_shared > v_action.cap THEN 'site_cap_reached'`,
		instead: '',
	},
	{
		name: 'reserve counts the month toward the cap',
		function: 'reserve_group',
		fragment: 'coalesce(m.held + m.spent, 0) AS cap_used',
		instead: '0 AS cap_used',
	},
	{
		name: 'reserve counts the call itself toward the cap',
		function: 'reserve_group',
		fragment: 'v_cap_used := v_cap_used + v_from_shared;',
		instead: '',
	},
	{
		name: 'reserve notes the month it took from',
		function: 'reserve_group',
		fragment: 'DO UPDATE SET held = m.held + excluded.held',
		instead: 'DO NOTHING',
	},
	{
		name: 'reserve refuses a free plan',
		function: 'reserve_group',
		fragment: `WHEN 'free' THEN 'plan_has_no_credits'`,
		instead: `WHEN 'free' THEN NULL`,
	},
	{
		name: 'reserve refuses a lapsed license',
		function: 'reserve_group',
		fragment: `WHEN 'lapsed' THEN 'license_lapsed'`,
		instead: '',
	},
	{
		name: 'reserve refuses an id with another fingerprint',
		function: 'reserve_group',
		fragment: 'v_hold.fingerprint <> v_action.fingerprint',
		instead: 'false',
	},
	{
		name: 'reserve knows its own attempt after a lost answer',
		function: 'reserve_group',
		fragment: `ELSIF v_hold.state = 'held' AND v_hold.attempt_id = v_attempt THEN`,
		instead: 'ELSIF false THEN',
	},
	{
		name: 'reserve hands an open hold to no other attempt',
		function: 'reserve_group',
		fragment: 'AND v_hold.attempt_id = v_attempt',
		instead: '',
	},
	{
		name: 'reserve raises the site’s version also where only Shared was taken',
		function: 'taken_by_pool',
		fragment: ' OR t.is_domain',
		instead: '',
	},
	{
		name: 'a group counts what its other sites took from Shared',
		function: 'reserve_group',
		fragment: 'IF v_license IS DISTINCT FROM v_action.license_id THEN',
		instead: 'IF v_site IS DISTINCT FROM v_action.site_id THEN',
	},
	{
		name: 'a group takes from each site’s own Domain Credits',
		function: 'reserve_group',
		fragment: 'IF v_site IS DISTINCT FROM v_action.site_id THEN',
		instead: 'IF v_site IS NULL THEN',
	},
	{
		name: 'a group refuses one call without refusing the next',
		function: 'reserve_group',
		fragment: 'IF v_attempt IS DISTINCT FROM v_action.attempt_id THEN',
		instead: 'IF v_attempt IS NULL THEN',
	},
	{
		name: 'settle locks its pools in the order of kind and id',
		function: 'settle_group',
		fragment: 'PERFORM lock_domain_pools(p_accounts, p_sites);',
		instead: '',
	},
	{
		name: 'settle locks Shared before it reads what is owed',
		function: 'settle_group',
		fragment: 'ORDER BY p.pool_id FOR UPDATE;',
		instead: 'ORDER BY p.pool_id;',
	},
	{
		name: 'settle locks Shared before it enters a charge there',
		function: 'settle_group',
		fragment: 'h.from_shared > 0 OR p_state',
		instead: 'p_state',
	},
	{
		name: 'settle locks Shared also where only Domain Credits are given back',
		function: 'settle_group',
		fragment: ` OR p_state <> 'captured'`,
		instead: '',
	},
	{
		name: 'settle locks Shared pools in the order of their ids',
		function: 'settle_group',
		fragment: 'ORDER BY p.pool_id FOR UPDATE;',
		instead: 'FOR UPDATE;',
	},
	{
		name: 'settle ends a hold once',
		function: 'settle_group',
		fragment: ` AND h.state = 'held'
			RETURNING`,
		instead: `
			RETURNING`,
	},
	{
		name: 'settle stores the result with the charge',
		function: 'settle_group',
		fragment: 'INSERT INTO results SELECT * FROM unnest(v_results);',
		instead: '',
	},
	{
		name: 'settle enters what was spent from Domain',
		function: 'enter_captures',
		fragment: 'WHERE h.taken > 0;',
		instead: 'WHERE h.taken > 0 AND h.pool_id <> h.site_id;',
	},
	{
		name: 'settle enters what was spent from Shared',
		function: 'enter_captures',
		fragment: 'WHERE h.taken > 0;',
		instead: 'WHERE h.taken > 0 AND h.pool_id = h.site_id;',
	},
	{
		name: 'settle numbers the entries of a group',
		function: 'enter_captures',
		fragment: 'p.version + row_number() OVER (PARTITION BY h.account_id, h.pool_id)',
		instead: 'p.version + 1',
	},
	{
		name: 'settle raises a pool’s version by its entries',
		function: 'enter_captures',
		fragment: 'version = p.version + t.entries + 1',
		instead: 'version = p.version + 1',
	},
	{
		name: 'settle moves the month from held to spent',
		function: 'enter_captures',
		fragment: 'held = m.held - t.spent',
		instead: 'held = m.held',
	},
	{
		name: 'settle gives back what the month held',
		function: 'give_back',
		fragment: 'held = m.held - t.returned',
		instead: 'held = m.held',
	},
	{
		name: 'settle pays what is owed from released Shared Credits first',
		function: 'give_back',
		fragment: 'v_shared_pays := least(v_owed, v_site.from_shared);',
		instead: 'v_shared_pays := 0;',
	},
	{
		name: 'settle pays what is owed from released Domain Credits first',
		function: 'give_back',
		fragment: 'v_domain_pays := least(v_owed - v_shared_pays, v_site.from_domain);',
		instead: 'v_domain_pays := 0;',
	},
	{
		name: 'a group pays what is owed once',
		function: 'give_back',
		fragment: 'SELECT p.owed INTO v_owed FROM pools p',
		instead: 'SELECT coalesce(v_owed, p.owed) INTO v_owed FROM pools p',
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
	{ name: 'an account is in one group at a time', file: 'ledger/groups.ts', fragment: 'busy.has(site.account_id) || ', instead: '' },
	{ name: 'one id is in a group once', file: 'ledger/groups.ts', fragment: ' || action_ids.some((id) => ids.has(id))', instead: '' },
	{ name: 'whoever is on its way for long makes room for others', file: 'ledger/groups.ts', fragment: 'setTimeout(giveBack, LANE_PATIENCE_MS)', instead: 'undefined' },
	{ name: 'who gets no turn within 5 s is told so', file: 'ledger/groups.ts', fragment: 'waiting.filter(isLate).forEach(({ reject }) => reject(tooBusy()));', instead: '' },
	{ name: 'a group is no larger than it may be', file: 'ledger/groups.ts', fragment: '!fits || ', instead: '' },
	{
		name: 'a group that fails fails none of its members',
		file: 'ledger/groups.ts',
		fragment: 'await Promise.all([...byAccount(group)].map(sendInTurn));',
		instead: 'group.forEach(({ reject }) => reject(error));',
	},
	{
		name: 'a group whose answer was lost charges once',
		file: 'ledger/reserve.ts',
		fragment: 'perAction(calls, ({ attempt_id }) => attempt_id)',
		instead: 'perAction(calls, () => randomUUID())',
	},
];
