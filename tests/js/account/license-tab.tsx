// Account as the tests of connecting open it.
import { AccountScreen } from '../../../src/account/account-screen';
import type { Account } from '../../../src/api/generated/account';
import type { ProblemCode } from '../../../src/api/generated/problem';
import { neverConnected, problem } from '../fixtures';
import { open } from '../screen';
import { cloudProblem } from '../wordpress';

export const LICENSE = 'page=seo-rank-genius&tab=license';

export function show( state: Account = neverConnected(), query?: string ) {
	return open( <AccountScreen />, {
		account: state,
		...( query === undefined ? {} : { query } ),
	} );
}

export function refuse( code: ProblemCode ) {
	return () =>
		cloudProblem(
			problem( { code, retry_after_s: null } ),
			neverConnected()
		);
}
