// A site that is not where it was connected: nothing happens until the owner has chosen.
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { account, neverConnected, problem } from '../fixtures';
import { answer, asked, cloudProblem } from '../wordpress';
import { LICENSE, show } from './license-tab';

const moved = () =>
	account( {
		connection: 'site_moved',
		domain: 'copy.example.com',
		moved_from: 'example.com',
	} );

describe( 'a site that has moved or was copied', () => {
	it( 'says where it was connected, and asks nobody', () => {
		show( moved(), LICENSE );
		expect(
			screen.getByText(
				/This site is at copy\.example\.com, but was connected at example\.com/
			)
		).toHaveTextContent( /Nothing is sent or spent from here until/ );
		expect( asked ).toEqual( [] );
	} );

	it( 'is led to from the credits', async () => {
		const { user } = show( moved() );
		await user.click(
			screen.getByRole( 'button', { name: 'Moved or copied?' } )
		);
		expect(
			screen.getByRole( 'heading', { name: 'Has this site moved?' } )
		).toBeVisible();
	} );

	it( 'moves the connection here', async () => {
		answer( 'POST', '/license/move', {
			...account( { domain: 'copy.example.com' } ),
		} );
		const { user } = show( moved(), LICENSE );
		await user.click(
			screen.getByRole( 'button', { name: 'Move the connection here' } )
		);
		expect(
			await screen.findByRole( 'heading', { name: 'License' } )
		).toBeVisible();
		expect( asked ).toEqual( [ 'POST /license/move' ] );
		expect( document.body ).not.toHaveFocus();
	} );

	it( 'drops it from a copy, which can be connected as a site of its own', async () => {
		answer( 'POST', '/license/copy', {
			...neverConnected( {
				connection: 'disconnected',
				domain: 'copy.example.com',
			} ),
		} );
		const { user } = show( moved(), LICENSE );
		await user.click(
			screen.getByRole( 'button', { name: 'This is a copy' } )
		);
		expect(
			await screen.findByRole( 'heading', {
				name: 'Connect copy.example.com',
			} )
		).toBeVisible();
		expect( asked ).toEqual( [ 'POST /license/copy' ] );
		expect( document.body ).not.toHaveFocus();
	} );

	it.each( [
		[ 'forbidden', /Another site of this license has this address/ ],
		[ 'unavailable', /cannot be reached/ ],
	] as const )( 'says why it was not moved: %s', async ( code, text ) => {
		answer( 'POST', '/license/move', () =>
			cloudProblem( problem( { code } ), moved() )
		);
		const { user } = show( moved(), LICENSE );
		await user.click(
			screen.getByRole( 'button', { name: 'Move the connection here' } )
		);
		expect( await screen.findByRole( 'alert' ) ).toHaveTextContent( text );
		expect(
			screen.getByRole( 'button', { name: 'This is a copy' } )
		).toBeEnabled();
	} );

	it( 'asks one thing at a time', async () => {
		let give: () => void = () => undefined;
		const given = new Promise< void >( ( resolve ) => ( give = resolve ) );
		answer( 'POST', '/license/move', async () => {
			await given;
			return HttpResponse.json( account() );
		} );
		const { user } = show( moved(), LICENSE );
		await user.click(
			screen.getByRole( 'button', { name: 'Move the connection here' } )
		);
		await user.click(
			screen.getByRole( 'button', { name: 'This is a copy' } )
		);
		give();
		await screen.findByRole( 'heading', { name: 'License' } );
		expect( asked ).toEqual( [ 'POST /license/move' ] );
	} );

	it( 'leaves the choice to who manages the license', () => {
		show(
			{
				...moved(),
				can: {
					view: true,
					spend: true,
					buy: false,
					manage_license: false,
				},
			},
			LICENSE
		);
		expect( screen.queryByRole( 'button' ) ).toBeNull();
	} );
} );

describe( 'a connection that is of no use any more', () => {
	it.each( [
		[ 'token_refused', /no longer accepts this site’s connection/ ],
		[ 'token_unreadable', /security keys have changed/ ],
	] as const )( '%s', async ( connection, text ) => {
		answer( 'DELETE', '/license', {
			...neverConnected( { connection: 'disconnected' } ),
		} );
		const { user } = show( account( { connection } ), LICENSE );
		expect(
			screen.getByText( text, { selector: '.srg-notice__text' } )
		).toBeVisible();
		expect(
			screen.getByRole( 'button', { name: 'View Plans' } )
		).toBeVisible();
		await user.click(
			screen.getByRole( 'button', { name: 'Disconnect' } )
		);
		await user.click(
			within( screen.getByRole( 'dialog' ) ).getByRole( 'button', {
				name: 'Disconnect',
			} )
		);
		await waitFor( () =>
			expect(
				screen.queryByText( text, { selector: '.srg-notice__text' } )
			).not.toBeInTheDocument()
		);
		expect( document.body ).not.toHaveFocus();
	} );
} );
