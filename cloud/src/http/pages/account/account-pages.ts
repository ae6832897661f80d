// The account's own pages: a scope that only signed-in owners enter, and everything in it.
import type { FastifyError } from 'fastify';
import type { Problem } from '../../../problems.ts';
import type { Services } from '../../../services.ts';
import type { App } from '../../app.ts';
import { errorPages, type Messages } from '../error-pages.ts';
import type { Visitors } from '../visitors.ts';
import { buyPages } from './buy-pages.ts';
import { licensePages } from './license-pages.ts';
import { overviewPages } from './overview-pages.ts';
import { purchasesPages } from './purchases-pages.ts';
import { settingsPages } from './settings-pages.ts';
import { requireOwner } from './signed-in.ts';
import { sitePages } from './site-pages.ts';
import { usagePages } from './usage-pages.ts';

const BACK = { to: '/account', label: 'Back to your account' };

const MESSAGES: Messages = {
	invalid_request: { title: 'This page cannot be shown', text: 'Its address or form is not complete. Nothing was changed.', link: BACK },
	forbidden: { title: 'This form is out of date', text: 'Go back, reload the page, and try again. Nothing was changed.', link: BACK },
	not_found: { title: 'This is not here', text: 'Your account has nothing at this address. It may have been removed.', link: BACK },
	rate_limited: { title: 'One moment', text: 'There were too many requests. Wait a minute, then reload this page.' },
	provider_failed: { title: 'The payment page cannot be opened', text: 'Nothing was charged. We were told of it; try again later or write to us.', link: BACK },
	unavailable: { title: 'Try again in a minute', text: 'Something we need does not answer just now. Nothing was changed or charged.', link: BACK },
};

export async function accountPages(app: App, services: Services, visitors: Visitors): Promise<void> {
	await app.register(async (inner) => {
		const scope = inner as App;
		requireOwner(scope, visitors);
		scope.setErrorHandler<FastifyError | Problem>(errorPages(visitors, MESSAGES));
		for (const add of [overviewPages, licensePages, sitePages, buyPages, usagePages, purchasesPages, settingsPages]) {
			add(scope, services, visitors);
		}
	});
}
