/* Filters, sorting and page numbers of Polar's lists. */

import { Type } from 'typebox';
import type { TSchema } from 'typebox';
import type { models } from '@polar-sh/sdk/2026-10';
import { invalid } from './errors.ts';

const MAX_LIMIT = 100;

/** A filter that may be given once or several times. */
export const many = (item: TSchema = Type.String()) => Type.Optional(Type.Array(item));
export const Uuids = Type.Optional(Type.Array(Type.String({ format: 'uuid' })));
export const Moment = Type.Optional(Type.String({ format: 'date-time' }));

export const Paging = {
	page: Type.Optional(Type.Integer({ minimum: 1 })),
	limit: Type.Optional(Type.Integer({ minimum: 1 })),
	sorting: Type.Optional(Type.Array(Type.String())),
	organization_id: Uuids,
};

export interface Paging {
	page?: number;
	limit?: number;
	sorting?: string[];
}

/** Whether a value is among those asked for; everything is when nothing was asked for. */
export const among = (wanted: string[] | undefined, value: string | null | undefined): boolean =>
	wanted === undefined || (value !== null && value !== undefined && wanted.includes(value));

/**
 * Whether a row's metadata has what `metadata[key]=value` in the query asks for.
 * Several values for one key mean any of them.
 */
export function hasMetadata(query: object, metadata: models.MetadataOutputType): boolean {
	return Object.entries(query).every(([name, wanted]) => {
		const key = /^metadata\[(.+)\]$/.exec(name)?.[1];
		return key === undefined || [wanted].flat().includes(String(metadata[key]));
	});
}

interface Row {
	created_at: string;
}

/**
 * One page of rows that come oldest first. `sortable` are the fields that may be sorted by; `-` means descending.
 * Rows that are alike in the field keep the order in which they were made.
 */
export function page<R extends Row, T>(
	rows: R[],
	query: Paging,
	sortable: (keyof R & string)[],
	show: (row: R) => T,
): { items: T[]; pagination: models.Pagination } {
	const sorting = query.sorting?.[0] ?? '-created_at';
	const descending = sorting.startsWith('-');
	const field = sortable.find((name) => name === sorting.replace(/^-/, ''));
	if (field === undefined) {
		throw invalid(['query', 'sorting'], `This sandbox sorts by ${sortable.join(', ')}`, sorting);
	}
	const sorted = rows
		.map((row, made) => ({ row, made }))
		.sort((a, b) => {
			const [x, y] = [a.row[field] ?? '', b.row[field] ?? ''];
			return x < y ? -1 : x > y ? 1 : a.made - b.made;
		});
	if (descending) {
		sorted.reverse();
	}
	const limit = Math.min(query.limit ?? 10, MAX_LIMIT);
	const start = ((query.page ?? 1) - 1) * limit;
	return {
		items: sorted.slice(start, start + limit).map(({ row }) => show(row)),
		pagination: { total_count: rows.length, max_page: Math.ceil(rows.length / limit) },
	};
}
