// What each mail to an owner tells, as it was when it was written: the words are chosen when it is sent.

/** Where credits went: the license's pool, or one site's. */
export interface PoolFact {
	kind: 'shared' | 'domain';
	/** The site's home, such as "https://example.com"; null for Shared. */
	home: string | null;
}

export interface ReceiptFacts {
	order_id: string;
	/** What was bought: a pack, or a plan. */
	kind: 'pack' | 'plan';
	/** Of a plan. */
	plan_name: string | null;
	/** Granted now; 0 for a renewal, or a plan without credits. */
	credits: number;
	pool: PoolFact;
	/** The home of the site that the credits were bought for, where it was gone and they went to Shared. */
	instead_of: string | null;
	/** Without tax. */
	net_cents: number;
	currency: string;
	paid_at: string;
	/** Of a plan: until when it is paid. */
	paid_until: string | null;
}

export interface RefundFacts {
	order_id: string;
	/** So far, without tax. */
	refunded_cents: number;
	net_cents: number;
	currency: string;
	/** Credits that this refund took from the pools. */
	taken: number;
	/** Credits of this refund that were spent before: later credits pay them first. */
	owed: number;
	pool: PoolFact;
}

export interface PaymentFailedFacts {
	plan_name: string;
	/** Until when the plan goes on all the same. */
	grace_ends_at: string;
	license_id: string;
}

export interface TrialEndsFacts {
	license_id: string;
	plan_name: string;
	trial_ends_at: string;
	/** In all pools of the license. */
	credits: number;
}

export interface PlanEndedFacts {
	license_id: string;
	plan_name: string;
	was_trial: boolean;
	ended_at: string;
	/** Kept, in all pools of the license. */
	credits: number;
}

export interface LowBalanceFacts {
	license_id: string;
	/** What is low: below so many credits. */
	below: number;
	shared: number;
	/** The sites that fell below, each with what it has in its own pool. */
	sites: { home: string; domain: number }[];
}

export interface MailFacts {
	receipt: ReceiptFacts;
	refund: RefundFacts;
	payment_failed: PaymentFailedFacts;
	trial_ends: TrialEndsFacts;
	plan_ended: PlanEndedFacts;
	low_balance: LowBalanceFacts;
}

export type MailTemplate = keyof MailFacts;

/** A template with the facts that belong to it. */
export type Told = { [T in MailTemplate]: { template: T; facts: MailFacts[T] } }[MailTemplate];
