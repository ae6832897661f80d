// Starts and confirms trials.
//
// Invariants: a trial and its starter credits are had once per account and once per registrable domain; of confirmations at
// once, one wins; a failure half way leaves a code that still works and nothing that a repeat would double.
//
// Nothing that is refused is told before the email is proven: whether an email or its domain had a trial is answered at the
// confirmation only, so that nobody learns from this who is a customer.
import type { CatalogFile } from '../catalog/catalog.ts';
import type { Queryable } from '../db/database.ts';
import { grant } from '../ledger/grant.ts';
import { touchLicense } from '../ledger/balance.ts';
import { Problem } from '../problems.ts';
import type { Services } from '../services.ts';
import { claimAccount, lockAccount, normalEmail } from './accounts.ts';
import { connectSite, type ConnectedToken } from './connect-site.ts';
import { canonicalHome, homeIdentity, registrableDomain } from './home.ts';
import { licensesOf, openLicense, type License } from './licenses.ts';
import { checkCode, sendCode, useCode, type SentCode } from './mailed-codes.ts';

const DAY_MS = 86_400_000;

interface TrialAsked {
	email: string;
	home: string;
}

interface TrialConfirmed {
	trial_id: string;
	code: string;
	home: string;
	site_name: string;
}

/** Mails the code. @throws Problem `forbidden` (a live service gives no trial to a local name), `rate_limited`, `unavailable` */
export async function startTrial(services: Services, asked: TrialAsked): Promise<SentCode> {
	const home = canonicalHome(asked.home);
	if (!services.config.polar.sandbox && registrableDomain(home) === undefined) {
		throw new Problem('forbidden', 'A trial needs a site with a public domain name.');
	}
	return sendCode(services, 'trial', normalEmail(asked.email), { home });
}

/**
 * Proves the email, starts its trial and connects the site. Where this very home belongs to a license of the account that
 * is in force, such as its running trial, it is connected to that one instead, without new credits: that is how a site
 * without a key comes back.
 * @throws Problem `not_found`, `code_expired`, `forbidden` (wrong code, or asked for from another home), `trial_used`
 */
export async function confirmTrial(services: Services, confirmed: TrialConfirmed): Promise<ConnectedToken> {
	const { db, catalog, clock } = services;
	const now = clock();
	const { email, context } = await checkCode(db, 'trial', confirmed.trial_id, confirmed.code, now);
	if (context.home === null || homeIdentity(context.home) !== homeIdentity(confirmed.home)) {
		throw new Problem('forbidden', 'The code was asked for from another site.');
	}
	const account_id = await claimAccount(db, email, now);
	const licenses = await licensesOf(db, account_id, confirmed.home, now);
	if (licenseInForce(licenses) === undefined) {
		await claimDomain(db, confirmed.home, account_id, now);
	}
	return db.transaction(async (tx) => {
		await lockAccount(tx, account_id);
		await useCode(tx, confirmed.trial_id, now);
		const license_id = await trialLicense(tx, catalog, account_id, confirmed.home, now);
		return connectSite(tx, catalog, { account_id, license_id, home: confirmed.home, site_name: confirmed.site_name }, now);
	});
}

/** The domain's claim comes before the trial: a repeat after a crash finds it to be its own. */
async function claimDomain(db: Queryable, home: string, account_id: string, now: Date): Promise<void> {
	const domain = registrableDomain(home);
	if (domain === undefined) {
		return;
	}
	await db.query('INSERT INTO trial_domains (domain, account_id, claimed_at) VALUES ($1, $2, $3) ON CONFLICT (domain) DO NOTHING', [
		domain,
		account_id,
		now,
	]);
	const claim = await db.query<{ account_id: string }>('SELECT account_id FROM trial_domains WHERE domain = $1', [domain]);
	if (claim.rows[0]?.account_id !== account_id) {
		throw new Problem('trial_used', 'This domain had its trial.');
	}
}

/** The home's own license where it can spend credits now. @throws Problem `trial_used` where there is none, but was a trial or a plan */
function licenseInForce(licenses: License[]): License | undefined {
	const own = licenses.find((license) => license.has_home && license.plan !== 'free');
	if (own?.status === 'trialing' || own?.status === 'active') {
		return own;
	}
	if (own !== undefined || licenses.some((license) => license.trial_ends_at !== null)) {
		throw new Problem('trial_used', 'This account had its trial.');
	}
	return undefined;
}

/** The license to connect to: the home's own in force, else that of the trial that begins now. The account is locked. */
async function trialLicense(tx: Queryable, catalog: CatalogFile, account_id: string, home: string, now: Date): Promise<string> {
	const licenses = await licensesOf(tx, account_id, home, now);
	const in_force = licenseInForce(licenses);
	if (in_force !== undefined) {
		return in_force.license_id;
	}
	const license_id = freeLicense(catalog, licenses)?.license_id ?? (await openLicense(tx, account_id, now));
	await tx.query('UPDATE licenses SET plan = $3, trial_ends_at = $4 WHERE account_id = $1 AND license_id = $2', [
		account_id,
		license_id,
		catalog.trial.plan,
		new Date(now.getTime() + catalog.trial.days * DAY_MS),
	]);
	await touchLicense(tx, account_id, license_id);
	await grant(tx, { account_id, pool_id: license_id, kind: 'starter', amount: catalog.trial.credits, source: 'trial' }, now);
	return license_id;
}

/** A free license to begin the trial on: the home's, or the only one that the catalog allows; undefined: open a new one. */
function freeLicense(catalog: CatalogFile, licenses: License[]): License | undefined {
	const own = licenses.find((license) => license.has_home && license.status === 'free');
	if (own !== undefined || catalog.licenses_per_account === null || licenses.length < catalog.licenses_per_account) {
		return own;
	}
	const free = licenses.find((license) => license.status === 'free');
	if (free === undefined) {
		throw new Problem('trial_used', 'This account has a plan already: connect with its license key.');
	}
	return free;
}
