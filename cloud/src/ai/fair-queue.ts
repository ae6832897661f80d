// Bounds how many model calls run at once, and lets the sites that wait take turns, so that one site's bulk run does not starve another's single text.

export interface FairQueue {
	/** Whether `count` more may come in. Ask before anything is reserved: refusing then costs nobody anything. */
	hasRoom(count: number): boolean;
	/** Runs `work` when it is the turn of `owner`; rejects with the signal's reason where that comes first. */
	run<T>(owner: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
	/** For metrics. */
	readonly running: number;
	readonly waiting: number;
}

interface Limits {
	max_running: number;
	max_waiting: number;
}

export function createFairQueue({ max_running, max_waiting }: Limits): FairQueue {
	/** Who waits, first come first served within an owner. The order of the keys is whose turn it is. */
	const lines = new Map<string, (() => void)[]>();
	let running = 0;
	let waiting = 0;

	function next(): void {
		if (running >= max_running) {
			return;
		}
		const [turn] = lines;
		if (turn === undefined) {
			return;
		}
		const [owner, line] = turn;
		const begin = line.shift();
		lines.delete(owner);
		if (line.length > 0) {
			lines.set(owner, line);
		}
		begin?.();
	}

	function enter(owner: string, signal: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			const begin = (): void => {
				signal.removeEventListener('abort', leave);
				waiting--;
				running++;
				resolve();
			};
			const leave = (): void => {
				const line = (lines.get(owner) ?? []).filter((entry) => entry !== begin);
				if (line.length > 0) {
					lines.set(owner, line);
				} else {
					lines.delete(owner);
				}
				waiting--;
				reject(signal.reason as Error);
			};
			signal.throwIfAborted();
			signal.addEventListener('abort', leave, { once: true });
			lines.set(owner, [...(lines.get(owner) ?? []), begin]);
			waiting++;
			next();
		});
	}

	return {
		hasRoom: (count) => running + waiting + count <= max_running + max_waiting,
		async run(owner, signal, work) {
			await enter(owner, signal);
			try {
				return await work();
			} finally {
				running--;
				next();
			}
		},
		get running() {
			return running;
		},
		get waiting() {
			return waiting;
		},
	};
}
