// Account › Personalization: filled in, saved with its version, and never lost.
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { AccountScreen } from '../../../src/account/account-screen';
import type { Personalization } from '../../../src/api/generated/personalization';
import { account, imageSettings, personalization } from '../fixtures';
import { open } from '../screen';
import { answer, asked, lost, refusal } from '../wordpress';
import { asksBeforeLeaving, show } from './personalization-tab';

function field( name: string ) {
	return screen.getByLabelText< HTMLInputElement >( name );
}

function saveButton() {
	return screen.getByRole( 'button', { name: 'Save' } );
}

/** Takes what is saved, as WordPress does. */
function keep(): Personalization[] {
	const kept: Personalization[] = [];
	answer( 'PUT', '/personalization', async ( { request } ) => {
		const sent = ( await request.json() ) as Personalization;
		kept.push( sent );
		return HttpResponse.json( {
			...sent,
			version: sent.version + 1,
			is_thin: false,
		} );
	} );
	return kept;
}

/** Somebody else has saved this meanwhile. */
function overtakenBy( theirs: Personalization ): void {
	answer( 'PUT', '/personalization', () =>
		HttpResponse.json(
			{
				code: 'personalization_changed',
				message: 'Somebody else was first.',
				data: { status: 409, personalization: { ...theirs } },
			},
			{ status: 409 }
		)
	);
}

it( 'opens from the tabs, with what is saved', async () => {
	answer( 'GET', '/personalization', { ...personalization() } );
	answer( 'GET', '/image-settings', { ...imageSettings() } );
	const { user } = open( <AccountScreen />, { account: account() } );
	expect( asked ).toEqual( [] );
	await user.click( screen.getByRole( 'link', { name: 'Personalization' } ) );
	expect( await screen.findByLabelText( 'Brand Name' ) ).toHaveValue(
		'Harbour Bakery'
	);
	expect( window.location.search ).toBe(
		'?page=seo-rank-genius&tab=personalization'
	);
	[
		[ 'Brand About', 'Bread from a wood-fired oven.' ],
		[ 'Audience', 'People who live nearby' ],
		[ 'Tone of voice', 'Plain and warm' ],
		[ 'Keywords', '' ],
		[ 'Things to avoid', '' ],
		[ 'An example', '' ],
	].forEach( ( [ name = '', text ] ) =>
		expect( field( name ) ).toHaveValue( text )
	);
	expect( field( 'Language and spelling' ) ).toHaveDisplayValue(
		'The language of this site'
	);
	await screen.findByLabelText( 'Most credits per month' );
} );

it( 'says so when it cannot be read, and tries again on request', async () => {
	answer( 'GET', '/personalization', () => lost() );
	answer( 'GET', '/image-settings', () => lost() );
	const { user } = open( <AccountScreen />, {
		account: account(),
		query: 'page=seo-rank-genius&tab=personalization',
	} );
	await waitFor( () =>
		expect(
			screen.getAllByRole( 'button', { name: 'Try again' } )
		).toHaveLength( 2 )
	);
	answer( 'GET', '/personalization', { ...personalization() } );
	const [ first ] = screen.getAllByRole( 'button', { name: 'Try again' } );
	await user.click( first ?? document.body );
	expect( await screen.findByLabelText( 'Brand Name' ) ).toBeVisible();
} );

