// Which addresses a person may be sent to.
import { accountPagesAddress, isSafeAddress } from '../../src/page-address';

it.each( [
	[ 'https://pay.example.com/c/1', true ],
	[ 'http://localhost:8788/c/1', true ],
	[ 'http://127.0.0.1:8788/c/1', true ],
	[ 'http://pay.example.com/c/1', false ],
	[ 'http://localhost.example.com/', false ],
	[ 'javascript:alert(1)', false ],
	[ 'data:text/html,x', false ],
	[ 'ftp://localhost/x', false ],
	[ '//pay.example.com', false ],
	[ '', false ],
] )( '%s: %s', ( address, safe ) => {
	expect( isSafeAddress( address ) ).toBe( safe );
} );

it.each( [
	[ 'cloud.example.com', 'https://cloud.example.com/account' ],
	[ 'cloud.example.com:8443', 'https://cloud.example.com:8443/account' ],
	[ 'localhost:8787', 'http://localhost:8787/account' ],
	[ '127.0.0.1:8787', 'http://127.0.0.1:8787/account' ],
	[ 'localhost.example.com', 'https://localhost.example.com/account' ],
] )( 'the account’s own pages at %s: %s', ( host, address ) => {
	expect( accountPagesAddress( host ) ).toBe( address );
} );
