// Reads that come while others are on their way share the next statement, as many small ones cost more than one.

/** Statements on their way at once. */
const LANES = 2;
const MAX_KEYS = 64;

interface Waiting<Key, Row> {
	key: Key;
	resolve: (row: Row | undefined) => void;
	reject: (error: unknown) => void;
}

/**
 * Reads by key. `readAll` answers a row, or undefined, for each key in order; what it throws, all who share it get.
 * A read is never older than the call that asked for it: its statement begins later. With `is_shared` false each has its own.
 */
export function shareReads<Key, Row>(
	readAll: (keys: readonly Key[]) => Promise<(Row | undefined)[]>,
	is_shared: boolean,
): (key: Key) => Promise<Row | undefined> {
	if (!is_shared) {
		return async (key) => (await readAll([key]))[0];
	}
	const waiting: Waiting<Key, Row>[] = [];
	let lanes = 0;
	let is_scheduled = false;

	async function send(group: Waiting<Key, Row>[]): Promise<void> {
		try {
			const rows = await readAll(group.map(({ key }) => key));
			group.forEach(({ resolve }, index) => resolve(rows[index]));
		} catch (error) {
			group.forEach(({ reject }) => reject(error));
		}
		lanes--;
		schedule();
	}

	/** One turn of the event loop: what comes together is read together. */
	function schedule(): void {
		if (is_scheduled || waiting.length === 0) {
			return;
		}
		is_scheduled = true;
		setImmediate(() => {
			is_scheduled = false;
			while (lanes < LANES && waiting.length > 0) {
				lanes++;
				void send(waiting.splice(0, MAX_KEYS));
			}
		});
	}

	return (key) =>
		new Promise((resolve, reject) => {
			waiting.push({ key, resolve, reject });
			schedule();
		});
}
