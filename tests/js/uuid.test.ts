// Minted ids are UUIDs of version 4, and each is another.
import { mintUuid } from '../../src/uuid';

it( 'mints UUIDs of version 4', () => {
	const ids = Array.from( { length: 200 }, mintUuid );
	ids.forEach( ( id ) =>
		expect( id ).toMatch(
			/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
		)
	);
	expect( new Set( ids ).size ).toBe( 200 );
} );
