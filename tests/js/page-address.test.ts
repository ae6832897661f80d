// Which addresses a person may be sent to.
import { isSafeAddress } from '../../src/page-address';

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
