// Finds what an address names among what the owner has: anything else is not there.
import { ownedLicenses, type OwnedLicense, type OwnedSite } from '../../../licensing/owner-licenses.ts';
import { Problem } from '../../../problems.ts';
import type { Services } from '../../../services.ts';

/** @throws Problem `not_found` */
export async function findLicense({ db, clock }: Services, account_id: string, license_id: string): Promise<OwnedLicense> {
	const license = (await ownedLicenses(db, account_id, clock())).find((one) => one.license_id === license_id);
	if (license === undefined) {
		throw new Problem('not_found', 'The account has no such license.');
	}
	return license;
}

/** @throws Problem `not_found` */
export async function findSite({ db, clock }: Services, account_id: string, site_id: string): Promise<{ license: OwnedLicense; site: OwnedSite }> {
	for (const license of await ownedLicenses(db, account_id, clock())) {
		const site = license.sites.find((one) => one.site_id === site_id);
		if (site !== undefined) {
			return { license, site };
		}
	}
	throw new Problem('not_found', 'The account has no such site.');
}
