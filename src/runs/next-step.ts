// The one next step after a run that has ended, besides those that are always there.
import type { Account } from '../api/generated/account';
import type { Run } from '../api/generated/run';
import { spendableCredits } from '../sync/balance';

/**
 * buy: there are no credits. wait: the cap leaves nothing until it starts anew. connect, plan: what was refused has to
 * be mended on the License tab. resume: nothing is in the way. null: nothing is left to do.
 */
export type NextStep = 'buy' | 'wait' | 'connect' | 'plan' | 'resume' | null;

export function nextStepAfter( run: Run, account: Account ): NextStep {
	if ( run.left === 0 ) {
		return null;
	}
	if ( account.connection !== 'connected' ) {
		return 'connect';
	}
	const { balance } = account;
	if ( balance === null || spendableCredits( balance ) > 0 ) {
		return 'resume';
	}
	const { status } = balance.license;
	if ( status === 'free' || status === 'lapsed' ) {
		return 'plan';
	}
	return balance.license.shared === 0 ? 'buy' : 'wait';
}
