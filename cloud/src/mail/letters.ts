// The words of every mail to an owner, made of its facts. The templates turn a letter into text and into HTML.
import { showCount, showDate, showHome, showMoney, showNumberOf } from '../formats.ts';
import type { LowBalanceFacts, PaymentFailedFacts, PlanEndedFacts, PoolFact, ReceiptFacts, RefundFacts, Told, TrialEndsFacts } from './facts.ts';

export interface Letter {
	subject: string;
	paragraphs: string[];
	/** What one looks up later, as names and values. */
	rows: { name: string; value: string }[];
	/** The one next step: a whole address. */
	action: { label: string; to: string };
	/** In small print. */
	notes: string[];
}

export interface Sender {
	product: string;
	support_email: string;
	/** Without a slash at its end. */
	public_url: string;
}

export function letterOf(told: Told, sender: Sender): Letter {
	switch (told.template) {
		case 'receipt':
			return told.facts.kind === 'plan' ? planReceipt(told.facts, sender) : packReceipt(told.facts, sender);
		case 'refund':
			return refund(told.facts, sender);
		case 'payment_failed':
			return paymentFailed(told.facts, sender);
		case 'trial_ends':
			return trialEnds(told.facts, sender);
		case 'plan_ended':
			return planEnded(told.facts, sender);
		case 'low_balance':
			return lowBalance(told.facts, sender);
	}
}

/** Whether it would tell what is no longer so. */
export function isStale(told: Told, now: Date): boolean {
	return told.template === 'trial_ends' && new Date(told.facts.trial_ends_at) <= now;
}

const purchases = (sender: Sender): Letter['action'] => ({ label: 'Purchases and invoices', to: `${sender.public_url}/account/purchases` });
const license = (sender: Sender, license_id: string, label: string): Letter['action'] => ({ label, to: `${sender.public_url}/account/licenses/${license_id}` });
const questions = (sender: Sender): string => `Questions? Write to ${sender.support_email}.`;

function poolName(pool: PoolFact): string {
	return pool.kind === 'shared' ? 'Shared Credits' : `Domain Credits of ${showHome(pool.home ?? '')}`;
}

function packReceipt(facts: ReceiptFacts, sender: Sender): Letter {
	const { pool } = facts;
	const credits = showCount(facts.credits);
	const added =
		pool.kind === 'shared'
			? `${credits} Shared Credits were added. Any website connected to your license can spend them.`
			: `${credits} Domain Credits were added to ${showHome(pool.home ?? '')}. Only that website can spend them.`;
	const instead =
		facts.instead_of === null
			? []
			: [`They were bought for ${showHome(facts.instead_of)}, which was no longer connected to your license when the payment arrived. So that nothing is lost they went to Shared Credits.`];
	return {
		subject: `+${credits} ${pool.kind === 'shared' ? 'Shared Credits' : `Domain Credits for ${showHome(pool.home ?? '')}`}`,
		paragraphs: [`Thank you. ${added}`, ...instead],
		rows: [
			{ name: 'Bought', value: `${credits} credits` },
			{ name: 'Added to', value: poolName(pool) },
			...orderRows(facts),
		],
		action: purchases(sender),
		notes: ['Purchased credits do not expire. Without an active plan they are kept but cannot be spent.', questions(sender)],
	};
}

function planReceipt(facts: ReceiptFacts, sender: Sender): Letter {
	const name = facts.plan_name ?? '';
	const until = facts.paid_until === null ? '' : ` It is paid until ${showDate(new Date(facts.paid_until))}.`;
	return {
		subject: `Your ${name} plan`,
		paragraphs: [
			`Thank you. Your ${name} plan is active.${until}`,
			...(facts.credits > 0 ? [`${showCount(facts.credits)} Shared Credits came with it. Any website connected to your license can spend them.`] : []),
		],
		rows: [{ name: 'Plan', value: name }, ...orderRows(facts)],
		action: purchases(sender),
		notes: ['The plan renews until you cancel it on your account’s page.', questions(sender)],
	};
}

function orderRows(facts: ReceiptFacts): Letter['rows'] {
	return [
		{ name: 'Price', value: `${showMoney(facts.net_cents, facts.currency)} plus tax where due` },
		{ name: 'Paid on', value: showDate(new Date(facts.paid_at)) },
		{ name: 'Order', value: facts.order_id },
	];
}

