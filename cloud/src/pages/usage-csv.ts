// A statement as CSV, line by line, for an export of any length. No cell is ever read as a formula by a spreadsheet.
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { showHome } from '../formats.ts';
import type { StatementLine } from '../ledger/statement.ts';
import { chargedOf } from './usage-view.ts';

const COLUMNS = ['at', 'website', 'feature', 'object', 'person', 'outcome', 'reason', 'credits_charged', 'from_domain', 'from_shared', 'run', 'action'];

/** @param homes each site's home by its id */
export function usageCsv(lines: AsyncIterable<StatementLine>, homes: ReadonlyMap<string, string>): Readable {
	const rows = stringify({ header: true, columns: COLUMNS, escape_formulas: true, bom: true, record_delimiter: 'windows' });
	return Readable.from(asRows(lines, homes)).compose(rows) as Readable;
}

async function* asRows(lines: AsyncIterable<StatementLine>, homes: ReadonlyMap<string, string>): AsyncGenerator<(string | number)[]> {
	for await (const line of lines) {
		const charged = chargedOf(line);
		yield [
			line.created_at.toISOString(),
			showHome(homes.get(line.site_id) ?? ''),
			line.feature,
			`${line.subject.type}:${line.subject.id}`,
			line.actor,
			line.state,
			line.code ?? '',
			charged.cost,
			charged.from_domain,
			charged.from_shared,
			line.run_id ?? '',
			line.action_id,
		];
	}
}
