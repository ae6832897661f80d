// What the account's pages say of a license: its status in words, and the one step that is due.
import { planOf, type CatalogFile } from '../catalog/catalog.ts';
import { showCount, showDate, showHome, showNumberOf } from '../formats.ts';
import { isPastDue, type OwnedLicense } from '../licensing/owner-licenses.ts';

export const GRACE_DAYS = 7;
const DAY_MS = 86_400_000;

export interface LicenseView {
	license_id: string;
	plan_name: string;
	badge: string;
	/** Whether the badge warns. */
	is_bad: boolean;
	/** What stands under the name. */
	about: string;
	sites_used: number;
	sites_limit: number;
	/** Packs are sold to it now. */
	can_buy: boolean;
	license: OwnedLicense;
}

export interface NextStep {
	text: string;
	/** An address of ours; undefined where there is nothing to press. */
	link: { to: string; label: string } | undefined;
	is_urgent: boolean;
}

export function licenseView(catalog: CatalogFile, license: OwnedLicense, now: Date, language: string): LicenseView {
	const plan = planOf(catalog, license.plan);
	const sites_used = connectedSites(license);
	const { badge, is_bad, when } = statusWords(license, now);
	const seats = `${showCount(sites_used, language)} of ${showNumberOf(plan.sites, 'site', 'sites', language)} connected`;
	return {
		license_id: license.license_id,
		plan_name: plan.name,
		badge,
		is_bad,
		about: when === '' ? seats : `${when} · ${seats}`,
		sites_used,
		sites_limit: plan.sites,
		can_buy: license.status === 'active' || license.status === 'trialing',
		license,
	};
}

const connectedSites = (license: OwnedLicense): number => license.sites.filter((site) => site.is_connected).length;

/** All credits in the license's pools that could be spent. */
export function keptCredits(license: OwnedLicense): number {
	return license.sites.reduce((sum, site) => sum + site.domain, license.shared);
}

function statusWords(license: OwnedLicense, now: Date): { badge: string; is_bad: boolean; when: string } {
	const { status, trial_ends_at, paid_until, ends_at } = license;
	if (isPastDue(license, now) && paid_until !== null) {
		return { badge: 'Payment due', is_bad: true, when: `Works until ${showDate(graceEnd(paid_until))}` };
	}
	switch (status) {
		case 'active':
			return ends_at !== null
				? { badge: 'Ending', is_bad: true, when: `Cancelled: works until ${showDate(ends_at)}` }
				: { badge: 'Active', is_bad: false, when: paid_until === null ? '' : `Renews on ${showDate(paid_until)}` };
		case 'trialing':
			return { badge: 'Trial', is_bad: false, when: trial_ends_at === null ? '' : `Ends on ${showDate(trial_ends_at)}` };
		case 'lapsed':
			return { badge: 'Ended', is_bad: true, when: 'Credits are kept, and cannot be spent without a plan' };
		case 'free':
			return { badge: 'Free', is_bad: false, when: '' };
	}
}

export const graceEnd = (paid_until: Date): Date => new Date(paid_until.getTime() + GRACE_DAYS * DAY_MS);

/** The step that matters most of all that are due; undefined where all is well. */
export function nextStep(views: readonly LicenseView[], now: Date, language: string): NextStep | undefined {
	if (views.length === 0) {
		return {
			text: 'This account has no license yet. A plan brings one; a trial is started in your WordPress.',
			link: { to: '/account/plans', label: 'View Plans' },
			is_urgent: false,
		};
	}
	for (const step of [pastDue, tooManySites, lapsed, owed, trial, noSite]) {
		for (const view of views) {
			const due = step(view, now, language);
			if (due !== undefined) {
				return due;
			}
		}
	}
	return undefined;
}

type Step = (view: LicenseView, now: Date, language: string) => NextStep | undefined;

const pastDue: Step = ({ license, license_id, plan_name }, now) =>
	isPastDue(license, now) && license.paid_until !== null
		? {
				text: `The payment for your ${plan_name} plan is due. Your sites work until ${showDate(graceEnd(license.paid_until))}.`,
				link: { to: `/account/licenses/${license_id}`, label: 'See the plan' },
				is_urgent: true,
			}
		: undefined;

const tooManySites: Step = (view, _now, language) => {
	const { sites_used, sites_limit, plan_name, license_id } = view;
	const over = sites_used - sites_limit;
	return over > 0 && view.can_buy
		? {
				text: `${showCount(sites_used, language)} of ${showNumberOf(sites_limit, 'site', 'sites', language)} are connected to your ${plan_name} license. All of them go on working. Choose which to disconnect (${showCount(over, language)}), or choose a larger plan; until then no other site can be connected.`,
				link: { to: `/account/licenses/${license_id}`, label: 'Change the plan' },
				is_urgent: true,
			}
		: undefined;
};

const lapsed: Step = ({ license, license_id }, _now, language) => {
	const kept = keptCredits(license);
	return license.status === 'lapsed' || (license.status === 'free' && kept > 0)
		? {
				text: kept > 0 ? `Your ${showNumberOf(kept, 'credit', 'credits', language)} are kept. Start a plan to use them.` : 'Your plan has ended. License and sites are as you left them.',
				link: { to: `/account/licenses/${license_id}`, label: 'View Plans' },
				is_urgent: true,
			}
		: undefined;
};

const owed: Step = ({ license, plan_name }, _now, language) =>
	license.owed > 0
		? {
				text: `${showNumberOf(license.owed, 'credit', 'credits', language)} of a refunded order had been spent. They are owed: the next credits of your ${plan_name} license pay them first.`,
				link: undefined,
				is_urgent: false,
			}
		: undefined;

const trial: Step = ({ license, license_id }) =>
	license.status === 'trialing' && license.trial_ends_at !== null
		? {
				text: `Your trial ends on ${showDate(license.trial_ends_at)}. Nothing is charged; after it you need a plan to spend your credits.`,
				link: { to: `/account/licenses/${license_id}`, label: 'View Plans' },
				is_urgent: false,
			}
		: undefined;

const noSite: Step = ({ license, license_id, sites_used, plan_name }) =>
	license.status === 'active' && sites_used === 0
		? {
				text: `No site is connected to your ${plan_name} license yet. Create a license key, and paste it in WordPress: Account › License.`,
				link: { to: `/account/licenses/${license_id}`, label: 'Create key' },
				is_urgent: false,
			}
		: undefined;

/** A site as lists name it: its address, and its name where that says more. */
export function siteName(home: string, name: string): string {
	const address = showHome(home);
	return name === '' || name === address ? address : `${address} (${name})`;
}
