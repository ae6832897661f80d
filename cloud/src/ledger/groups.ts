// Group commit: calls that come while statements are on their way share the next one. docs/LEDGER.md, "Groups".
import { Problem } from '../problems.ts';
import type { Call } from './call.ts';

export interface GroupsOptions<C extends Call, Answer> {
	/** Several calls in one transaction, answered in order. Where it fails, whyever, nothing is assumed of its outcome. */
	together: (calls: readonly C[]) => Promise<Answer[]>;
	/** One call by itself; the same call may have been part of a group before, also of one that was committed. */
	alone: (call: C) => Promise<Answer>;
	/** A group failed; its calls are tried alone. */
	onSplit?: (error: unknown, calls: readonly C[]) => void;
}

interface Waiting<C, Answer> {
	call: C;
	since_ms: number;
	resolve: (answer: Answer) => void;
	reject: (error: unknown) => void;
}

/** Groups on their way at once: while one is committed the next is at work. */
const LANES = 3;
const MAX_ACTIONS = 64;
const MAX_WAIT_MS = 5000;
/** As long as a group waits for a lock. */
const LANE_PATIENCE_MS = 1000;

/**
 * Answers each call by a group's statement or its own. A lone call goes at once. An account is in one group at a time: groups of
 * a process do not wait for each other, and a pool that is kept locked holds up its own account and, for a second, one group.
 */
export function createGroups<C extends Call, Answer>({ together, alone, onSplit }: GroupsOptions<C, Answer>): (call: C) => Promise<Answer> {
	/** First come, first served, but for those whose account is busy. */
	let waiting: Waiting<C, Answer>[] = [];
	const busy = new Set<string>();
	let lanes = 0;
	let is_scheduled = false;
	let patience: NodeJS.Timeout | undefined;

	function dispatch(): void {
		is_scheduled = false;
		while (lanes < LANES) {
			const group = nextGroup();
			if (group.length === 0) {
				break;
			}
			group.forEach(({ call }) => busy.add(call.site.account_id));
			void send(group, takeLane());
		}
		watchPatience();
	}

	/** In turn, up to MAX_ACTIONS; of calls that have an id in common only the first. */
	function nextGroup(): Waiting<C, Answer>[] {
		const group: Waiting<C, Answer>[] = [];
		const left: Waiting<C, Answer>[] = [];
		const ids = new Set<string>();
		let actions = 0;
		for (const entry of waiting) {
			const { site, action_ids } = entry.call;
			const fits = group.length === 0 || actions + action_ids.length <= MAX_ACTIONS;
			if (!fits || busy.has(site.account_id) || action_ids.some((id) => ids.has(id))) {
				left.push(entry);
				continue;
			}
			group.push(entry);
			actions += action_ids.length;
			action_ids.forEach((id) => ids.add(id));
		}
		waiting = left;
		return group;
	}

	/** Until it is given back, or has been had for so long that others shall not wait for it: a lone call may wait for a lock. */
	function takeLane(): () => void {
		lanes++;
		let is_taken = true;
		const giveBack = (): void => {
			clearTimeout(impatience);
			if (is_taken) {
				is_taken = false;
				lanes--;
				schedule();
			}
		};
		const impatience = setTimeout(giveBack, LANE_PATIENCE_MS);
		return giveBack;
	}

	async function send(group: Waiting<C, Answer>[], giveBackLane: () => void): Promise<void> {
		if (group.length === 1) {
			await Promise.all(group.map(sendAlone));
			leave(group);
			return giveBackLane();
		}
		try {
			const answers = await together(group.map(({ call }) => call));
			group.forEach(({ resolve, reject }, index) => {
				const answer = answers[index];
				return answer === undefined ? reject(new Error('A group left a call unanswered.')) : resolve(answer);
			});
			leave(group);
			giveBackLane();
		} catch (error) {
			onSplit?.(error, group.map(({ call }) => call));
			giveBackLane();
			await Promise.all([...byAccount(group)].map(sendInTurn));
		}
	}

	/** Calls of one account, one after the other, so that a pool that is locked for long takes one connection. */
	async function sendInTurn(entries: Waiting<C, Answer>[]): Promise<void> {
		for (const entry of entries) {
			await (isLate(entry) ? entry.reject(tooBusy()) : sendAlone(entry));
		}
		leave(entries);
	}

	async function sendAlone({ call, resolve, reject }: Waiting<C, Answer>): Promise<void> {
		await alone(call).then(resolve, reject);
	}

	function leave(group: Waiting<C, Answer>[]): void {
		group.forEach(({ call }) => busy.delete(call.site.account_id));
		schedule();
	}

	/** One turn of the event loop: what came together goes together. */
	function schedule(): void {
		if (!is_scheduled) {
			is_scheduled = true;
			setImmediate(dispatch);
		}
	}

	/** Whoever waits for long is told so, as by a pool without a free connection. */
	function watchPatience(): void {
		const oldest = waiting[0];
		if (oldest === undefined) {
			clearTimeout(patience);
			patience = undefined;
			return;
		}
		patience ??= setTimeout(() => {
			patience = undefined;
			waiting.filter(isLate).forEach(({ reject }) => reject(tooBusy()));
			waiting = waiting.filter((entry) => !isLate(entry));
			watchPatience();
		}, Math.max(0, oldest.since_ms + MAX_WAIT_MS - performance.now()));
	}

	return (call) =>
		new Promise((resolve, reject) => {
			waiting.push({ call, since_ms: performance.now(), resolve, reject });
			schedule();
		});
}

function isLate({ since_ms }: { since_ms: number }): boolean {
	return performance.now() >= since_ms + MAX_WAIT_MS;
}

function tooBusy(): Problem {
	return new Problem('unavailable', 'The ledger is too busy.', { retry_after_s: 5 });
}

function byAccount<C extends Call, Answer>(group: readonly Waiting<C, Answer>[]): Iterable<Waiting<C, Answer>[]> {
	return Map.groupBy(group, ({ call }) => call.site.account_id).values();
}
