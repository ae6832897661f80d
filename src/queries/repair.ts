// The repair, and the account that it leaves behind.
import { mutationOptions } from '@tanstack/react-query';
import { repair } from '../api/repair';
import { takeAccount } from './account';

export function repairMutation() {
	return mutationOptions( {
		mutationFn: () => repair(),
		onSuccess: ( { account }, _variables, _result, { client } ) =>
			takeAccount( client, account ),
	} );
}
