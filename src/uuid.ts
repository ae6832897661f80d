// Mints the ids of actions and checkouts. `crypto.randomUUID` is missing on sites without https.

/** A random UUID, version 4. */
export function mintUuid(): string {
	const bytes = crypto.getRandomValues( new Uint8Array( 16 ) );
	const hex = Array.from( bytes, ( byte, index ) => {
		// RFC 9562: the version in the upper half of byte 6, the variant in the upper bits of byte 8.
		if ( index === 6 ) {
			return ( byte % 16 ) + 0x40;
		}
		return index === 8 ? ( byte % 64 ) + 0x80 : byte;
	} )
		.map( ( byte ) => byte.toString( 16 ).padStart( 2, '0' ) )
		.join( '' );
	return [
		hex.slice( 0, 8 ),
		hex.slice( 8, 12 ),
		hex.slice( 12, 16 ),
		hex.slice( 16, 20 ),
		hex.slice( 20 ),
	].join( '-' );
}