describe( 'saving', () => {
	it( 'sends all of it with the version that it was read at', async () => {
		const kept = keep();
		const { user } = await show();
		expect( saveButton() ).toHaveAttribute( 'aria-disabled', 'true' );
		await user.type( field( 'Keywords' ), 'sourdough, rye' );
		await user.selectOptions( field( 'Language and spelling' ), 'en-GB' );
		expect( screen.getByText( 'Not saved yet.' ) ).toBeVisible();
		await user.click( saveButton() );
		expect(
			await screen.findByText( 'Saved. New texts are made with it.' )
		).toBeVisible();
		expect( kept ).toEqual( [
			{
				version: 3,
				brand_name: 'Harbour Bakery',
				brand_about: 'Bread from a wood-fired oven.',
				strategy: {
					audience: 'People who live nearby',
					tone: 'Plain and warm',
					keywords: 'sourdough, rye',
					avoid: '',
					example: '',
				},
				language: 'en-GB',
			},
		] );
		// The next one goes on from the new version.
		await user.type( field( 'Things to avoid' ), 'cheap' );
		await user.click( saveButton() );
		await waitFor( () => expect( kept ).toHaveLength( 2 ) );
		expect( kept[ 1 ]?.version ).toBe( 4 );
	} );

	it( 'keeps what is typed while it is being saved', async () => {
		let give: () => void = () => undefined;
		const given = new Promise< void >( ( resolve ) => ( give = resolve ) );
		answer( 'PUT', '/personalization', async ( { request } ) => {
			const sent = ( await request.json() ) as Personalization;
			await given;
			return HttpResponse.json( { ...sent, version: 4, is_thin: false } );
		} );
		const { user } = await show();
		await user.type( field( 'Keywords' ), 'rye' );
		await user.click( saveButton() );
		await user.type( field( 'Keywords' ), ', spelt' );
		give();
		await waitFor( () =>
			expect( saveButton() ).not.toHaveClass( 'is-busy' )
		);
		expect( field( 'Keywords' ) ).toHaveValue( 'rye, spelt' );
		expect( screen.getByText( 'Not saved yet.' ) ).toBeVisible();
	} );

	it.each( [
		[
			'the answer is lost',
			() => lost(),
			'WordPress did not answer. Check your connection, then try again.',
		],
		[
			'WordPress refuses',
			() => refusal( 403, 'rest_forbidden', 'You may not do that.' ),
			'You may not do that.',
		],
	] )( 'keeps what was typed when %s', async ( _name, resolver, text ) => {
		answer( 'PUT', '/personalization', resolver );
		const { user } = await show();
		await user.type( field( 'Keywords' ), 'rye' );
		await user.click( saveButton() );
		expect(
			await screen.findByText( text, { selector: '.srg-error' } )
		).toBeVisible();
		expect( field( 'Keywords' ) ).toHaveValue( 'rye' );
		expect( saveButton() ).not.toHaveAttribute( 'aria-disabled', 'true' );
	} );

	it( 'counts characters, and does not send or cut what is too long', async () => {
		const { user } = await show();
		expect( screen.getByText( '14 of 200 characters' ) ).toBeVisible();
		await user.click( field( 'Brand Name' ) );
		// Each of these is one character, and two UTF-16 units.
		await user.paste( '🥖'.repeat( 190 ) );
		expect(
			screen.getByText( 'Too long by 4. At most 200 characters fit.' )
		).toBeVisible();
		expect( field( 'Brand Name' ) ).toBeInvalid();
		expect(
			screen.getByText( 'A text is too long. Shorten it to save.' )
		).toBeVisible();
		expect( saveButton() ).toHaveAttribute( 'aria-disabled', 'true' );
		await user.clear( field( 'Brand Name' ) );
		await user.paste( '🥖'.repeat( 200 ) );
		expect( screen.getByText( '200 of 200 characters' ) ).toBeVisible();
		expect( field( 'Brand Name' ) ).toBeValid();
	} );
} );

describe( 'what is not saved yet', () => {
	it( 'outlives a look at another tab of Account', async () => {
		const { user } = await show();
		await user.type( field( 'Keywords' ), 'rye' );
		await user.click( screen.getByRole( 'link', { name: 'License' } ) );
		expect( screen.queryByLabelText( 'Keywords' ) ).toBeNull();
		await user.click(
			screen.getByRole( 'link', { name: 'Personalization' } )
		);
		expect( field( 'Keywords' ) ).toHaveValue( 'rye' );
		expect( screen.getByText( 'Not saved yet.' ) ).toBeVisible();
		await screen.findByLabelText( 'Most credits per month' );
	} );

	it( 'is asked about before the page is left, and only then', async () => {
		keep();
		const { user } = await show();
		expect( asksBeforeLeaving() ).toBe( false );
		await user.type( field( 'Keywords' ), 'r' );
		expect( asksBeforeLeaving() ).toBe( true );
		// Taken back, nothing is left to save.
		await user.type( field( 'Keywords' ), '{Backspace}' );
		expect( asksBeforeLeaving() ).toBe( false );
		await user.type( field( 'Keywords' ), 'rye' );
		await user.click( saveButton() );
		await screen.findByText( 'Saved. New texts are made with it.' );
		expect( asksBeforeLeaving() ).toBe( false );
	} );
} );

