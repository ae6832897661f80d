// Pieces that are fetched when they are first shown.
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { lazily } from '../../../src/components/lazily';

function Piece( { name }: { name: string } ) {
	return <p>{ `Here is ${ name }` }</p>;
}

it( 'shows what stands there meanwhile, then the piece, and the next time the piece at once', async () => {
	const Lazy = lazily( () => Promise.resolve( Piece ), <p>Wait</p> );
	const { rerender } = render( <Lazy key="first" name="one" /> );
	expect( screen.getByText( 'Wait' ) ).toBeVisible();
	expect( await screen.findByText( 'Here is one' ) ).toBeVisible();
	rerender( <Lazy key="second" name="two" /> );
	expect( screen.getByText( 'Here is two' ) ).toBeVisible();
} );

it( 'says so when it cannot be fetched, and tries again on request', async () => {
	let isDown = true;
	const Lazy = lazily(
		() =>
			isDown
				? Promise.reject( new Error( 'down' ) )
				: Promise.resolve( Piece ),
		null
	);
	render( <Lazy name="one" /> );
	const again = await screen.findByRole( 'button', { name: 'Try again' } );
	isDown = false;
	await userEvent.click( again );
	expect( await screen.findByText( 'Here is one' ) ).toBeVisible();
} );
