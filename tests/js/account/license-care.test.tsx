// The rest of the License tab: repair, who may spend, a configured key, connecting again, a payment that failed.
import { screen, waitFor } from '@testing-library/react';
import { HttpResponse } from 'msw';
import type { SiteSettings } from '../../../src/api/generated/site-settings';
import { account, license, neverConnected, problem } from '../fixtures';
import { answer, asked, cloudProblem, refusal } from '../wordpress';
import { LICENSE, show } from './license-tab';

describe( 'Check and repair', () => {
	it( 'lists what was found, and takes the account in', async () => {
		answer( 'POST', '/repair', {
			checks: [
				{
					check: 'connection',
					state: 'mended',
					message: 'It works again.',
					next_step: null,
				},
				{
					check: 'cron',
					state: 'problem',
					message: 'Background work is late.',
					next_step: 'Open Site Health.',
				},
				{
					check: 'tables',
					state: 'ok',
					message: '<b>All</b> are there.',
					next_step: null,
				},
			],
			account: { ...account( { account_email: 'b…@example.com' } ) },
		} );
		const { user } = show( account(), LICENSE );
		await user.click(
			screen.getByRole( 'button', { name: 'Check and repair' } )
		);
		expect(
			await screen.findByText( '1 thing was mended. 1 thing needs you.' )
		).toHaveAttribute( 'role', 'status' );
		const lines = screen
			.getAllByRole( 'listitem' )
			.map( ( { textContent } ) => textContent );
		expect( lines ).toEqual( [
			'MendedConnection It works again.',
			'Needs youBackground work Background work is late.Open Site Health.',
			'FineTables <b>All</b> are there.',
		] );
		expect( screen.getByText( 'b…@example.com' ) ).toBeVisible();
	} );

	it( 'says when it could not be done', async () => {
		answer( 'POST', '/repair', () =>
			refusal( 403, 'rest_forbidden', 'Sorry, you are not allowed.' )
		);
		const { user } = show( account(), LICENSE );
		await user.click(
			screen.getByRole( 'button', { name: 'Check and repair' } )
		);
		expect( await screen.findByRole( 'alert' ) ).toHaveTextContent(
			'Sorry, you are not allowed.'
		);
	} );
} );

const settings = (): SiteSettings => ( {
	roles: [
		{ role: 'editor', name: 'Editor', view: true, spend: true },
		{ role: 'author', name: 'Author', view: false, spend: false },
	],
	keep_data: false,
} );

async function openSettings() {
	const shown = show( account(), LICENSE );
	await shown.user.click(
		screen.getByRole( 'button', { name: /Who may spend credits/ } )
	);
	await screen.findByRole( 'table' );
	return shown;
}

describe( 'who may spend credits', () => {
	it( 'asks for nothing until it is opened', () => {
		show( account(), LICENSE );
		expect( screen.queryByRole( 'table' ) ).toBeNull();
		expect( asked ).toEqual( [] );
	} );

	it( 'takes spending from a role', async () => {
		const sent: unknown[] = [];
		answer( 'GET', '/site-settings', { ...settings() } );
		answer( 'PATCH', '/site-settings', async ( { request } ) => {
			sent.push( await request.json() );
			const [ editor, author ] = settings().roles;
			return HttpResponse.json( {
				keep_data: false,
				roles: [ { ...editor, spend: false }, author ],
			} );
		} );
		const { user } = await openSettings();
		const box = screen.getByRole( 'checkbox', {
			name: 'Editor: spends credits',
		} );
		expect( box ).toBeChecked();
		await user.click( box );
		expect( box ).not.toBeChecked();
		expect( await screen.findByText( 'Saved.' ) ).toBeVisible();
		expect( sent ).toEqual( [
			{ roles: [ { role: 'editor', view: true, spend: false } ] },
		] );
		expect( box ).not.toBeChecked();
		expect( box ).toHaveFocus();
	} );

	it( 'offers no spending to who does not see the balance', async () => {
		answer( 'GET', '/site-settings', { ...settings() } );
		await openSettings();
		expect(
			screen.getByRole( 'checkbox', { name: 'Author: spends credits' } )
		).toBeDisabled();
	} );

	it( 'takes back what was not saved, and says why', async () => {
		answer( 'GET', '/site-settings', { ...settings() } );
		answer( 'PATCH', '/site-settings', () =>
			refusal( 400, 'role_not_found', 'There is no role “editor”.' )
		);
		const { user } = await openSettings();
		const box = screen.getByRole( 'checkbox', {
			name: 'Editor: spends credits',
		} );
		await user.click( box );
		expect( await screen.findByRole( 'alert' ) ).toHaveTextContent(
			'There is no role “editor”.'
		);
		await waitFor( () => expect( box ).toBeChecked() );
	} );

	it( 'keeps every one of several quick clicks', async () => {
		let now = settings();
		answer( 'GET', '/site-settings', { ...now } );
		answer( 'PATCH', '/site-settings', async ( { request } ) => {
			const change = ( await request.json() ) as Partial< SiteSettings >;
			now = {
				keep_data: change.keep_data ?? now.keep_data,
				roles: now.roles.map( ( right ) => ( {
					...right,
					...change.roles?.find(
						( { role } ) => role === right.role
					),
				} ) ),
			};
			return HttpResponse.json( { ...now } );
		} );
		const { user } = await openSettings();
		await user.click(
			screen.getByRole( 'checkbox', { name: 'Editor: spends credits' } )
		);
		await user.click(
			screen.getByRole( 'checkbox', { name: /^Keep data/ } )
		);
		await user.click(
			screen.getByRole( 'checkbox', { name: 'Author: sees the balance' } )
		);
		await screen.findByText( 'Saved.' );
		expect( now ).toEqual( {
			keep_data: true,
			roles: [
				{ role: 'editor', name: 'Editor', view: true, spend: false },
				{ role: 'author', name: 'Author', view: true, spend: false },
			],
		} );
		expect(
			screen.getByRole( 'checkbox', { name: /^Keep data/ } )
		).toBeChecked();
	} );
} );

