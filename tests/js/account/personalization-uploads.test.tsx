// Account › Personalization: the settings for new uploads.
import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';
import type { ImageSettings } from '../../../src/api/generated/image-settings';
import { account, imageSettings, personalization } from '../fixtures';
import { answer, asked, lost } from '../wordpress';
import { asksBeforeLeaving, show } from './personalization-tab';

function toggle() {
	return screen.getByRole( 'checkbox', {
		name: 'Write alt text for new uploads',
	} );
}

function ceiling() {
	return screen.getByLabelText( 'Most credits per month' );
}

function saveButton() {
	return screen.getByRole( 'button', { name: 'Save upload settings' } );
}

it( 'is off, and says what was used of how much', async () => {
	await show();
	expect( toggle() ).not.toBeChecked();
	expect( ceiling() ).toHaveValue( '100' );
	expect( screen.getByText( 'Used this month: 12 of 100' ) ).toBeVisible();
	expect( saveButton() ).toHaveAttribute( 'aria-disabled', 'true' );
} );

it( 'saves both', async () => {
	const sent: unknown[] = [];
	answer( 'PUT', '/image-settings', async ( { request } ) => {
		const body = ( await request.json() ) as Partial< ImageSettings >;
		sent.push( body );
		return HttpResponse.json( imageSettings( body ) );
	} );
	const { user } = await show();
	await user.click( toggle() );
	await user.clear( ceiling() );
	await user.type( ceiling(), '250' );
	await user.click( saveButton() );
	expect( await screen.findByText( 'Saved.' ) ).toBeVisible();
	expect( sent ).toEqual( [ { on_upload: true, monthly_ceiling: 250 } ] );
	expect( screen.getByText( 'Used this month: 12 of 250' ) ).toBeVisible();
} );

it.each( [ '0', '', '-5', '1.5', 'many', '1000001' ] )(
	'sends no ceiling of “%s”',
	async ( typed ) => {
		const { user } = await show();
		await user.click( toggle() );
		await user.clear( ceiling() );
		if ( typed !== '' ) {
			await user.type( ceiling(), typed );
		}
		expect( ceiling() ).toBeInvalid();
		expect(
			screen.getByText(
				'Enter a whole number of credits from 1 to 1,000,000.'
			)
		).toBeVisible();
		await user.type( ceiling(), '{Enter}' );
		expect( asked ).not.toContain( 'PUT /image-settings' );
		expect( ceiling() ).toHaveValue( typed );
	}
);

it( 'keeps what was chosen when it could not be saved', async () => {
	answer( 'PUT', '/image-settings', () => lost() );
	const { user } = await show();
	await user.click( toggle() );
	await user.click( saveButton() );
	expect(
		await screen.findByText(
			'WordPress did not answer. Check your connection, then try again.'
		)
	).toBeVisible();
	expect( toggle() ).toBeChecked();
	await waitFor( () =>
		expect( saveButton() ).not.toHaveAttribute( 'aria-disabled', 'true' )
	);
} );

it( 'keeps what was typed over a look at another tab, and asks before the page is left', async () => {
	const { user } = await show();
	expect( asksBeforeLeaving() ).toBe( false );
	await user.click( toggle() );
	await user.type( ceiling(), '0' );
	await user.click( screen.getByRole( 'link', { name: 'License' } ) );
	await user.click( screen.getByRole( 'link', { name: 'Personalization' } ) );
	expect( toggle() ).toBeChecked();
	expect( ceiling() ).toHaveValue( '1000' );
	expect( asksBeforeLeaving() ).toBe( true );
	await user.click( toggle() );
	await user.type( ceiling(), '{Backspace}' );
	expect( asksBeforeLeaving() ).toBe( false );
} );

it( 'is there for a site that is not connected, too', async () => {
	await show( personalization(), account( { connection: 'disconnected' } ) );
	expect( toggle() ).toBeEnabled();
} );
