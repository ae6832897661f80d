// A small model of one license's ledger, written from docs/LEDGER.md alone: what the verbs must answer, without SQL.

export const HOLD_MS = 120_000;

type State = 'held' | 'captured' | 'released' | 'expired';

interface ModelHold {
	site: number;
	cost: number;
	from_domain: number;
	from_shared: number;
	state: State;
	expires_ms: number;
	month: string;
}

interface ModelSite {
	domain: number;
	held: number;
	cap: number | null;
	connected: boolean;
	/** Shared taken, held and spent, by UTC month. */
	months: Map<string, number>;
}

export interface ReserveOutcome {
	state: State | 'reserved' | 'refused';
	code: string | null;
	from_domain: number;
	from_shared: number;
}

export class LedgerModel {
	shared = 0;
	owed = 0;
	now_ms: number;
	paid_until_ms: number;
	readonly sites: ModelSite[];
	readonly holds = new Map<string, ModelHold>();
	private readonly sources = new Set<string>();

	constructor(sites: number, now_ms: number, paid_until_ms: number) {
		this.now_ms = now_ms;
		this.paid_until_ms = paid_until_ms;
		this.sites = Array.from({ length: sites }, () => ({ domain: 0, held: 0, cap: null, connected: true, months: new Map() }));
	}

	site(index: number): ModelSite {
		const site = this.sites[index];
		if (site === undefined) {
			throw new Error(`no site ${index}`);
		}
		return site;
	}

	get month(): string {
		return new Date(this.now_ms).toISOString().slice(0, 7);
	}

	capUsed(index: number): number {
		return this.site(index).months.get(this.month) ?? 0;
	}

	/** 7 days of grace after what is paid. */
	get lapsed(): boolean {
		return this.now_ms >= this.paid_until_ms + 7 * 86_400_000;
	}

	reserve(index: number, wanted: { id: string; cost: number }[]): ReserveOutcome[] {
		const site = this.site(index);
		let refusal: string | null = this.lapsed ? 'license_lapsed' : null;
		return wanted.map(({ id, cost }) => {
			const known = this.holds.get(id);
			const refused = (code: string): ReserveOutcome => ({ state: 'refused', code, from_domain: 0, from_shared: 0 });
			if (known !== undefined) {
				return known.cost === cost
					? { state: known.state, code: null, from_domain: known.from_domain, from_shared: known.from_shared }
					: refused('key_reused');
			}
			const from_domain = Math.min(site.domain, cost);
			const from_shared = cost - from_domain;
			if (refusal === null && from_shared > this.shared) {
				refusal = 'insufficient_credits';
			} else if (refusal === null && from_shared > 0 && site.cap !== null && this.capUsed(index) + from_shared > site.cap) {
				refusal = 'site_cap_reached';
			}
			if (refusal !== null) {
				return refused(refusal);
			}
			site.domain -= from_domain;
			this.shared -= from_shared;
			site.held += cost;
			site.months.set(this.month, this.capUsed(index) + from_shared);
			this.holds.set(id, {
				site: index, cost, from_domain, from_shared, state: 'held', expires_ms: this.now_ms + HOLD_MS, month: this.month,
			});
			return { state: 'reserved', code: null, from_domain, from_shared };
		});
	}

	/** Ends the open ones among these holds of a site together; the others keep their end. */
	settle(ids: readonly string[], state: 'captured' | 'released' | 'expired'): void {
		let back_shared = 0;
		let back_domain = 0;
		let index: number | undefined;
		for (const id of ids) {
			const hold = this.holds.get(id);
			if (hold === undefined || hold.state !== 'held') {
				continue;
			}
			hold.state = state;
			index = hold.site;
			this.site(index).held -= hold.cost;
			if (state !== 'captured') {
				back_shared += hold.from_shared;
				back_domain += hold.from_domain;
				const months = this.site(index).months;
				months.set(hold.month, (months.get(hold.month) ?? 0) - hold.from_shared);
			}
		}
		if (index !== undefined) {
			this.shared += this.payOwed(back_shared);
			this.site(index).domain += this.payOwed(back_domain);
		}
	}

	grant(index: number | 'shared', amount: number, source: string): boolean {
		if (this.sources.has(source)) {
			return false;
		}
		this.sources.add(source);
		const left = this.payOwed(amount);
		if (index === 'shared') {
			this.shared += left;
		} else {
			this.site(index).domain += left;
		}
		return true;
	}

	clawBack(index: number | 'shared', amount: number, source: string): boolean {
		if (this.sources.has(source)) {
			return false;
		}
		this.sources.add(source);
		let left = amount;
		if (index !== 'shared') {
			const taken = Math.min(this.site(index).domain, left);
			this.site(index).domain -= taken;
			left -= taken;
		}
		const taken = Math.min(this.shared, left);
		this.shared -= taken;
		this.owed += left - taken;
		return true;
	}

	/** Credits moved, or the code of the refusal. */
	transfer(from: number, to: number): number | string {
		if (from === to || !this.site(to).connected) {
			return 'not_found';
		}
		if (this.site(from).connected || this.owed > 0) {
			return 'forbidden';
		}
		const moved = this.site(from).domain;
		if (moved === 0) {
			return 'invalid_request';
		}
		this.site(from).domain = 0;
		this.site(to).domain += moved;
		return moved;
	}

	overdue(): string[] {
		return [...this.holds].filter(([, hold]) => hold.state === 'held' && hold.expires_ms <= this.now_ms).map(([id]) => id);
	}

	/** What is left of incoming credits after what is owed is paid. */
	private payOwed(amount: number): number {
		const pays = Math.min(this.owed, amount);
		this.owed -= pays;
		return amount - pays;
	}
}
