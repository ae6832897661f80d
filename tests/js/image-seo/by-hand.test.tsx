// Texts edited by hand: saved, taken back, and never written over somebody else's.
import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { image, neverConnected, trialing } from '../fixtures';
import { answer, refusal } from '../wordpress';
import { field, row, show } from './library';

/** Saves what is sent, and keeps it. */
function save(): unknown[] {
	const sent: unknown[] = [];
	answer( 'PATCH', '/images/11', async ( { request } ) => {
		const body = ( await request.json() ) as { alt_text?: string };
		sent.push( body );
		const text = body.alt_text ?? '';
		return HttpResponse.json(
			image( {
				alt_text: text,
				state: text === '' ? 'missing' : 'written',
			} )
		);
	} );
	return sent;
}

it.each( [
	[ 'connected', trialing() ],
	[ 'never connected', neverConnected() ],
] )( 'saves what was typed, and takes it back: %s', async ( _name, state ) => {
	const { user } = await show( state );
	const sent = save();
	await user.type( field(), 'Boats' );
	expect( row().getByText( 'Not saved yet' ) ).toBeVisible();
	await user.click( row().getByRole( 'button', { name: 'Save' } ) );
	expect( await row().findByText( 'Saved.' ) ).toBeVisible();
	expect( row().getByText( 'Written' ) ).toBeVisible();
	expect( row().getByRole( 'button', { name: 'Undo' } ) ).toHaveFocus();
	await user.click( row().getByRole( 'button', { name: 'Undo' } ) );
	await waitFor( () => expect( field() ).toHaveValue( '' ) );
	expect( sent ).toEqual( [
		{ alt_text: 'Boats', if_alt_text: '' },
		{ alt_text: '', if_alt_text: 'Boats' },
	] );
	expect(
		screen.getByRole( 'heading', { name: 'Missing alt text (2)' } )
	).toBeVisible();
} );

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

it( 'says what the text is now when somebody else has changed it, and replaces that only on request', async () => {
	answer( 'PATCH', '/images/11', () =>
		refusal( 409, 'alt_text_changed', 'Changed.', {
			image: { ...image( { alt_text: 'Ships', state: 'written' } ) },
		} )
	);
	const { user } = await show();
	await user.type( field(), 'Boats' );
	await user.click( row().getByRole( 'button', { name: 'Save' } ) );
	expect(
		await row().findByText(
			'Meanwhile this text was changed to “Ships”. Save again to replace it with yours.'
		)
	).toBeVisible();
	expect( field() ).toHaveValue( 'Boats' );
	const sent = save();
	await user.click( row().getByRole( 'button', { name: 'Save' } ) );
	await row().findByText( 'Saved.' );
	expect( sent ).toEqual( [ { alt_text: 'Boats', if_alt_text: 'Ships' } ] );
	await user.click( row().getByRole( 'button', { name: 'Undo' } ) );
	await waitFor( () => expect( field() ).toHaveValue( 'Ships' ) );
} );

it( 'marks an image as decorative, and takes that back with its text', async () => {
	const { user } = await show( trialing(), {
		images: [ image( { alt_text: 'Boats', state: 'written' } ) ],
	} );
	const sent: unknown[] = [];
	answer( 'PATCH', '/images/11', async ( { request } ) => {
		const body = ( await request.json() ) as { is_decorative: boolean };
		sent.push( body );
		return HttpResponse.json(
			body.is_decorative
				? image( { alt_text: '', state: 'decorative' } )
				: image( { alt_text: 'Boats', state: 'written' } )
		);
	} );
	const mark = () => row().getByRole( 'checkbox', { name: 'Decorative' } );
	await user.click( mark() );
	expect( await row().findByText( 'Marked as decorative.' ) ).toBeVisible();
	expect( mark() ).toBeChecked();
	expect( mark() ).toHaveFocus();
	expect(
		row().queryByRole( 'button', { name: /Generate|Regenerate/ } )
	).toBeNull();
	await user.click( row().getByRole( 'button', { name: 'Undo' } ) );
	await waitFor( () => expect( field() ).toHaveValue( 'Boats' ) );
	expect( sent ).toEqual( [
		{ is_decorative: true, if_alt_text: 'Boats' },
		{ is_decorative: false, alt_text: 'Boats', if_alt_text: '' },
	] );
} );

it( 'keeps what was typed while another list is shown, and has the browser ask before the page is left', async () => {
	const { user } = await show();
	const leave = () => {
		const event = new Event( 'beforeunload', { cancelable: true } );
		window.dispatchEvent( event );
		return event.defaultPrevented;
	};
	expect( leave() ).toBe( false );
	await user.type( field(), 'Boats' );
	await user.click( screen.getByRole( 'button', { name: /^Decorative/ } ) );
	await screen.findByRole( 'heading', { name: /Decorative images/ } );
	await user.click( screen.getByRole( 'button', { name: /^Missing/ } ) );
	await screen.findByRole( 'heading', { name: 'Missing alt text (2)' } );
	expect( field() ).toHaveValue( 'Boats' );
	expect( leave() ).toBe( true );
	save();
	await user.click( row().getByRole( 'button', { name: 'Save' } ) );
	await row().findByText( 'Saved.' );
	expect( leave() ).toBe( false );
} );
