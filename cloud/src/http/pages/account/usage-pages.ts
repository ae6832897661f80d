// GET /account/usage: what was spent, by which site, on what, a page at a time. GET /account/usage.csv: all of it.
import Type, { type Static } from 'typebox';
import { showCount, showHome } from '../../../formats.ts';
import { statement, wholeStatement, type StatementFilter, type StatementOf } from '../../../ledger/statement.ts';
import { ownedLicenses, type OwnedLicense } from '../../../licensing/owner-licenses.ts';
import { planOf } from '../../../catalog/catalog.ts';
import { FEATURE_WORDS, FEATURES, OUTCOMES, usageLine, type Outcome } from '../../../pages/usage-view.ts';
import { usageCsv } from '../../../pages/usage-csv.ts';
import { Problem } from '../../../problems.ts';
import type { Services } from '../../../services.ts';
import { Word } from '../../../shapes.ts';
import type { App } from '../../app.ts';
import { Uuid } from '../../schemas.ts';
import { languageOf, type Visitors } from '../visitors.ts';
import { ownerOf } from './signed-in.ts';

const PER_PAGE = 50;
const DAY_MS = 86_400_000;

// Forms send what is left empty as ''.
const Empty = Type.Literal('');
const Day = Type.Union([Empty, Type.String({ format: 'date' })]);
const filters = {
	/** A license's id for all of its sites, or a site's. */
	of: Type.Optional(Type.Union([Empty, Uuid])),
	feature: Type.Optional(Type.Union([Empty, Word(...FEATURES)])),
	outcome: Type.Optional(Type.Union([Empty, Word(...(Object.keys(OUTCOMES) as Outcome[]))])),
	from: Type.Optional(Day),
	to: Type.Optional(Day),
};
const Filters = Type.Object(filters);
type Filters = Static<typeof Filters>;

export function usagePages(app: App, services: Services, visitors: Visitors): void {
	const { db, catalog, clock } = services;

	/** Whose lines are asked for. @throws Problem `not_found` for what is not the owner's */
	function scopeOf(account_id: string, licenses: OwnedLicense[], of: string | undefined): StatementOf {
		const sites = licenses.flatMap((license) => license.sites);
		const asked = of ? sites.filter((site) => site.site_id === of || site.license_id === of) : sites;
		if (of && asked.length === 0 && !licenses.some((license) => license.license_id === of)) {
			throw new Problem('not_found', 'The account has no such license or site.');
		}
		return { account_id, site_ids: asked.map((site) => site.site_id) };
	}

	const Page = Type.Object({ ...filters, cursor: Type.Optional(Type.String({ maxLength: 200 })) });
	app.get('/account/usage', { schema: { hide: true, querystring: Page } }, async (request, reply) => {
		const { account_id } = ownerOf(request);
		const { cursor, ...asked } = request.query;
		const licenses = await ownedLicenses(db, account_id, clock());
		const page = await statement(db, scopeOf(account_id, licenses, asked.of), filterOf(asked), { limit: PER_PAGE, ...(cursor ? { cursor } : {}) });
		const count = (value: number): string => showCount(value, languageOf(request));
		return visitors.page(request, reply, 'usage', {
			title: 'Usage',
			section: 'usage',
			asked,
			is_first: !cursor,
			is_filtered: Object.values(asked).some(Boolean),
			scopes: licenses.map((license) => ({ license_id: license.license_id, label: `${planOf(catalog, license.plan).name} license`, sites: license.sites })),
			features: FEATURES.map((feature) => ({ id: feature, label: FEATURE_WORDS[feature] })),
			outcomes: Object.entries(OUTCOMES).map(([id, { label }]) => ({ id, label })),
			homes: homesOf(licenses),
			lines: page.lines.map((line) => usageLine(line, count)),
			next: page.next_cursor === null ? undefined : `/account/usage?${queryOf(asked, page.next_cursor)}`,
			first: `/account/usage?${queryOf(asked)}`,
			csv: `/account/usage.csv?${queryOf(asked)}`,
		});
	});

	app.get('/account/usage.csv', { schema: { hide: true, querystring: Filters } }, async (request, reply) => {
		const { account_id } = ownerOf(request);
		const now = clock();
		const licenses = await ownedLicenses(db, account_id, now);
		const lines = wholeStatement(db, scopeOf(account_id, licenses, request.query.of), filterOf(request.query));
		return reply
			.type('text/csv; charset=utf-8')
			.header('content-disposition', `attachment; filename="credits-${now.toISOString().slice(0, 10)}.csv"`)
			.send(usageCsv(lines, homesOf(licenses)));
	});
}

function homesOf(licenses: OwnedLicense[]): Map<string, string> {
	return new Map(licenses.flatMap((license) => license.sites.map((site) => [site.site_id, showHome(site.home)])));
}

/** Days are UTC days; the last one is a part of what is asked for. */
function filterOf({ feature, outcome, from, to }: Filters): StatementFilter {
	return {
		...(feature ? { feature } : {}),
		...(outcome ? { state: OUTCOMES[outcome].states } : {}),
		...(from ? { from: new Date(`${from}T00:00:00Z`) } : {}),
		...(to ? { to: new Date(Date.parse(`${to}T00:00:00Z`) + DAY_MS) } : {}),
	};
}

function queryOf(asked: Filters, cursor?: string): string {
	const given = Object.entries({ ...asked, cursor }).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '');
	return new URLSearchParams(given).toString();
}
