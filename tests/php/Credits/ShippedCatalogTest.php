<?php
/**
 * The copy of the catalog that ships names what the cloud's own file names.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Credits;

use SeoRankGenius\Credits\ShippedCatalog;
use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\TestCase;

final class ShippedCatalogTest extends TestCase {

	public function test_it_is_the_clouds_catalog_with_nothing_for_sale_before_a_plan(): void {
		$cloud   = Json::decode( (string) file_get_contents( dirname( __DIR__, 3 ) . '/cloud/catalogs/rank-genius.json' ) );
		$shipped = ( new ShippedCatalog() )->read()->to_array();
		$packs   = array();
		foreach ( Json::list_at( $cloud, 'packs' ) as $pack ) {
			self::assertIsArray( $pack );
			$packs[] = $pack + array(
				'available'          => false,
				'unavailable_reason' => 'plan_has_no_credits',
			);
		}
		self::assertSame( $packs, $shipped['packs'] );
		foreach ( array( 'id', 'dated', 'currency', 'support_email', 'plans' ) as $key ) {
			self::assertSame( $cloud[ $key ] ?? null, $shipped[ $key ] );
		}
		self::assertSame(
			array(
				'days'    => Json::at( $cloud, 'trial.days' ),
				'credits' => Json::at( $cloud, 'trial.credits' ),
			),
			$shipped['trial']
		);
	}
}
