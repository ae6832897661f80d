// Lists every operation of the service, in the order in which openapi.json shows them.
import type { Operation } from './app.ts';
import { health } from './health.ts';
import { openapi } from './openapi.ts';
import { actions } from './actions.ts';
import { checkouts } from './checkouts.ts';
import { connections } from './connections.ts';
import { pages } from './pages/pages.ts';
import { purchases } from './purchases.ts';
import { site } from './site.ts';
import { sites } from './sites.ts';
import { trials } from './trials.ts';
import { usage } from './usage.ts';
import { webhooks } from './webhooks.ts';

export const operations: readonly Operation[] = [health, openapi, trials, connections, site, checkouts, actions, usage, purchases, sites, webhooks, pages];
