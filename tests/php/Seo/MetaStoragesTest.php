<?php
/**
 * Meta titles and descriptions go to where the plugin that prints them keeps its own.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Seo;

use AIOSEO\Plugin\Common\Models\Post as AioseoPost;
use PHPUnit\Framework\Attributes\RunInSeparateProcess;
use SeoRankGenius\Seo\MetaStorages;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\StoredText;
use SeoRankGenius\Tests\TestCase;
use wpdb;

final class MetaStoragesTest extends TestCase {

	/** Quotation marks and backslashes that slashing would eat, right-to-left, four bytes, another plugin's variables. */
	private const HOSTILE = 'It\'s 50% \\ "off" <b>now</b> שלום 🌱 %%title%% %sep%';

	public function test_alone_the_texts_are_kept_in_own_meta(): void {
		self::assertSame( 'self', MetaStorages::printed_by() );
		$this->assert_kept_in_meta( Names::META_TITLE, Names::META_DESCRIPTION );
	}

	#[RunInSeparateProcess]
	public function test_beside_yoast_in_its_meta(): void {
		define( 'WPSEO_VERSION', '28.5' );
		self::assertSame( 'yoast', MetaStorages::printed_by() );
		$this->assert_kept_in_meta( '_yoast_wpseo_title', '_yoast_wpseo_metadesc' );
	}

	#[RunInSeparateProcess]
	public function test_beside_rank_math_in_its_meta(): void {
		define( 'RANK_MATH_VERSION', '1.0.250' );
		self::assertSame( 'rank_math', MetaStorages::printed_by() );
		$this->assert_kept_in_meta( 'rank_math_title', 'rank_math_description' );
	}

	public function test_what_somebody_else_has_written_since_stays(): void {
		$post = $this->post();
		$text = self::storages()->title();
		self::assertTrue( $text->replace( $post, '', 'Mine' ) );
		update_post_meta( $post, Names::META_TITLE, 'mine' );
		self::assertFalse( $text->replace( $post, 'Mine', 'Newer' ), 'Upper case matters, whatever the collation says.' );
		self::assertFalse( $text->replace( $post, '', 'Newer' ) );
		self::assertSame( 'mine', $text->read( $post ) );
		self::assertFalse( $text->replace( 999999, '', 'Nowhere' ), 'There is no such post.' );
	}

	public function test_a_list_reads_without_a_query(): void {
		$posts = array( $this->post(), $this->post() );
		self::storages()->title()->replace( $posts[1], '', 'A title' );
		update_meta_cache( 'post', $posts );
		$before = self::wpdb()->num_queries;
		self::assertSame( array( '', 'A title' ), array_map( self::storages()->title()->read( ... ), $posts ) );
		self::assertSame( $before, self::wpdb()->num_queries );
	}

	#[RunInSeparateProcess]
	public function test_beside_all_in_one_seo_through_its_model(): void {
		require __DIR__ . '/plugins/aioseo.php';
		self::assertSame( 'aioseo', MetaStorages::printed_by() );
		$post = $this->post();
		$row  = AioseoPost::getPost( $post );
		$row->set(
			array(
				'keyphrases'     => '{"focus":"meadow"}',
				'robots_noindex' => true,
				'description'    => 'Theirs',
			)
		);
		$row->save();
		$title       = self::storages()->title();
		$description = self::storages()->description();
		self::assertSame( '', $title->read( $post ) );
		self::assertSame( 'Theirs', $description->read( $post ) );
		self::assertTrue( $title->replace( $post, '', self::HOSTILE ) );
		self::assertFalse( $description->replace( $post, 'Other', 'Mine' ) );
		$row = AioseoPost::getPost( $post );
		self::assertSame( array( self::HOSTILE, 'Theirs', '{"focus":"meadow"}', true ), array( $row->title, $row->description, $row->keyphrases, $row->robots_noindex ), 'Nothing else of the row has changed.' );
		self::assertSame( self::HOSTILE, get_post_meta( $post, '_aioseo_title', true ), 'The copy that it keeps for translation plugins.' );
		self::assertSame( array( '_aioseo_title' ), $title->meta_keys() );
		self::assertTrue( $title->replace( $post, self::HOSTILE, '' ) );
		self::assertNull( AioseoPost::getPost( $post )->title );
		self::assertSame( '', $title->read( $post ) );
		$new = $this->post();
		self::assertTrue( $description->replace( $new, '', 'Of a page that it had no row of' ) );
		self::assertSame( 'Of a page that it had no row of', AioseoPost::getPost( $new )->description );
		self::assertSame( '', get_post_meta( $new, Names::META_DESCRIPTION, true ) );
	}

	#[RunInSeparateProcess]
	public function test_a_model_that_cannot_be_used_loses_nothing(): void {
		define( 'AIOSEO_VERSION', '9.0' );
		$post = $this->post();
		self::assertSame( '', self::storages()->title()->read( $post ) );
		self::assertFalse( self::storages()->title()->replace( $post, '', 'Mine' ) );
	}

	private function assert_kept_in_meta( string $title_key, string $description_key ): void {
		$post = $this->post();
		update_post_meta( $post, $description_key, wp_slash( 'Theirs' ) );
		$this->assert_kept( self::storages()->title(), $post, $title_key, '' );
		$this->assert_kept( self::storages()->description(), $post, $description_key, 'Theirs' );
	}

	private function assert_kept( StoredText $text, int $post, string $key, string $before ): void {
		self::assertSame( array( $key ), $text->meta_keys() );
		self::assertSame( $before, $text->read( $post ) );
		self::assertTrue( $text->replace( $post, $before, self::HOSTILE ) );
		self::assertSame( self::HOSTILE, $text->read( $post ) );
		self::assertSame( self::HOSTILE, get_post_meta( $post, $key, true ) );
		self::assertTrue( $text->replace( $post, self::HOSTILE, '' ) );
		self::assertSame( '', $text->read( $post ) );
	}

	private static function storages(): MetaStorages {
		return new MetaStorages( self::wpdb() );
	}

	private static function wpdb(): wpdb {
		/** @var wpdb $wpdb */
		global $wpdb;
		return $wpdb;
	}
}
