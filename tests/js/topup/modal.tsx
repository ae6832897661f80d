// The top-up modal as its tests open and read it: inside a screen that watches its checkouts.
import { screen, within } from '@testing-library/react';
import { useQuery } from '@tanstack/react-query';
import type { Account } from '../../../src/api/generated/account';
import type { Checkout } from '../../../src/api/generated/checkout';
import { accountQuery } from '../../../src/queries/account';
import { useCheckoutWatch } from '../../../src/sync/checkout-watch';
import { TopUpModal } from '../../../src/topup/top-up-modal';
import { account } from '../fixtures';
import { open } from '../screen';

interface ScreenProps {
	need: number;
	onClose: () => void;
	onPaid: ( checkout: Checkout ) => void;
}

function Topping( { known, ...props }: ScreenProps & { known: Account } ) {
	const checkouts = useCheckoutWatch( known );
	return (
		<TopUpModal account={ known } checkouts={ checkouts } { ...props } />
	);
}

function Screen( props: ScreenProps ) {
	const { data } = useQuery( accountQuery() );
	return data === undefined ? null : <Topping known={ data } { ...props } />;
}

export function show( state: Account = account(), need = 0 ) {
	const onClose = jest.fn();
	const onPaid = jest.fn();
	const opened = open(
		<Screen need={ need } onClose={ onClose } onPaid={ onPaid } />,
		{ account: state }
	);
	return { ...opened, onClose, onPaid };
}

export function modal() {
	return within( screen.getByRole( 'dialog', { name: 'Buy Credits' } ) );
}

export function choices(): string[] {
	return modal()
		.getAllByRole( 'radio' )
		.map( ( radio ) => radio.closest( 'label' )?.textContent ?? '' );
}

export function chosen(): string | undefined {
	return modal().getByRole( 'radio', { checked: true } ).closest( 'label' )
		?.textContent;
}

/** The account with its first-time offer out of reach. */
export function withoutOffer(
	state: Account,
	reason: 'offer_used' | 'offer_claimed' = 'offer_used'
): Account {
	return {
		...state,
		catalog: {
			...state.catalog,
			packs: state.catalog.packs.map( ( pack ) =>
				pack.kind === 'first_time_offer'
					? { ...pack, available: false, unavailable_reason: reason }
					: pack
			),
		},
	};
}
