// The templates: typed with variables, shown as what they give, saved together.
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import type { SeoSettings } from '../../../src/api/generated/seo-settings';
import { TemplatesScreen } from '../../../src/content-seo/templates/templates-screen';
import { account } from '../fixtures';
import { open } from '../screen';
import { answer, asked, lost, refusal } from '../wordpress';

function kind(
	change: Partial< SeoSettings[ 'kinds' ][ number ] > = {}
): SeoSettings[ 'kinds' ][ number ] {
	return {
		type: 'post',
		label: 'Posts',
		title: '%title%',
		description: '%excerpt%',
		default_title: '%title% %sep% %sitename%',
		default_description: '%excerpt%',
		sample_of: 'Sourdough',
		sample: { title: 'Sourdough', description: 'It rises.' },
		...change,
	};
}

function settings( change: Partial< SeoSettings > = {} ): SeoSettings {
	return {
		separator: '',
		separator_shown: '–',
		printed_by: 'self',
		variables: [
			{ name: '%title%', label: 'Title of the page' },
			{ name: '%sitename%', label: 'Name of the site' },
		],
		kinds: [ kind( { type: '', label: 'Home page' } ), kind() ],
		...change,
	};
}

async function show( change: Partial< SeoSettings > = {} ) {
	answer( 'GET', '/seo-settings', { ...settings( change ) } );
	const opened = open( <TemplatesScreen />, { account: account() } );
	await screen.findByText( 'Posts' );
	return opened;
}

const posts = () => within( screen.getByRole( 'group', { name: 'Posts' } ) );
const title = () => posts().getByRole( 'textbox', { name: 'Title template' } );
const save = () => screen.getByRole( 'button', { name: 'Save templates' } );

function preview(): unknown[] {
	const sent: unknown[] = [];
	answer( 'POST', '/seo-settings/preview', async ( { request } ) => {
		const body = ( await request.json() ) as { title: string };
		sent.push( body );
		return HttpResponse.json( {
			title: `Given: ${ body.title }`,
			description: '',
		} );
	} );
	return sent;
}

it( 'shows what the saved ones give, without asking for it', async () => {
	await show();
	expect(
		posts().getByText( 'What it gives for “Sourdough”:' )
	).toBeVisible();
	expect( posts().getByText( 'It rises.' ) ).toBeVisible();
	expect( save() ).toHaveAttribute( 'aria-disabled', 'true' );
	expect( asked ).toEqual( [ 'GET /seo-settings' ] );
} );

it( 'puts variables in where one types, shows what comes of it, and saves what was changed', async () => {
	const { user } = await show();
	const sent = preview();
	await user.type( title(), ' on ' );
	await user.click(
		posts().getByRole( 'button', { name: '%sitename% – Name of the site' } )
	);
	expect( title() ).toHaveValue( '%title% on %sitename%' );
	await waitFor( () => expect( title() ).toHaveFocus() );
	expect(
		await posts().findByText( 'Given: %title% on %sitename%' )
	).toBeVisible();
	expect( sent.at( -1 ) ).toEqual( {
		type: 'post',
		title: '%title% on %sitename%',
		description: '%excerpt%',
		separator: '',
	} );
	const leave = () => {
		const event = new Event( 'beforeunload', { cancelable: true } );
		window.dispatchEvent( event );
		return event.defaultPrevented;
	};
	expect( leave() ).toBe( true );
	answer( 'PUT', '/seo-settings', async ( { request } ) => {
		expect( await request.json() ).toEqual( {
			separator: '',
			kinds: [
				{
					type: 'post',
					title: '%title% on %sitename%',
					description: '%excerpt%',
				},
			],
		} );
		return HttpResponse.json(
			settings( {
				kinds: [ kind( { title: '%title% on %sitename%' } ) ],
			} )
		);
	} );
	await user.click( save() );
	expect(
		await screen.findByText( 'Saved. Pages follow in the background.' )
	).toBeVisible();
	expect( leave() ).toBe( false );
} );

it( 'says which variable there is not, and keeps what was typed', async () => {
	const { user } = await show();
	const why = 'There is no variable “%foo%”.';
	answer( 'POST', '/seo-settings/preview', () =>
		refusal( 400, 'unknown_variable', why )
	);
	answer( 'PUT', '/seo-settings', () =>
		refusal( 400, 'unknown_variable', why )
	);
	await user.type( title(), ' %foo%' );
	expect( await posts().findByText( why ) ).toBeVisible();
	await user.click( save() );
	await waitFor( () =>
		expect( screen.getAllByText( why, { selector: 'p' } ) ).toHaveLength(
			2
		)
	);
	expect( title() ).toHaveValue( '%title% %foo%' );
} );

it( 'saves another separator', async () => {
	const { user } = await show();
	preview();
	answer( 'PUT', '/seo-settings', async ( { request } ) => {
		expect( await request.json() ).toEqual( { separator: '|', kinds: [] } );
		return HttpResponse.json( settings( { separator: '|' } ) );
	} );
	await user.type(
		screen.getByRole( 'textbox', { name: 'Separator' } ),
		'|'
	);
	await user.click( save() );
	await screen.findByText( 'Saved. Pages follow in the background.' );
} );

it( 'says that another plugin prints by templates of its own', async () => {
	await show( { printed_by: 'rank_math' } );
	expect(
		screen.getByText(
			'Rank Math prints the tags of this site, by its own templates. These are not used meanwhile.',
			{ selector: '.srg-notice__text' }
		)
	).toBeVisible();
} );

it( 'leads to the lists, and says so when it cannot be read', async () => {
	answer( 'GET', '/seo-settings', lost );
	const { user } = open( <TemplatesScreen />, { account: account() } );
	const again = await screen.findByRole( 'button', { name: 'Try again' } );
	expect( screen.getByRole( 'link', { name: 'Schema' } ) ).toHaveAttribute(
		'href',
		'admin.php?page=seo-rank-genius-content-seo&feature=schema'
	);
	expect( screen.getByRole( 'link', { name: 'Templates' } ) ).toHaveAttribute(
		'aria-current',
		'page'
	);
	answer( 'GET', '/seo-settings', { ...settings() } );
	await user.click( again );
	expect( await screen.findByText( 'Posts' ) ).toBeVisible();
} );