describe( 'somebody else has saved meanwhile', () => {
	const theirs = personalization( {
		version: 4,
		brand_about: 'Bread and cakes.',
		strategy: {
			...personalization().strategy,
			keywords: 'cakes',
		},
		language: 'fr-FR',
	} );

	it( 'keeps what was typed, and shows what they changed', async () => {
		overtakenBy( theirs );
		const { user } = await show();
		await user.type( field( 'Keywords' ), 'rye' );
		await user.type( field( 'Things to avoid' ), 'cheap' );
		await user.click( saveButton() );
		expect(
			await screen.findByText(
				/^Somebody else has saved meanwhile\. What they changed is shown;/,
				{ selector: '.srg-notice__text' }
			)
		).toBeVisible();
		// Typed here: kept. Changed there alone: taken. Changed by both: told.
		expect( field( 'Things to avoid' ) ).toHaveValue( 'cheap' );
		expect( field( 'Brand About' ) ).toHaveValue( 'Bread and cakes.' );
		expect( field( 'Language and spelling' ) ).toHaveValue( 'fr-FR' );
		expect( field( 'Keywords' ) ).toHaveValue( 'rye' );
		expect( screen.getByText( 'Saved meanwhile:' ) ).toHaveTextContent(
			'Saved meanwhile: cakes'
		);

		const kept = keep();
		await user.click( saveButton() );
		await screen.findByText( 'Saved. New texts are made with it.' );
		expect( kept ).toEqual( [
			expect.objectContaining( {
				version: 4,
				brand_about: 'Bread and cakes.',
				strategy: expect.objectContaining( {
					keywords: 'rye',
					avoid: 'cheap',
				} ) as unknown,
				language: 'fr-FR',
			} ),
		] );
		expect( screen.queryByText( 'Saved meanwhile:' ) ).toBeNull();
	} );

	it( 'takes their text on request', async () => {
		overtakenBy( theirs );
		const { user } = await show();
		await user.type( field( 'Keywords' ), 'rye' );
		await user.click( saveButton() );
		await user.click(
			await screen.findByRole( 'button', {
				name: 'Use the saved text: Keywords',
			} )
		);
		expect( field( 'Keywords' ) ).toHaveValue( 'cakes' );
		expect( field( 'Keywords' ) ).toHaveFocus();
		expect( screen.queryByText( 'Saved meanwhile:' ) ).toBeNull();
		expect( saveButton() ).toHaveAttribute( 'aria-disabled', 'true' );
	} );

	it( 'says which language they chose, where that was changed by both', async () => {
		overtakenBy( theirs );
		const { user } = await show();
		await user.selectOptions( field( 'Language and spelling' ), 'de-CH' );
		await user.click( saveButton() );
		expect(
			await screen.findByText( 'Saved meanwhile: French (France)' )
		).toBeVisible();
		expect( field( 'Language and spelling' ) ).toHaveValue( 'de-CH' );
	} );

	it( 'has nothing to say where both have typed the same', async () => {
		overtakenBy( theirs );
		const { user } = await show();
		await user.type( field( 'Keywords' ), 'cakes' );
		await user.click( saveButton() );
		await waitFor( () =>
			expect( field( 'Brand About' ) ).toHaveValue( 'Bread and cakes.' )
		);
		expect( screen.queryByText( 'Saved meanwhile:' ) ).toBeNull();
		expect(
			screen.queryByText( /^Somebody else has saved/, {
				selector: '.srg-notice__text',
			} )
		).toBeNull();
	} );
} );

describe( 'thin', () => {
	const thin = /^With so little to go on, texts will be thin\./;
	const inNotice = { selector: '.srg-notice__text' };

	it( 'says so, until enough is saved', async () => {
		keep();
		const { user } = await show(
			personalization( { brand_name: '', is_thin: true } ),
			account( { personalization_is_thin: true } )
		);
		expect( screen.getByText( thin, inNotice ) ).toBeVisible();
		await user.type( field( 'Brand Name' ), 'Harbour Bakery' );
		await user.click( saveButton() );
		await screen.findByText( 'Saved. New texts are made with it.' );
		expect( screen.queryByText( thin, inNotice ) ).toBeNull();
	} );

	it( 'says nothing where enough is there', async () => {
		await show();
		expect( screen.queryByText( thin, inNotice ) ).toBeNull();
	} );
} );

it( 'keeps a saved language on offer that is not in the list', async () => {
	await show( personalization( { language: 'de_DE_formal' } ) );
	expect( field( 'Language and spelling' ) ).toHaveValue( 'de_DE_formal' );
} );

it( 'can be read, and not changed, by who is no administrator', async () => {
	await show(
		personalization(),
		account( {
			can: { view: true, spend: true, buy: false, manage_license: false },
		} )
	);
	expect( field( 'Brand Name' ) ).toHaveAttribute( 'readonly' );
	expect( field( 'Language and spelling' ) ).toBeDisabled();
	expect(
		screen.getByText( /An administrator of this site can change it\./ )
	).toBeVisible();
	expect( screen.queryByRole( 'button', { name: 'Save' } ) ).toBeNull();
	expect( asked ).toEqual( [ 'GET /personalization' ] );
	expect( within( document.body ).queryByText( 'New uploads' ) ).toBeNull();
} );
