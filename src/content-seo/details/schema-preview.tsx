// The JSON-LD of a page: its facts to be read, and the code as it is printed.
import { __ } from '@wordpress/i18n';
import type { ContentDetail } from '../../api/generated/content-detail';

/** What says nothing to a reader within another node. */
const QUIET = [ '@type', '@id', 'position', 'width', 'height' ];

/** A value in words: a node by its name and what it says besides, several in a row. */
function inWords( value: unknown ): string {
	if ( Array.isArray( value ) ) {
		return value.map( inWords ).filter( Boolean ).join( ' · ' );
	}
	if ( typeof value !== 'object' || value === null ) {
		return String( value );
	}
	return Object.entries( value )
		.filter(
			( [ key, inner ] ) =>
				! QUIET.includes( key ) &&
				! ( 'name' in value && /^https?:/.test( String( inner ) ) )
		)
		.map( ( [ , inner ] ) => inWords( inner ) )
		.filter( Boolean )
		.join( ' — ' );
}

/** What a node says, by property. */
function facts( node: Record< string, unknown > ): [ string, string ][] {
	return Object.entries( node )
		.filter( ( [ key ] ) => key !== '@context' && key !== '@id' )
		.map( ( [ key, value ] ): [ string, string ] => [
			key === '@type' ? __( 'Type', 'seo-rank-genius' ) : key,
			inWords( value ),
		] )
		.filter( ( [ , text ] ) => text !== '' );
}

export function SchemaPreview( { detail }: { detail: ContentDetail } ) {
	return (
		<>
			{ detail.json_ld.map( ( node, index ) => (
				<dl key={ index } className="srg-facts" dir="auto">
					{ facts( node ).map( ( [ name, text ] ) => [
						<dt key={ `${ name } name` }>{ name }</dt>,
						<dd key={ name }>{ text }</dd>,
					] ) }
				</dl>
			) ) }
			<details>
				<summary>{ __( 'JSON-LD', 'seo-rank-genius' ) }</summary>
				<pre className="srg-code" dir="ltr">
					{ JSON.stringify( detail.json_ld, null, 2 ) }
				</pre>
			</details>
		</>
	);
}