function refund(facts: RefundFacts, sender: Sender): Letter {
	const amount = showMoney(facts.refunded_cents, facts.currency);
	const all = facts.taken + facts.owed;
	const from = facts.pool.kind === 'shared' ? poolName(facts.pool) : `${poolName(facts.pool)}, and from Shared Credits where those did not suffice`;
	return {
		subject: all > 0 ? `Refund of ${amount}: ${showNumberOf(all, 'credit')} taken back` : `Refund of ${amount}`,
		paragraphs: [
			all > 0
				? `${amount} of your order was refunded. The credits that it paid for are taken back: ${showNumberOf(facts.taken, 'credit')} from ${from}.`
				: `${amount} of your order was refunded. No credits are taken back for it.`,
			...(facts.owed > 0
				? [`${showNumberOf(facts.owed, 'credit')} had been spent already. They are owed: the next credits that come to your license pay them first. Nothing is taken from your card.`]
				: []),
		],
		rows: [
			{ name: 'Refunded', value: `${amount} of ${showMoney(facts.net_cents, facts.currency)}` },
			...(all > 0 ? [{ name: 'Taken back', value: showNumberOf(facts.taken, 'credit') }] : []),
			...(facts.owed > 0 ? [{ name: 'Owed', value: showNumberOf(facts.owed, 'credit') }] : []),
			{ name: 'Order', value: facts.order_id },
		],
		action: purchases(sender),
		notes: [questions(sender)],
	};
}

function paymentFailed(facts: PaymentFailedFacts, sender: Sender): Letter {
	const until = showDate(new Date(facts.grace_ends_at));
	return {
		subject: `The payment for your ${facts.plan_name} plan failed`,
		paragraphs: [
			`The renewal of your ${facts.plan_name} plan could not be paid. Your websites keep working until ${until}; after that your credits are kept but cannot be spent until the plan is paid.`,
			'The payment is tried again by itself. If your card has changed, update it.',
		],
		rows: [],
		action: license(sender, facts.license_id, 'Update the payment method'),
		notes: [questions(sender)],
	};
}

function trialEnds(facts: TrialEndsFacts, sender: Sender): Letter {
	const end = showDate(new Date(facts.trial_ends_at));
	return {
		subject: `Your trial ends on ${end}`,
		paragraphs: [
			`Your trial ends on ${end}. Nothing is charged.`,
			facts.credits > 0
				? `Your ${showNumberOf(facts.credits, 'credit')} are kept. To spend them after that day you need a plan.`
				: 'To go on using the AI features after that day you need a plan.',
		],
		rows: [],
		action: license(sender, facts.license_id, 'View Plans'),
		notes: [questions(sender)],
	};
}

function planEnded(facts: PlanEndedFacts, sender: Sender): Letter {
	const what = facts.was_trial ? 'trial' : `${facts.plan_name} plan`;
	return {
		subject: `Your ${what} has ended`,
		paragraphs: [
			`Your ${what} ended on ${showDate(new Date(facts.ended_at))}.`,
			facts.credits > 0
				? `Your ${showNumberOf(facts.credits, 'credit')} are kept. Start a plan to use them: license, sites and credits are as you left them.`
				: 'License and sites are as you left them. Start a plan to use the AI features again.',
		],
		rows: [],
		action: license(sender, facts.license_id, 'View Plans'),
		notes: [questions(sender)],
	};
}

function lowBalance(facts: LowBalanceFacts, sender: Sender): Letter {
	const [first] = facts.sites;
	const one = facts.sites.length === 1 && first !== undefined;
	const named = one ? showHome(first.home) : showNumberOf(facts.sites.length, 'website');
	return {
		subject: one ? `${showNumberOf(facts.shared + first.domain, 'credit')} left on ${named}` : `Fewer than ${showCount(facts.below)} credits left on ${named}`,
		paragraphs: [
			`${one ? `${named} has` : `${named} have`} fewer than ${showCount(facts.below)} credits left to spend. Domain Credits are spent first, then Shared.`,
		],
		rows: [
			{ name: 'Shared Credits', value: showCount(facts.shared) },
			...facts.sites.map(({ home, domain }) => ({ name: showHome(home), value: `${showCount(domain)} Domain Credits` })),
		],
		action: { label: 'Buy Credits', to: `${sender.public_url}/account/buy?pool=${facts.license_id}` },
		notes: [`You get this mail once each time a balance falls below ${showCount(facts.below)}. To change that or to switch it off: ${sender.public_url}/account/settings`],
	};
}
