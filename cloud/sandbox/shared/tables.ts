/* Typed tables in memory, kept on disk as an append-only journal of JSON lines. */

import {
	closeSync,
	ftruncateSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** The rows of each table by name; every row has a unique `id`. */
export type SchemaOf<S> = { [T in keyof S]: { id: string } };

/** One row to be written, or (`removed`) the id of one to be deleted. */
export type Change<S extends SchemaOf<S>> = {
	[T in keyof S & string]: { table: T; row: S[T] } | { table: T; removed: string };
}[keyof S & string];

export interface Tables<S extends SchemaOf<S>> {
	/** The row with this id, or undefined. */
	get<T extends keyof S & string>(table: T, id: string): S[T] | undefined;
	/** All rows of a table, oldest first. Never modify a row in place: commit a new one. */
	all<T extends keyof S & string>(table: T): S[T][];
	/** Writes all changes or none. Throws the file system's error (a full disk) with nothing changed. */
	commit(changes: Change<S>[]): void;
	close(): void;
}

type Row = { id: string };
type Rows = Map<string, Row>;
type AnyChange = { table: string; row: Row } | { table: string; removed: string };

function apply(tables: Map<string, Rows>, changes: AnyChange[]): void {
	for (const change of changes) {
		const rows = tables.get(change.table);
		if (!rows) {
			continue;
		}
		if ('removed' in change) {
			rows.delete(change.removed);
		} else {
			rows.set(change.row.id, change.row);
		}
	}
}

/** Reads what an earlier run left. A last line cut short by a crash was never acknowledged, so it is dropped. */
function replay(file: string, tables: Map<string, Rows>): void {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
			return;
		}
		throw error;
	}
	const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
	lines.forEach((line, index) => {
		if (line === '') {
			return;
		}
		try {
			apply(tables, JSON.parse(line) as AnyChange[]);
		} catch (cause) {
			throw new Error(`${file} is damaged at line ${index + 1}. Delete the file to start empty.`, { cause });
		}
	});
}

/** Rewrites the journal as one line per row, so that it does not grow for ever. */
function compact(file: string, tables: Map<string, Rows>): void {
	const lines: string[] = [];
	for (const [table, rows] of tables) {
		for (const row of rows.values()) {
			lines.push(JSON.stringify([{ table, row }]) + '\n');
		}
	}
	writeFileSync(`${file}.new`, lines.join(''));
	renameSync(`${file}.new`, file);
}

/**
 * Opens the tables named in `names`.
 *
 * Each commit is one line written by one call, so that a killed process leaves whole commits behind.
 * One process at a time may have a file open.
 *
 * @param file  the journal's path (its folder is made), or undefined to keep nothing on disk
 * @param names every table of the schema
 */
export function openTables<S extends SchemaOf<S>>(file: string | undefined, names: (keyof S & string)[]): Tables<S> {
	const tables = new Map<string, Rows>(names.map((name) => [name, new Map()]));
	let handle: number | undefined;
	let size = 0;
	if (file !== undefined) {
		mkdirSync(dirname(file), { recursive: true });
		replay(file, tables);
		compact(file, tables);
		handle = openSync(file, 'a');
		size = readFileSync(file).length;
	}

	const rowsOf = (table: string): Rows => {
		const rows = tables.get(table);
		if (!rows) {
			throw new Error(`There is no table named ${table}.`);
		}
		return rows;
	};

	return {
		get: <T extends keyof S & string>(table: T, id: string) => rowsOf(table).get(id) as S[T] | undefined,
		all: <T extends keyof S & string>(table: T) => [...rowsOf(table).values()] as S[T][],
		commit(changes) {
			if (handle !== undefined) {
				const line = Buffer.from(JSON.stringify(changes) + '\n');
				try {
					let written = 0;
					while (written < line.length) {
						written += writeSync(handle, line, written);
					}
				} catch (error) {
					ftruncateSync(handle, size);
					throw error;
				}
				size += line.length;
			}
			apply(tables, changes);
		},
		close() {
			if (handle !== undefined) {
				closeSync(handle);
				handle = undefined;
			}
		},
	};
}
