// The repair: what WordPress finds when it looks at everything that the plugin stands on.
import { request } from './client';
import { hasKeys, isAccount } from './errors';
import type { Repair } from './generated/repair';

function isRepair( value: unknown ): value is Repair {
	return (
		hasKeys( value, [ 'checks', 'account' ] ) &&
		Array.isArray( value.checks ) &&
		value.checks.every( ( check ) =>
			hasKeys( check, [ 'check', 'state', 'message', 'next_step' ] )
		) &&
		isAccount( value.account )
	);
}

/** Checks everything, and mends what can be mended. */
export function repair(): Promise< Repair > {
	return request( '/repair', isRepair, { method: 'POST' } );
}