describe( 'a key in wp-config.php', () => {
	const configured = () => neverConnected( { key_is_configured: true } );

	it( 'connects with a click, and is not known here', async () => {
		answer( 'POST', '/license/configured-key', async ( { request } ) => {
			expect( await request.text() ).toBe( '' );
			return HttpResponse.json( account() );
		} );
		const { user } = show( configured(), LICENSE );
		expect( asked ).toEqual( [] );
		await user.click(
			screen.getByRole( 'button', {
				name: 'Connect with the key from wp-config.php',
			} )
		);
		expect(
			await screen.findByRole( 'group', { name: 'Total Available' } )
		).toHaveTextContent( '4,820' );
	} );

	it( 'leaves the way to another key', async () => {
		answer( 'POST', '/license/configured-key', () =>
			cloudProblem( problem( { code: 'not_found' } ), configured() )
		);
		const { user } = show( configured(), LICENSE );
		await user.click(
			screen.getByRole( 'button', {
				name: 'Connect with the key from wp-config.php',
			} )
		);
		expect( await screen.findByRole( 'alert' ) ).toHaveTextContent(
			/The license key in wp-config\.php is not known/
		);
		await user.click(
			screen.getByRole( 'button', { name: 'Enter another key' } )
		);
		expect( screen.getByLabelText( 'License key' ) ).toHaveFocus();
	} );
} );

describe( 'connecting again', () => {
	it( 'keeps the connection until another is made', async () => {
		const { user } = show( account(), LICENSE );
		await user.click(
			screen.getByRole( 'button', { name: 'Connect again' } )
		);
		expect(
			screen.getByRole( 'heading', { name: 'Connect localhost:8888' } )
		).toBeVisible();
		await user.click(
			screen.getByRole( 'button', { name: 'Keep the connection' } )
		);
		expect( screen.getByText( '1 of 25 sites' ) ).toBeVisible();
		expect( asked ).toEqual( [] );
		expect( document.body ).not.toHaveFocus();
	} );
} );

describe( 'a payment that did not go through', () => {
	it( 'leads to the payment method, not to the plans', () => {
		show( account( { license: license( { past_due: true } ) } ), LICENSE );
		const link = screen.getByRole( 'link', {
			name: /Update payment method/,
		} );
		expect( link ).toHaveAttribute(
			'href',
			'https://cloud.example.com/account'
		);
		expect(
			screen.queryByRole( 'button', { name: 'View Plans' } )
		).toBeNull();
	} );

	it( 'does so on the Credits tab too', () => {
		show( account( { license: license( { past_due: true } ) } ) );
		expect(
			screen.getByRole( 'link', { name: /Update payment method/ } )
		).toHaveAttribute( 'href', 'https://cloud.example.com/account' );
	} );
} );

describe( 'the day of renewal', () => {
	const DAY = '2026-11-20T12:00:00Z';
	const none = { trial_ends_at: null, renews_at: null, ends_at: null };

	it.each( [
		[ 'Renews', { renews_at: DAY, trial_ends_at: '2026-10-01T12:00:00Z' } ],
		[ 'Paid until', { renews_at: DAY, past_due: true } ],
		[ 'Paid until', { renews_at: DAY, status: 'lapsed' } ],
		[ 'Ends', { ends_at: DAY } ],
		[ 'Ended', { ends_at: DAY, status: 'lapsed' } ],
		[ 'Trial ends', { trial_ends_at: DAY, status: 'trialing' } ],
		[ 'Ended', { trial_ends_at: DAY, status: 'lapsed' } ],
	] as const )( '%s, of %o', ( words, state ) => {
		show(
			account( { license: license( { ...none, ...state } ) } ),
			LICENSE
		);
		expect(
			screen.getByText( new RegExp( `^${ words } November 20` ) )
		).toBeVisible();
	} );

	it( 'is none on the free plan, also after a trial', () => {
		show(
			account( {
				license: license( {
					...none,
					status: 'free',
					trial_ends_at: DAY,
				} ),
			} ),
			LICENSE
		);
		expect( screen.getByText( 'None' ) ).toBeVisible();
	} );
} );
