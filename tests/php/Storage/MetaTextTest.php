<?php
/**
 * Texts in post meta: compared and set byte by byte, past caches, and seen by other plugins.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Storage;

use SeoRankGenius\Storage\MetaText;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Tests\TestCase;
use wpdb;

final class MetaTextTest extends TestCase {

	private MetaText $texts;

	private int $post = 0;

	protected function setUp(): void {
		parent::setUp();
		/** @var wpdb $wpdb */
		global $wpdb;
		$this->texts = new MetaText( $wpdb, Names::META_TITLE );
		$this->post  = $this->post();
	}

	public function test_a_text_is_replaced_only_while_it_is_the_one_that_was_read(): void {
		self::assertSame( '', $this->texts->read( $this->post ) );
		self::assertTrue( $this->texts->replace( $this->post, '', 'C:\\new "quoted" \\' ) );
		self::assertSame( 'C:\\new "quoted" \\', $this->texts->read( $this->post ) );
		self::assertFalse( $this->texts->replace( $this->post, '', 'Another' ), 'It was not empty any more.' );
		self::assertFalse( $this->texts->replace( $this->post, 'c:\\new "quoted" \\', 'Another' ), 'Case counts.' );
		self::assertTrue( $this->texts->replace( $this->post, 'long gone', 'C:\\new "quoted" \\' ), 'It is the new one already.' );
	}

	public function test_an_empty_text_removes_it(): void {
		$heard = array();
		add_action(
			'deleted_post_meta',
			static function ( mixed $ids, int $post_id, string $key ) use ( &$heard ): void {
				$heard[] = "$post_id $key";
			},
			10,
			3
		);
		update_post_meta( $this->post, Names::META_TITLE, 'A meadow' );
		self::assertTrue( $this->texts->replace( $this->post, 'A meadow', '' ) );
		self::assertFalse( metadata_exists( 'post', $this->post, Names::META_TITLE ) );
		self::assertSame( array( "{$this->post} " . Names::META_TITLE ), $heard );
		self::assertTrue( $this->texts->replace( $this->post, '', '' ) );
		self::assertFalse( metadata_exists( 'post', $this->post, Names::META_TITLE ) );
	}

	public function test_many_are_read_past_the_cache(): void {
		$other = $this->post();
		$none  = $this->post();
		add_post_meta( $this->post, Names::META_TITLE, 'First' );
		add_post_meta( $this->post, Names::META_TITLE, 'Second' );
		add_post_meta( $other, Names::META_TITLE, '' );
		self::assertSame( array( $this->post => 'First' ), $this->texts->read_all( array( $this->post, $other, $none ) ) );
		self::assertSame( array(), $this->texts->read_all( array() ) );
	}

	public function test_a_post_that_is_gone_gets_no_text(): void {
		wp_delete_post( $this->post, true );
		self::assertFalse( $this->texts->replace( $this->post, '', 'A meadow' ) );
	}
}
