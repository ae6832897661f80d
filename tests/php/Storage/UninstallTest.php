<?php
/**
 * Uninstalling leaves nothing behind but the alt texts, unless the owner keeps the data.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Storage;

use SeoRankGenius\Seo\SeoSettings;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Tables;
use SeoRankGenius\Storage\Uninstall;
use SeoRankGenius\Tests\Support\Leftovers;
use SeoRankGenius\Tests\Support\RunTestCase;

final class UninstallTest extends RunTestCase {

	public function test_nothing_is_left_of_all_that_was_stored(): void {
		$image = $this->use_everything();
		$this->assert_found( Names::SEO_SETTINGS, Names::HOME_HEAD, Names::HEADS, Names::META_HEAD, Names::ACCOUNT, Names::PENDING_ACTION_PREFIX, Names::TABLES, Names::IMAGE_INDEX, Names::PERSONALIZATION, Names::IMAGE_SETTINGS, Names::PLANS_LINK, Names::CAPABILITIES[1], ...Names::POST_META, ...Names::CRON_HOOKS, ...array_keys( Tables::definitions() ) );
		// As WordPress does it, which runs uninstall.php.
		uninstall_plugin( 'seo-rank-genius/plugin.php' );
		self::assertSame( array(), Leftovers::all( self::wpdb() ) );
		self::assertSame( 'A reef', get_post_meta( $image, self::ALT, true ) );
	}

	public function test_data_that_the_owner_keeps_is_kept_and_nothing_is_called_any_more(): void {
		$this->use_everything();
		$this->act_as( 'administrator' );
		self::assertSame( 200, $this->rest( 'PATCH', self::ROUTES . '/site-settings', array( 'keep_data' => true ) )->get_status() );
		$account = get_option( Names::ACCOUNT );
		Uninstall::every_site();
		self::assertSame( array(), self::scheduled() );
		wp_cache_flush();
		self::assertSame( $account, get_option( Names::ACCOUNT ) );
		self::assertCount( 1, $this->items() );
		$this->assert_found( Names::ACCOUNT, Names::DECORATIVE, Names::PERSONALIZATION, Names::IMAGE_SETTINGS, Names::CAPABILITIES[1], Names::KEEP_DATA );
		self::assertStringNotContainsString( Names::PLANS_LINK, $this->leftovers(), 'It would expire within the hour.' );
		delete_option( Names::KEEP_DATA );
		Uninstall::every_site();
		self::assertSame( array(), Leftovers::all( self::wpdb() ) );
	}

	/**
	 * Lets the plugin store all that it stores.
	 *
	 * @return int An image that has an alt text.
	 */
	private function use_everything(): int {
		$this->act_as( 'administrator' );
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
		$this->cloud->start();
		$this->rest( 'PATCH', self::ROUTES . "/images/$image", array( 'alt_text' => 'A reef' ) );
		$this->rest( 'PATCH', self::ROUTES . '/images/' . $this->image(), array( 'is_decorative' => true ) );
		$post = $this->post();
		foreach ( array_diff( Names::POST_META, array( Names::DECORATIVE ) ) as $key ) {
			update_post_meta( $post, $key, 'Something' );
		}
		$this->post();
		$templates = array(
			'title'       => '%title%!',
			'description' => '',
		);
		SeoSettings::save( '|', $templates, array( 'post' => $templates ) );
		$settings = array(
			'on_upload'       => true,
			'monthly_ceiling' => 1,
		);
		$this->rest( 'PUT', self::ROUTES . '/image-settings', $settings );
		$personalization = array(
			'version'     => 0,
			'brand_name'  => 'Reef',
			'brand_about' => '',
			'strategy'    => array(),
			'language'    => null,
		);
		$this->rest( 'PUT', self::ROUTES . '/personalization', $personalization );
		$role = array(
			'role'  => 'author',
			'view'  => true,
			'spend' => false,
		);
		$this->rest( 'PATCH', self::ROUTES . '/site-settings', array( 'roles' => array( $role ) ) );
		self::assertSame( 200, $this->start( array( 'selection' => array( 'ids' => array( $this->image() ) ) ) )->get_status() );
		return $image;
	}

	private function assert_found( string ...$names ): void {
		$found = $this->leftovers();
		foreach ( $names as $name ) {
			self::assertStringContainsString( $name, $found );
		}
	}

	private function leftovers(): string {
		return implode( "\n", Leftovers::all( self::wpdb() ) );
	}
}
