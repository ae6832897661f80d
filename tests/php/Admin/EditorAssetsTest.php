<?php
/**
 * What the block editor gets of the plugin, and who gets nothing.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Admin;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Capabilities;
use SeoRankGenius\Plugin;
use SeoRankGenius\Tests\Support\BuiltPlugin;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;

final class EditorAssetsTest extends CloudTestCase {

	use BuiltPlugin;

	private const HANDLE = 'seo-rank-genius-editor';

	protected function setUp(): void {
		parent::setUp();
		$this->build_plugin();
		remove_all_actions( 'enqueue_block_editor_assets' );
		set_current_screen( 'dashboard' );
		Plugin::start( $this->folder . '/plugin.php' );
	}

	protected function tearDown(): void {
		unset( $GLOBALS['post'] );
		$this->remove_plugin();
		parent::tearDown();
	}

	public function test_the_editor_has_all_it_shows_first_and_calls_nobody(): void {
		$this->connect();
		$this->act_as( 'author' );
		$this->edit( $this->post( array( 'post_author' => get_current_user_id() ) ) );
		self::assertTrue( wp_script_is( self::HANDLE ) );
		self::assertTrue( wp_style_is( self::HANDLE ) );
		self::assertSame( 'seo-rank-genius', wp_scripts()->registered[ self::HANDLE ]->textdomain );
		$data = $this->preloaded();
		self::assertSame( '/seo-rank-genius/v1/account', array_key_first( $data ) );
		foreach ( $data as $path => $answer ) {
			self::assertSame( $this->json( $this->rest( 'GET', (string) $path ) ), Json::at( $answer, 'body' ), "$path is not what REST answers." );
		}
		self::assertCount( 1, $this->cloud->requests(), 'Opening the editor has called the cloud.' );
		self::assertStringNotContainsString( self::token(), (string) wp_json_encode( $data ) );
	}

	public function test_a_page_of_a_site_that_was_never_connected_has_the_sidebar_too(): void {
		$this->act_as( 'editor' );
		$this->edit( $this->post( array( 'post_type' => 'page' ) ) );
		self::assertTrue( wp_script_is( self::HANDLE ) );
	}

	/**
	 * @return iterable<string, array{callable(self): void}>
	 */
	public static function elsewhere(): iterable {
		yield 'the site editor' => array(
			static function ( self $test ): void {
				$test->act_as( 'administrator' );
				set_current_screen( 'site-editor' );
			},
		);
		yield 'a type without pages of its own' => array(
			static function ( self $test ): void {
				$test->act_as( 'administrator' );
				$test->choose( $test->post( array( 'post_type' => 'wp_block' ) ) );
			},
		);
		yield 'a post of somebody else' => array(
			static function ( self $test ): void {
				$post = $test->post();
				$test->act_as( 'contributor' );
				$test->choose( $post );
			},
		);
		yield 'one who may not see the balance' => array(
			static function ( self $test ): void {
				$test->act_as( 'editor' );
				wp_get_current_user()->add_cap( Capabilities::VIEW, false );
				$test->choose( $test->post() );
			},
		);
	}

	/**
	 * @param callable(self): void $arrange
	 */
	#[DataProvider( 'elsewhere' )]
	public function test_nothing_is_added_to( callable $arrange ): void {
		$arrange( $this );
		do_action( 'enqueue_block_editor_assets' );
		self::assertFalse( wp_script_is( self::HANDLE ) );
		self::assertFalse( wp_style_is( self::HANDLE ) );
	}

	private function choose( int $post_id ): void {
		$GLOBALS['post'] = get_post( $post_id );
		$type            = (string) get_post_type( $post_id );
		set_current_screen( 'post' === $type ? 'post' : $type );
	}

	private function edit( int $post_id ): void {
		$this->choose( $post_id );
		do_action( 'enqueue_block_editor_assets' );
	}
}
