// Answers that are not what they should be, and how each failure is narrowed.
import { HttpResponse } from 'msw';
import { fetchAccount } from '../../../src/api/account';
import { CloudProblem, RequestFailed } from '../../../src/api/errors';
import { fetchImages } from '../../../src/api/images';
import { confirmTrial } from '../../../src/api/license';
import { FIRST_LISTING } from '../../../src/image-seo/listing';
import { account, imagesPage, problem } from '../fixtures';
import { answer, cloudProblem, lost, refusal } from '../wordpress';

const signal = () => new AbortController().signal;
const read = () => fetchAccount( signal() );

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

it( 'takes no page whose items are something else', async () => {
	answer( 'GET', '/images', { ...imagesPage( [ {} as never ] ) } );
	await expect(
		fetchImages( FIRST_LISTING, null, signal() )
	).rejects.toMatchObject( { code: 'invalid_answer', lost: true } );
} );
