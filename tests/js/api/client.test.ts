// Answers that are not what they should be, and how each failure is narrowed.
import { HttpResponse } from 'msw';
import { fetchAccount } from '../../../src/api/account';
import { CloudProblem, RequestFailed } from '../../../src/api/errors';
import { fetchImages } from '../../../src/api/images';
import { confirmTrial } from '../../../src/api/license';
import { account, image, problem } from '../fixtures';
import {
	answer,
	cloudProblem,
	imagesResponse,
	lost,
	refusal,
} from '../wordpress';

const signal = () => new AbortController().signal;
const read = () => fetchAccount( signal() );
const listing = { state: 'missing', search: '', page: 1 } as const;

it( 'carries the problem and the last known account of a refused command', async () => {
	answer( 'POST', '/license/trial/confirm', () =>
		cloudProblem(
			problem( { code: 'code_expired', request_id: 'r-1' } ),
			account()
		)
	);
	const error: unknown = await confirmTrial( 't', '123456' ).catch(
		( thrown: unknown ) => thrown
	);
	expect( error ).toBeInstanceOf( CloudProblem );
	expect( ( error as CloudProblem ).code ).toBe( 'code_expired' );
	expect( ( error as CloudProblem ).problem.request_id ).toBe( 'r-1' );
	expect( ( error as CloudProblem ).account.domain ).toBe( 'localhost:8888' );
} );

it.each( [
	[
		'a refusal of WordPress',
		() => refusal( 403, 'rest_forbidden', 'No.' ),
		{ code: 'rest_forbidden', message: 'No.', lost: false },
	],
	[ 'no answer', lost, { code: 'fetch_error', lost: true } ],
	[
		'a page of a proxy',
		() => HttpResponse.html( '<h1>Bad gateway</h1>', { status: 502 } ),
		{ code: 'invalid_json', lost: true },
	],
	[
		'a page with status 200',
		() => HttpResponse.html( '<h1>Hello</h1>' ),
		{ code: 'invalid_json', lost: true },
	],
	[
		'another shape',
		() => HttpResponse.json( { hello: 'world' } ),
		{ code: 'invalid_answer', lost: true },
	],
	[
		'a list',
		() => HttpResponse.json( [ 1 ] ),
		{ code: 'invalid_answer', lost: true },
	],
	[
		'a cloud problem without an account',
		() =>
			HttpResponse.json(
				{ code: 'cloud_problem', message: 'x', data: { status: 424 } },
				{ status: 424 }
			),
		{ code: 'cloud_problem', lost: false },
	],
] )( 'narrows %s', async ( _name, resolver, expected ) => {
	answer( 'GET', '/account', resolver );
	const error: unknown = await read().catch( ( thrown: unknown ) => thrown );
	expect( error ).toBeInstanceOf( RequestFailed );
	expect( error ).toMatchObject( expected );
} );

it( 'reads WordPress’s totals with a page', async () => {
	answer( 'GET', '/images', () => imagesResponse( [ image() ], 81 ) );
	await expect( fetchImages( listing, signal() ) ).resolves.toMatchObject( {
		total: 81,
		pages: 3,
	} );
} );

it.each( [
	[
		'a refusal',
		() => refusal( 400, 'rest_invalid_param', 'Bad page.' ),
		{ code: 'rest_invalid_param', lost: false },
	],
	[
		'a page of a proxy',
		() => HttpResponse.html( 'x', { status: 502 } ),
		{ lost: true },
	],
	[ 'no answer', lost, { lost: true } ],
	[
		'other items',
		() => imagesResponse( [ {} as never ] ),
		{ code: 'invalid_answer' },
	],
] )( 'narrows %s of a page', async ( _name, resolver, expected ) => {
	answer( 'GET', '/images', resolver );
	const error: unknown = await fetchImages( listing, signal() ).catch(
		( thrown: unknown ) => thrown
	);
	expect( error ).toBeInstanceOf( RequestFailed );
	expect( error ).toMatchObject( expected );
} );
