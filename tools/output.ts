// Passes on what the programs write: everything when asked for, else only what a person should know.

import { existsSync, openSync, readSync, closeSync, statSync, unwatchFile, watchFile } from 'node:fs';

export interface Reporter {
	/** Ends the silence of the start: what was held back until now is passed on. A start that fails tells its reason itself. */
	begin(): void;
	/** Judges one line that a program wrote. */
	line(program: string, text: string): void;
	/** Passes on what is added to a file from now on, such as WordPress's debug log. */
	follow(program: string, file: string): void;
	/** Stops following, and says nothing more of how the programs end. */
	end(): void;
}

/**
 * @param verbose Pass on every line.
 */
export function createReporter(verbose: boolean): Reporter {
	const followed = new Set<string>();
	let ended = false;
	let held: string[] | undefined = verbose ? undefined : [];
	const print = (program: string, text: string) => {
		const line = `${program.padEnd(10)} ${text}`;
		if (ended && !verbose) {
			return;
		}
		if (held) {
			held.push(line);
		} else {
			console.log(line);
		}
	};
	return {
		begin() {
			held?.forEach((line) => console.log(line));
			held = undefined;
		},
		line(program, text) {
			const warning = asWarning(program, text);
			if (verbose) {
				print(program, text);
			} else if (warning !== undefined) {
				print(program, warning);
			}
		},
		follow(program, file) {
			let position = existsSync(file) ? statSync(file).size : 0;
			followed.add(file);
			watchFile(file, { interval: 500 }, (now) => {
				if (now.size > position) {
					const text = readFrom(file, position, now.size - position);
					text
						.trimEnd()
						.split('\n')
						.forEach((line) => print(program, line));
				}
				position = now.size;
			});
		},
		end() {
			ended = true;
			followed.forEach((file) => unwatchFile(file));
		},
	};
}

/**
 * @return What to print of a line without being asked for everything; undefined for nothing.
 */
function asWarning(program: string, text: string): string | undefined {
	if (program === 'WordPress') {
		return /\bPHP (Warning|Fatal error|Parse error|Deprecated|Notice)|Failed to/.test(text) ? text : undefined;
	}
	if (program === 'build') {
		return /\b(ERROR|WARNING) in\b|^\s*TS\d+/.test(text) ? text : undefined;
	}
	const entry = asLogEntry(text);
	if (entry === undefined) {
		return text;
	}
	return typeof entry.level === 'number' && entry.level >= 40 ? `${entry.msg ?? ''} ${entry.err?.message ?? ''}`.trim() : undefined;
}

/**
 * @return The line as pino writes its entries; undefined when it is something else.
 */
function asLogEntry(text: string): { level?: unknown; msg?: string; err?: { message?: string } } | undefined {
	try {
		const entry: unknown = JSON.parse(text);
		return typeof entry === 'object' && entry !== null ? entry : undefined;
	} catch {
		return undefined;
	}
}

function readFrom(file: string, position: number, length: number): string {
	const buffer = Buffer.alloc(length);
	const descriptor = openSync(file, 'r');
	try {
		readSync(descriptor, buffer, 0, length, position);
	} finally {
		closeSync(descriptor);
	}
	return buffer.toString('utf8');
}
