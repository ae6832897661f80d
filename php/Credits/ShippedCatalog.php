<?php
/**
 * The dated copy of the catalog that ships with the plugin.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Credits;

use RuntimeException;
use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\Value\Catalog;

/**
 * For sites that are not connected: prices can be seen before anything is sent.
 */
final class ShippedCatalog {

	/**
	 * The catalog.
	 *
	 * @throws RuntimeException When the file is missing.
	 */
	public function read(): Catalog {
		$catalog = wp_json_file_decode( __DIR__ . '/catalog.json', array( 'associative' => true ) );
		if ( null === $catalog ) {
			throw new RuntimeException( 'SEO Rank Genius is incomplete: php/Credits/catalog.json is missing. Install the plugin again.' );
		}
		return Catalog::from( Fields::of( $catalog ) );
	}
}
