// The list of images, and editing their texts by hand.
import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { ImageSeoScreen } from '../../../src/image-seo/image-seo-screen';
import { image, neverConnected, trialing } from '../fixtures';
import { open } from '../screen';
import { answer, asked, lost, refusal } from '../wordpress';
import { library, list, show, row, field, generateButton } from './library';

describe( 'the list', () => {
	it( 'opens on what is missing, and says how many', async () => {
		await show();
		expect(
			screen.getByRole( 'heading', { name: 'Missing alt text (2)' } )
		).toBeVisible();
		expect( asked ).toEqual( [
			'GET /images?state=missing&page=1&per_page=40',
		] );
		expect( row().getByText( 'harbour.jpg' ) ).toBeVisible();
		expect( row().getByText( 'Missing' ) ).toBeVisible();
		expect( generateButton() ).toBeEnabled();
	} );

	it( 'filters and searches', async () => {
		const { user } = await show();
		await user.click( screen.getByRole( 'button', { name: 'Present' } ) );
		expect(
			await screen.findByRole( 'heading', { name: 'With alt text (2)' } )
		).toBeVisible();
		list( [] );
		await user.type( screen.getByRole( 'searchbox' ), 'boat{Enter}' );
		expect(
			await screen.findByText( 'No image found for “boat”.' )
		).toBeVisible();
		list();
		await user.clear( screen.getByRole( 'searchbox' ) );
		await screen.findByRole( 'listitem', { name: 'Market' } );
		await user.click( screen.getByRole( 'button', { name: 'All' } ) );
		await screen.findByRole( 'heading', { name: 'All images (2)' } );
		expect( asked.slice( 1 ) ).toEqual( [
			'GET /images?state=present&page=1&per_page=40',
			'GET /images?state=present&page=1&per_page=40&search=boat',
			'GET /images?state=present&page=1&per_page=40',
			'GET /images?state=all&page=1&per_page=40',
		] );
	} );

	it( 'turns pages', async () => {
		list( library(), 81 );
		const { user } = open( <ImageSeoScreen />, { account: trialing() } );
		expect( await screen.findByText( 'Page 1 of 3' ) ).toBeVisible();
		await user.click( screen.getByRole( 'button', { name: 'Next' } ) );
		expect( await screen.findByText( 'Page 2 of 3' ) ).toBeVisible();
		await waitFor( () =>
			expect( asked ).toContain(
				'GET /images?state=missing&page=2&per_page=40'
			)
		);
	} );

	it( 'says so when nothing is missing', async () => {
		await show( trialing(), [] );
		expect(
			screen.getByText( 'Every image here has alt text.' )
		).toBeVisible();
	} );

	it( 'says so when it cannot be read, and tries again on request', async () => {
		answer( 'GET', '/images', lost );
		const { user } = open( <ImageSeoScreen />, { account: trialing() } );
		await user.click(
			await screen.findByRole( 'button', { name: 'Try again' } )
		);
		list();
		await user.click( screen.getByRole( 'button', { name: 'Try again' } ) );
		expect(
			await screen.findByRole( 'heading', {
				name: 'Missing alt text (2)',
			} )
		).toBeVisible();
	} );

	it( 'takes titles and texts as text, never as markup', async () => {
		await show( trialing(), [
			image( {
				title: '<b>bold</b>',
				alt_text: '<i>x</i>',
				state: 'present',
			} ),
		] );
		expect( screen.getByText( '<b>bold</b>' ) ).toBeVisible();
		expect( screen.getByRole( 'textbox', { name: /bold/ } ) ).toHaveValue(
			'<i>x</i>'
		);
	} );

	it( 'leaves alone what this person may not edit', async () => {
		await show( trialing(), [ image( { can_edit: false } ) ] );
		expect( row().queryByRole( 'textbox' ) ).toBeNull();
		expect( row().queryByRole( 'button' ) ).toBeNull();
	} );
} );

describe( 'by hand', () => {
	it.each( [
		[ 'connected', trialing() ],
		[ 'never connected', neverConnected() ],
	] )(
		'saves what was typed, and takes it back: %s',
		async ( _name, state ) => {
			const { user } = await show( state );
			const saved: unknown[] = [];
			answer( 'PATCH', '/images/11', async ( { request } ) => {
				const { alt_text: altText } = ( await request.json() ) as {
					alt_text: string;
				};
				saved.push( altText );
				return HttpResponse.json(
					image( {
						alt_text: altText,
						state: altText === '' ? 'missing' : 'present',
					} )
				);
			} );
			await user.type( field(), 'Boats' );
			expect( row().getByText( 'Not saved yet' ) ).toBeVisible();
			await user.click( row().getByRole( 'button', { name: 'Save' } ) );
			expect( await row().findByText( 'Saved.' ) ).toBeVisible();
			expect( row().getByText( 'Present' ) ).toBeVisible();
			expect(
				row().getByRole( 'button', { name: 'Undo' } )
			).toHaveFocus();
			expect(
				screen.getByRole( 'heading', { name: 'Missing alt text (1)' } )
			).toBeVisible();
			await user.click( row().getByRole( 'button', { name: 'Undo' } ) );
			await waitFor( () => expect( field() ).toHaveValue( '' ) );
			expect( saved ).toEqual( [ 'Boats', '' ] );
			expect(
				screen.getByRole( 'heading', { name: 'Missing alt text (2)' } )
			).toBeVisible();
		}
	);

	it( 'keeps what was typed when saving fails', async () => {
		answer( 'PATCH', '/images/11', () =>
			refusal( 403, 'rest_cannot_edit', 'Sorry, you may not edit this.' )
		);
		const { user } = await show();
		await user.type( field(), 'Boats' );
		await user.click( row().getByRole( 'button', { name: 'Save' } ) );
		expect(
			await row().findByText( 'Sorry, you may not edit this.' )
		).toBeVisible();
		expect( field() ).toHaveValue( 'Boats' );
	} );
} );
