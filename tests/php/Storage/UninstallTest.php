<?php
/**
 * Uninstalling leaves nothing behind but the alt texts.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Storage;

use SeoRankGenius\Storage\Uninstall;
use SeoRankGenius\Tests\Support\CloudTestCase;

final class UninstallTest extends CloudTestCase {

	public function test_everything_that_was_stored_is_gone(): void {
		$before = $this->rows();
		$this->connect();
		$this->rest( 'POST', self::ROUTES . '/license/plans-link' );
		$image = $this->photograph();
		$this->cloud->stop();
		$this->rest(
			'POST',
			self::ROUTES . "/images/$image/alt-text",
			array(
				'action_id' => '55555555-5555-4555-8555-555555555555',
				'max_cost'  => 1,
			)
		);
		$this->rest( 'PATCH', self::ROUTES . "/images/$image", array( 'alt_text' => 'A reef' ) );
		self::assertCount( count( $before ) + 3, $this->rows(), 'Account, pending action, plans link.' );
		Uninstall::every_site();
		self::assertSame( $before, $this->rows() );
		self::assertSame( 'A reef', get_post_meta( $image, '_wp_attachment_image_alt', true ) );
		self::assertFalse( get_option( 'seo_rank_genius_account' ) );
	}

	public function test_uninstall_php_runs_only_when_wordpress_uninstalls(): void {
		$code = (string) file_get_contents( dirname( __DIR__, 3 ) . '/uninstall.php' );
		self::assertMatchesRegularExpression( "/defined\( 'WP_UNINSTALL_PLUGIN' \) \|\| exit;\s+require_once.*autoload\.php';\s+Uninstall::every_site\(\);/", $code );
	}

	/**
	 * @return list<string> Names of everything of ours in the database, but the plugin's own entry among the active ones.
	 */
	private function rows(): array {
		$wpdb  = self::wpdb();
		$names = array();
		foreach ( array( "SELECT option_name FROM {$wpdb->options}", "SELECT meta_key FROM {$wpdb->usermeta}", "SELECT meta_key FROM {$wpdb->postmeta}" ) as $query ) {
			array_push( $names, ...array_map( 'strval', $wpdb->get_col( $query ) ) );
		}
		$ours = array_filter( $names, static fn ( string $name ): bool => str_contains( $name, 'seo_rank_genius' ) || str_contains( $name, 'seo-rank-genius' ) );
		sort( $ours );
		return $ours;
	}
}
