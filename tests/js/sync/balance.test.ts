// The merge, the total and what can be spent, against the vectors that the cloud and PHP are held to.
import vectors from '../../../schema/vectors/balance.json';
import type { Balance } from '../../../src/api/generated/account';
import {
	mergeAccount,
	mergeBalance,
	spendableCredits,
	totalCredits,
} from '../../../src/sync/balance';
import { account, balance, neverConnected } from '../fixtures';

const merges = vectors.merge as {
	name: string;
	known: Balance | null;
	answer: Balance;
	merged: Balance;
}[];
const derived = vectors.derive as {
	name: string;
	balance: Balance;
	total: number;
	spendable: number;
}[];

it.each( merges )( 'merge: $name', ( { known, answer, merged } ) => {
	expect( mergeBalance( known, answer ) ).toEqual( merged );
} );

it.each( derived )( 'derive: $name', ( vector ) => {
	expect( totalCredits( vector.balance ) ).toBe( vector.total );
	expect( spendableCredits( vector.balance ) ).toBe( vector.spendable );
} );

describe( 'an account', () => {
	it( 'keeps the newer credits of an older answer', () => {
		const held = account( {
			balance: balance( { license: { version: 9, shared: 10 } } ),
		} );
		const late = account( {
			domain: 'renamed.example.com',
			balance: balance( { license: { version: 8, shared: 11 } } ),
		} );
		const merged = mergeAccount( held, late );
		expect( merged.balance?.license.shared ).toBe( 10 );
		expect( merged.domain ).toBe( 'renamed.example.com' );
	} );

	it( 'keeps nothing of another connection', () => {
		const held = account( {
			balance: balance( { license: { version: 900 } } ),
		} );
		const other = account( {
			site_id: '11111111-1111-4111-8111-111111111111',
			balance: balance( { license: { version: 1, shared: 5 } } ),
		} );
		expect( mergeAccount( held, other ) ).toBe( other );
	} );

	it( 'forgets its credits when it is disconnected', () => {
		const gone = neverConnected( { connection: 'disconnected' } );
		expect( mergeAccount( account(), gone ).balance ).toBeNull();
	} );
} );
