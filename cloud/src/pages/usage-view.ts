// How the usage page shows a line of the statement: its words, and what it cost.
import type { Feature } from '../http/schemas.ts';
import { FEATURE_INPUTS } from '../features/inputs.ts';
import type { HoldState, StatementLine } from '../ledger/statement.ts';

export const FEATURE_WORDS: Record<Feature, string> = {
	image_alt: 'Image alt text',
	meta_title: 'Meta title',
	meta_description: 'Meta description',
	schema: 'Schema',
	link_suggestions: 'Link suggestions',
	content_analysis: 'Content analysis',
	draft: 'Draft',
	rewrite: 'Rewrite',
};

export const FEATURES = Object.keys(FEATURE_INPUTS) as Feature[];

/** What can be asked for: several states of the ledger are one outcome to a reader. */
export const OUTCOMES = {
	charged: { label: 'Charged', states: ['captured'] },
	failed: { label: 'Failed: 0 charged', states: ['released', 'expired'] },
	running: { label: 'Running', states: ['held'] },
} as const satisfies Record<string, { label: string; states: readonly HoldState[] }>;
export type Outcome = keyof typeof OUTCOMES;

const STATE_WORDS: Record<HoldState, string> = { captured: 'Done', released: 'Failed', expired: 'Failed', held: 'Running' };

export interface UsageLine {
	action_id: string;
	at: string;
	/** For machines, as the page's `time` element. */
	at_iso: string;
	site_id: string;
	feature: string;
	object: string;
	person: string;
	outcome: string;
	cost: number;
	from: string;
}

export function usageLine(line: StatementLine, count: (value: number) => string): UsageLine {
	const { cost, from_domain, from_shared } = chargedOf(line);
	return {
		action_id: line.action_id,
		at: new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(line.created_at),
		at_iso: line.created_at.toISOString(),
		site_id: line.site_id,
		feature: FEATURE_WORDS[line.feature],
		object: `${line.subject.type} ${line.subject.id}`,
		person: line.actor,
		outcome: STATE_WORDS[line.state],
		cost,
		from: [from_domain > 0 ? `${count(from_domain)} from Domain` : '', from_shared > 0 ? `${count(from_shared)} from Shared` : ''].filter(Boolean).join(', '),
	};
}

/** What was given back was not charged; what runs is not charged yet. */
export function chargedOf(line: StatementLine): { cost: number; from_domain: number; from_shared: number } {
	const { cost, from_domain, from_shared } = line;
	return line.state === 'captured' ? { cost, from_domain, from_shared } : { cost: 0, from_domain: 0, from_shared: 0 };
}
