// Gives a ledger's site a token, and asks the service as that site's WordPress would.
import { mintSiteToken } from '../../src/licensing/tokens.ts';
import type { Database } from '../../src/db/database.ts';
import type { ActionAnswer, ActionRequest, Balance } from '../../src/http/schemas.ts';
import type { LedgerSite } from './ledger.ts';

export interface ConnectedSite extends LedgerSite {
	token: string;
	home: string;
}

export interface ActionsReply {
	status: number;
	code: string | undefined;
	retry_after_s: number | undefined;
	actions: ActionAnswer[];
	balance: Balance | undefined;
}

export async function connect(db: Database, site: LedgerSite): Promise<ConnectedSite> {
	const { token, hash } = mintSiteToken(site.account_id, site.site_id);
	const updated = await db.query<{ home: string }>('UPDATE sites SET token_hash = $3 WHERE account_id = $1 AND site_id = $2 RETURNING home', [
		site.account_id,
		site.site_id,
		hash,
	]);
	return { ...site, token, home: updated.rows[0]?.home ?? '' };
}

/** Rejects only where no answer came: a cut connection. */
export async function runActions(url: string, site: ConnectedSite, actions: readonly ActionRequest[]): Promise<ActionsReply> {
	return ask(site, `${url}/v1/actions`, { method: 'POST', body: JSON.stringify({ actions }) });
}

export async function findActions(url: string, site: ConnectedSite, ids: readonly string[]): Promise<ActionsReply> {
	return ask(site, `${url}/v1/actions?ids=${ids.join(',')}`, { method: 'GET' });
}

async function ask(site: ConnectedSite, url: string, init: RequestInit): Promise<ActionsReply> {
	const answer = await fetch(url, {
		...init,
		headers: { authorization: `Bearer ${site.token}`, 'site-home': site.home, 'content-type': 'application/json' },
	});
	const body = (await answer.json()) as { actions?: ActionAnswer[]; balance?: Balance; code?: string; retry_after_s?: number };
	return { status: answer.status, code: body.code, retry_after_s: body.retry_after_s, actions: body.actions ?? [], balance: body.balance };
}
