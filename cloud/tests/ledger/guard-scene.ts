// What the tests of the ledger's guards share: short words for what they do and read.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/db/database.ts';
import { readBalance } from '../../src/ledger/balance.ts';
import type { ClawBack } from '../../src/ledger/claw-back.ts';
import type { Grant } from '../../src/ledger/grant.ts';
import type { HoldsAnswer } from '../../src/ledger/hold.ts';
import type { Transfer } from '../../src/ledger/transfer.ts';
import { NOW, openLicense, openSite, type LedgerSite } from '../support/ledger.ts';

/** Of each action its state, or the code it was refused with. */
export const outcomes = (answer: HoldsAnswer): (string | null)[] =>
	answer.actions.map(({ state, code }) => (state === 'refused' ? code : state));

/** Into Shared, where no other pool is named. */
export const purchase = (to: LedgerSite, amount: number, source: string, pool_id = to.license_id): Grant =>
	({ account_id: to.account_id, pool_id, kind: 'purchase', amount, source });

export const refund = (of: LedgerSite, amount: number, source: string, pool_id = of.license_id): ClawBack =>
	({ account_id: of.account_id, pool_id, amount, source });

/** Shared, Domain, owed and held. */
export async function counts(db: Database, site: LedgerSite): Promise<number[]> {
	const balance = await readBalance(db, site.account_id, site.site_id, NOW);
	assert.ok(balance);
	return [balance.license.shared, balance.site.domain, balance.license.owed, balance.site.held];
}

/** A disconnected site with 5 Domain Credits, another site of its license, and the order to move them. */
export async function leaver(db: Database): Promise<{ from: LedgerSite; to: LedgerSite; move: (target?: LedgerSite) => Transfer }> {
	const from = await openLicense(db, { domain: 5 });
	const to = await openSite(db, from);
	await db.query('UPDATE sites SET disconnected_at = $2 WHERE site_id = $1', [from.site_id, NOW]);
	const move = (target = to): Transfer =>
		({ account_id: from.account_id, transfer_id: randomUUID(), from_site_id: from.site_id, to_site_id: target.site_id });
	return { from, to, move };
}
