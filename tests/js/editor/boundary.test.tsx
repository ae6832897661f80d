// A failure of the sidebar stays within it.
import { screen } from '@testing-library/react';
import { Boundary } from '../../../src/editor/boundary';
import { open } from '../screen';

it( 'says calmly that something failed, and tries again', async () => {
	// React prints what was thrown, as it should.
	const printed = jest.spyOn( console, 'error' ).mockImplementation();
	let isBroken = true;
	function Fragile() {
		if ( isBroken ) {
			throw new Error( 'a block of another plugin' );
		}
		return <p>All is well</p>;
	}
	const { user } = open(
		<>
			<p>The editor</p>
			<Boundary>
				<Fragile />
			</Boundary>
		</>
	);
	expect( screen.getByRole( 'alert' ) ).toHaveTextContent(
		/Your post and its texts are as they were/
	);
	expect( screen.getByText( 'The editor' ) ).toBeVisible();
	isBroken = false;
	await user.click( screen.getByRole( 'button', { name: 'Try again' } ) );
	expect( screen.getByText( 'All is well' ) ).toBeVisible();
	expect( printed ).toHaveBeenCalled();
	printed.mockClear();
} );
