<?php
/**
 * The base of the tests of links: the index, as the hooks keep it.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Links;

use SeoRankGenius\Indexing\Fill;
use SeoRankGenius\Links\CommonWords;
use SeoRankGenius\Links\LinkCandidates;
use SeoRankGenius\Links\LinkGraph;
use SeoRankGenius\Links\LinkIndex;
use SeoRankGenius\Links\LinkIndexFill;
use SeoRankGenius\Links\TermIndex;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Tests\TestCase;
use WP_Post;
use wpdb;

abstract class LinkTestCase extends TestCase {

	protected function setUp(): void {
		parent::setUp();
		// What a visitor of no account saves is filtered before it is stored.
		$this->act_as( 'administrator' );
	}

	protected function page( string $title, string $content, string $status = 'publish' ): int {
		return $this->post(
			array(
				'post_title'   => $title,
				'post_content' => $content,
				'post_status'  => $status,
			)
		);
	}

	/**
	 * @param array{post_title?: string, post_name?: string, post_content?: string, post_status?: string, post_password?: string, post_date?: string, post_date_gmt?: string, edit_date?: bool} $fields What wp_update_post() takes.
	 */
	protected function change( int $id, array $fields ): void {
		foreach ( $fields as $name => $value ) {
			$fields[ $name ] = is_string( $value ) ? wp_slash( $value ) : $value;
		}
		self::assertSame( $id, wp_update_post( array( 'ID' => $id ) + $fields, true ) );
	}

	protected static function link( int $id, string $words = 'a link' ): string {
		return '<p>Read <a href="' . esc_url( (string) get_permalink( $id ) ) . "\">$words</a>.</p>";
	}

	/**
	 * @return array{int, int} Links in and out.
	 */
	protected static function counts( int $id ): array {
		$counts = self::graph()->counts( array( $id ) )[ $id ] ?? null;
		self::assertNotNull( $counts, 'It is not indexed.' );
		return array( $counts['in'], $counts['out'] );
	}

	/**
	 * @return list<int> The candidates for a post.
	 */
	protected static function candidates( int $id, ?string $text = null, int $most = 25 ): array {
		$post = self::found( $id );
		return array_column( ( new LinkCandidates( self::index() ) )->of( $post, $text ?? $post->post_content, $most ), 'id' );
	}

	protected static function found( int $id ): WP_Post {
		$post = get_post( $id );
		self::assertInstanceOf( WP_Post::class, $post );
		return $post;
	}

	protected static function graph(): LinkGraph {
		return new LinkGraph( self::queries() );
	}

	protected static function index(): LinkIndex {
		return new LinkIndex( self::queries(), new TermIndex( self::queries() ), self::graph(), new CommonWords() );
	}

	protected static function fill(): Fill {
		return ( new LinkIndexFill( self::queries(), self::index() ) )->fill;
	}

	protected static function queries(): Queries {
		return new Queries( self::wpdb() );
	}

	protected static function wpdb(): wpdb {
		/** @var wpdb $wpdb */
		global $wpdb;
		return $wpdb;
	}
}
