<?php
/**
 * Which page shows an image is known from the moment that the page is saved.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Features;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Features\ImageAltText\ImageUses;
use SeoRankGenius\Features\ImageAltText\PageTitles;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Tests\TestCase;
use wpdb;

final class ImageUsesTest extends TestCase {

	/**
	 * @return iterable<string, array{string, bool}>
	 */
	public static function contents(): iterable {
		yield 'an image block' => array( '<!-- wp:image {"id":ID} --><figure class="wp-block-image"><img src="x.jpg" alt="" class="wp-image-ID"/></figure><!-- /wp:image -->', true );
		yield 'a cover' => array( '<!-- wp:cover {"id":ID} --><div class="wp-block-cover"><img class="wp-block-cover__image-background wp-image-ID" src="x"/></div><!-- /wp:cover -->', true );
		yield 'the classic editor' => array( '<p><img class="alignnone size-medium wp-image-ID" src="x" /></p>', true );
		yield 'a gallery by its list' => array( '[gallery columns="2" ids="999999, ID"]', true );
		yield 'another image whose number begins so' => array( '<img class="wp-image-ID0">', false );
		yield 'a number without meaning' => array( '<p>ID</p> [gallery] xwp-image-ID', false );
	}

	#[DataProvider( 'contents' )]
	public function test_finds_images_in_content( string $content, bool $is_found ): void {
		$image = $this->image();
		$page  = $this->post( array( 'post_content' => str_replace( 'ID', (string) $image, $content ) ) );
		self::assertSame( $is_found ? array( $image => $page ) : array(), $this->pages_of( $image ) );
	}

	public function test_follows_what_happens_to_a_page(): void {
		$image = $this->image();
		$page  = $this->post();
		set_post_thumbnail( $page, $image );
		self::assertSame( array( $image => $page ), $this->pages_of( $image ) );
		delete_post_thumbnail( $page );
		self::assertSame( array(), $this->pages_of( $image ) );
		$this->change( $page, "<img class=\"wp-image-$image\">" );
		self::assertSame( array( $image => $page ), $this->pages_of( $image ) );
		wp_trash_post( $page );
		self::assertSame( array(), $this->pages_of( $image ) );
		wp_untrash_post( $page );
		self::assertSame( array( $image => $page ), $this->pages_of( $image ) );
		$this->change( $page, 'Nothing.' );
		self::assertSame( array(), $this->pages_of( $image ) );
		$this->change( $page, "<img class=\"wp-image-$image\">" );
		wp_delete_post( $page, true );
		self::assertSame( array(), $this->pages_of( $image ) );
	}

	public function test_published_before_drafts_and_featured_before_content(): void {
		$image = $this->image();
		$shows = array( 'post_content' => "<img class=\"wp-image-$image\">" );
		$draft = $this->post( array( 'post_status' => 'draft' ) + $shows );
		set_post_thumbnail( $draft, $image );
		$content  = $this->post( $shows );
		$featured = $this->post();
		self::assertSame( array( $image => $content ), $this->pages_of( $image ) );
		set_post_thumbnail( $featured, $image );
		self::assertSame( array( $image => $featured ), $this->pages_of( $image ) );
		wp_delete_post( $featured, true );
		wp_delete_post( $content, true );
		self::assertSame( array( $image => $draft ), $this->pages_of( $image ) );
	}

	public function test_what_is_no_page_is_not_looked_at(): void {
		$image = $this->image();
		$shows = array( 'post_content' => "<img class=\"wp-image-$image\">" );
		$page  = $this->post( array( 'post_type' => 'wp_block' ) + $shows );
		wp_save_post_revision( $page );
		$this->post( array( 'post_status' => 'auto-draft' ) + $shows );
		self::assertSame( array(), $this->pages_of( $image ) );
	}

	public function test_the_title_is_for_who_may_read_it(): void {
		$owner   = $this->user( 'editor' );
		$image   = $this->image();
		$private = $this->post(
			array(
				'post_status'  => 'private',
				'post_author'  => $owner,
				'post_title'   => 'A secret',
				'post_content' => "<img class=\"wp-image-$image\">",
			)
		);
		$titles  = new PageTitles( new ImageUses( $this->queries() ) );
		$post    = get_post( $image );
		self::assertInstanceOf( \WP_Post::class, $post );
		self::assertSame( array(), $titles->of( array( $post ), $this->user( 'author' ) ) );
		self::assertSame( array(), $titles->of( array( $post ), 0 ) );
		self::assertSame( $private, $titles->of( array( $post ), $owner )[ $image ]['page_id'] ?? null );
	}

	private function change( int $page, string $content ): void {
		wp_update_post(
			array(
				'ID'           => $page,
				'post_content' => $content,
			)
		);
	}

	/**
	 * @return array<int, int>
	 */
	private function pages_of( int $image ): array {
		return ( new ImageUses( $this->queries() ) )->pages_of( array( $image ) );
	}

	private function queries(): Queries {
		/** @var wpdb $wpdb */
		global $wpdb;
		return new Queries( $wpdb );
	}
}
