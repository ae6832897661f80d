<?php
/**
 * A page as screens show it: what was written, or what its templates give.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Seo;

use PHPUnit\Framework\Attributes\RunInSeparateProcess;
use SeoRankGenius\Seo\MetaStorages;
use SeoRankGenius\Seo\Snippet;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Tests\TestCase;
use WP_Post;

final class SnippetTest extends TestCase {

	public function test_templates_stand_in_until_something_is_written(): void {
		update_option( 'blogname', 'Meadow' );
		$post    = $this->post( array( 'post_title' => 'Hay 🌱' ) );
		$snippet = self::snippet( $post );
		self::assertSame( array( 'Hay 🌱 – Meadow', 14, false ), array( $snippet['title'], $snippet['title_length'], $snippet['is_title_own'] ) );
		self::assertSame( array( 'A lawn wants to be mown every week from April to October.', 57, false ), array( $snippet['description'], $snippet['description_length'], $snippet['is_description_own'] ) );
		self::assertSame( array( get_permalink( $post ), 'self' ), array( $snippet['url'], $snippet['printed_by'] ) );
		update_post_meta( $post, Names::META_TITLE, 'שלום' );
		update_post_meta( $post, Names::META_DESCRIPTION, ' ' );
		$snippet = self::snippet( $post );
		self::assertSame( array( 'שלום', 4, true, 'Hay 🌱 – Meadow' ), array( $snippet['title'], $snippet['title_length'], $snippet['is_title_own'], $snippet['fallback_title'] ) );
		self::assertFalse( $snippet['is_description_own'], 'A blank is nothing.' );
	}

	#[RunInSeparateProcess]
	public function test_beside_another_plugin_its_texts_are_shown_as_they_are(): void {
		define( 'WPSEO_VERSION', '28.5' );
		$post = $this->post();
		update_post_meta( $post, '_yoast_wpseo_title', '%%title%% %%sep%% %%sitename%%' );
		$snippet = self::snippet( $post );
		self::assertSame( array( '%%title%% %%sep%% %%sitename%%', true, '', '', 'yoast' ), array( $snippet['title'], $snippet['is_title_own'], $snippet['fallback_title'], $snippet['description'], $snippet['printed_by'] ) );
	}

	/**
	 * @return array{title: string, title_length: int, is_title_own: bool, fallback_title: string, description: string, description_length: int, is_description_own: bool, fallback_description: string, url: string, printed_by: string}
	 */
	private static function snippet( int $id ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$post = get_post( $id );
		self::assertInstanceOf( WP_Post::class, $post );
		return ( new Snippet( new MetaStorages( $wpdb ) ) )->of( $post );
	}
}
