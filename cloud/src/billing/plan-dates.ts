// What a subscription's state means for its license: until when it is paid, and when it ends. license_status computes from these.
import { changedAt, type PolarSubscription } from './polar-shapes.ts';

export interface PlanDates {
	/** ISO 8601. Seven days of grace follow it. */
	paid_until: string;
	/** Where set, there is no grace: the plan ends then, or ended. */
	ends_at: string | null;
}

/** Whether Polar still takes money for it, or tries to. */
export function isInForce(status: string): boolean {
	return status === 'active' || status === 'trialing' || status === 'past_due';
}

/** Whether it is over for good: Polar takes no more money for it, and nothing brings it back. */
export function isEnded(status: string): boolean {
	return ENDED.includes(status);
}

export const ENDED: readonly string[] = ['canceled', 'unpaid', 'incomplete_expired'];

/** Whether it was ever paid for: one whose first payment is awaited, or failed, is none yet. */
export function isBegun(status: string): boolean {
	return status !== 'incomplete' && status !== 'incomplete_expired';
}

/**
 * A renewal whose payment failed has moved the period on already: it was paid until that period began. One that is paused or
 * unpaid, or has a status that is not known here, gives nothing until it is active again.
 */
export function planDates(subscription: PolarSubscription): PlanDates {
	const { status, current_period_start, current_period_end, cancel_at_period_end, ends_at, ended_at, paused_at } = subscription;
	switch (status) {
		case 'active':
		case 'trialing':
			return { paid_until: current_period_end, ends_at: cancel_at_period_end ? (ends_at ?? current_period_end) : null };
		case 'past_due':
			return { paid_until: current_period_start, ends_at: cancel_at_period_end ? current_period_start : null };
		case 'unpaid':
			return { paid_until: current_period_start, ends_at: ended_at ?? current_period_start };
		default: {
			const end = ended_at ?? paused_at ?? ends_at ?? changedAt(subscription);
			return { paid_until: end, ends_at: end };
		}
	}
}
