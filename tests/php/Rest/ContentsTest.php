<?php
/**
 * REST: the list of contents, and their meta texts by hand.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Tests\Support\ContentTestCase;
use SeoRankGenius\Tests\Support\Json;

final class ContentsTest extends ContentTestCase {

	public function test_posts_and_pages_are_listed_with_what_is_kept_of_them(): void {
		$post = $this->post( array( 'post_title' => 'Meadows &amp; <em>lawns</em>' ) );
		$page = $this->post(
			array(
				'post_type'   => 'page',
				'post_title'  => 'Contact',
				'post_status' => 'draft',
			)
		);
		update_post_meta( $post, self::TITLE, 'A meadow instead of a lawn: less work' );
		$list = $this->contents();
		self::assertSame( array( 2, 2, 1, 1 ), array( $list['total'], Json::at( $list, 'counts.all' ), Json::at( $list, 'counts.missing' ), Json::at( $list, 'counts.written' ) ) );
		self::assertSame(
			array(
				array(
					'name'  => 'post',
					'label' => 'Posts',
					'count' => 1,
				),
				array(
					'name'  => 'page',
					'label' => 'Pages',
					'count' => 1,
				),
			),
			$list['types']
		);
		$shown = $this->content( $post );
		self::assertSame( array( 'Meadows & lawns', 'post', 'Post', 'publish', true ), array( $shown['title'], $shown['type'], $shown['type_label'], $shown['status'], $shown['can_edit'] ) );
		self::assertSame(
			array(
				'text'         => 'A meadow instead of a lawn: less work',
				'state'        => 'written',
				'is_duplicate' => false,
				'failure'      => null,
				'price'        => 1,
			),
			$shown['meta_title']
		);
		self::assertSame( array( 'missing', 'none', 'none', 4 ), array( Json::at( $shown, 'schema.state' ), Json::at( $shown, 'links.state' ), Json::at( $shown, 'analysis.state' ), Json::at( $shown, 'analysis.price' ) ) );
		self::assertSame( array( 'draft', null ), array( Json::at( $this->content( $page ), 'status' ), Json::at( $this->content( $page ), 'view_url' ) ) );
	}

	/**
	 * @return iterable<string, array{string, string, string}>
	 */
	public static function lengths(): iterable {
		yield 'none' => array( '', 'missing', 'missing' );
		yield 'of a few characters' => array( 'Meadow', 'short', 'short' );
		yield 'of a few characters that are words' => array( '草地代替草坪：园丁工作更少的花园', 'written', 'short' );
		yield 'of good length for a title' => array( 'A meadow instead of a lawn: less work', 'written', 'short' );
		yield 'of good length for a description' => array( str_repeat( 'A meadow. ', 12 ), 'long', 'written' );
		yield 'without end' => array( str_repeat( 'A meadow. ', 40 ), 'long', 'long' );
	}

	#[DataProvider( 'lengths' )]
	public function test_states( string $text, string $as_title, string $as_description ): void {
		$post = $this->post();
		update_post_meta( $post, self::TITLE, trim( $text ) );
		update_post_meta( $post, self::DESCRIPTION, trim( $text ) );
		$shown = $this->content( $post );
		self::assertSame( array( $as_title, $as_description ), array( Json::at( $shown, 'meta_title.state' ), Json::at( $shown, 'meta_description.state' ) ) );
		self::assertSame( array( $post ), self::ids_of( $this->contents( array( 'state' => $as_title ) ) ) );
	}

	public function test_filters_kinds_searches_and_orders_go_together(): void {
		$old  = $this->post( array( 'post_title' => 'Zebras' ) );
		$page = $this->post(
			array(
				'post_title' => 'Éclairs',
				'post_type'  => 'page',
			)
		);
		$new  = $this->post( array( 'post_title' => 'Apples' ) );
		self::wpdb()->query( 'UPDATE ' . self::wpdb()->posts . " SET post_modified_gmt = '2020-01-01 00:00:00' WHERE ID = $old" );
		clean_post_cache( $old );
		update_post_meta( $old, self::TITLE, 'Zebras of the savanna' );
		$list = $this->listed( ... );
		self::assertSame( array( $new, $page, $old ), $list( array( 'order' => 'newest' ) ) );
		self::assertSame( array( $old ), array_slice( $list( array( 'order' => 'oldest' ) ), 0, 1 ) );
		self::assertSame( array( $new, $page, $old ), $list( array( 'order' => 'title' ) ), 'Accents are letters.' );
		self::assertSame( array( $old ), array_slice( $list( array( 'order' => 'measure' ) ), -1 ) );
		self::assertSame( array( $new, $page ), $list( array( 'state' => 'missing' ) ) );
		self::assertSame( array( $page ), $list( array( 'state' => 'missing', 'type' => 'page' ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertSame( array( $page ), $list( array( 'search' => 'ECLAIR' ) ) );
		self::assertSame( array( $old ), $list( array( 'search' => 'savanna zebra' ) ) );
		self::assertSame( array(), $list( array( 'search' => '100%' ) ) );
		self::assertSame( 1, $this->contents( array( 'search' => 'savanna' ) )['total'] );
	}

	/**
	 * @param array<string, mixed> $arguments Of the list.
	 * @return list<int>
	 */
	private function listed( array $arguments ): array {
		return self::ids_of( $this->contents( $arguments ) );
	}

	public function test_pages_follow_one_another(): void {
		$ids = array();
		for ( $count = 0; $count < 7; $count++ ) {
			$ids[] = $this->post( array( 'post_title' => $count < 3 ? 'Same' : "Title $count" ) );
		}
		foreach ( array( 'newest', 'oldest', 'title', 'measure' ) as $order ) {
			$found  = array();
			$cursor = '';
			do {
				$page   = $this->contents( array( 'order' => $order, 'per_page' => 2, 'cursor' => $cursor ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
				$found  = array( ...$found, ...self::ids_of( $page ) );
				$cursor = is_string( $page['next_cursor'] ) ? $page['next_cursor'] : '';
			} while ( '' !== $cursor );
			self::assertCount( 7, $found, $order );
			self::assertEqualsCanonicalizing( $ids, $found, $order );
		}
		self::assertSame( 400, $this->rest( 'GET', self::ROUTES . '/contents', array( 'cursor' => 'nonsense' ) )->get_status() );
	}

	public function test_the_same_text_twice_is_a_duplicate_until_it_is_not(): void {
		$first  = $this->post();
		$second = $this->post();
		$third  = $this->post();
		$list   = fn (): array => self::ids_of( $this->contents( array( 'state' => 'duplicate' ) ) );
		update_post_meta( $first, self::TITLE, 'A meadow instead of a lawn' );
		update_post_meta( $second, self::TITLE, ' a MEADOW instead of a lawn' );
		self::assertEqualsCanonicalizing( array( $first, $second ), $list() );
		self::assertTrue( Json::at( $this->content( $second ), 'meta_title.is_duplicate' ) );
		update_post_meta( $third, self::TITLE, 'A meadow instead of a lawn' );
		self::assertCount( 3, $list() );
		wp_delete_post( $first, true );
		self::assertCount( 2, $list() );
		update_post_meta( $second, self::TITLE, 'Another' );
		self::assertSame( array(), $list() );
		self::assertSame( 0, Json::at( $this->contents(), 'counts.duplicate' ) );
	}

	public function test_what_is_trashed_is_gone_and_back_with_it(): void {
		$post = $this->post();
		wp_trash_post( $post );
		self::assertSame( 0, $this->contents()['total'] );
		wp_untrash_post( $post );
		self::assertSame( 1, $this->contents()['total'] );
		wp_delete_post( $post, true );
		self::assertSame( array(), self::ids_of( $this->contents() ) );
	}

	public function test_what_was_written_past_wordpress_is_put_right_when_it_is_shown(): void {
		$post = $this->post();
		self::wpdb()->insert( self::wpdb()->postmeta, array( 'post_id' => $post, 'meta_key' => self::TITLE, 'meta_value' => 'A meadow instead of a lawn: less work' ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound, WordPress.DB.SlowDBQuery
		wp_cache_flush();
		self::assertSame( 'written', Json::at( $this->content( $post ), 'meta_title.state' ) );
		self::assertSame( array( $post ), self::ids_of( $this->contents( array( 'state' => 'written' ) ) ) );
	}

	public function test_an_author_sees_what_is_public_and_what_is_theirs(): void {
		$public  = $this->post();
		$private = $this->post( array( 'post_status' => 'private' ) );
		$draft   = $this->post( array( 'post_status' => 'draft' ) );
		$author  = $this->act_as( 'author' );
		$own     = $this->post(
			array(
				'post_status' => 'draft',
				'post_author' => $author,
			)
		);
		$page    = $this->contents();
		self::assertEqualsCanonicalizing( array( $public, $own ), self::ids_of( $page ) );
		self::assertSame( array( 2, 2 ), array( $page['total'], Json::at( $page, 'counts.all' ) ) );
		self::assertFalse( Json::at( $this->content( $public ), 'can_edit' ) );
		self::assertSame( array(), self::ids_of( $this->contents( array( 'ids' => array( $private, $draft ) ) ) ) );
		self::assertSame( 403, $this->rest( 'GET', self::ROUTES . "/contents/$public" )->get_status() );
		self::assertSame( 403, $this->rest( 'PATCH', self::ROUTES . "/contents/$draft", array( 'meta_title' => 'Mine' ) )->get_status() );
		self::assertSame( 404, $this->rest( 'GET', self::ROUTES . '/contents/99999999999999999999' )->get_status() );
	}

	public function test_meta_texts_are_saved_as_they_were_written(): void {
		$post     = $this->post();
		$response = $this->rest( 'PATCH', self::ROUTES . "/contents/$post", array( 'meta_title' => " It's 50% \\ \"off\" \n שלום 🌱 ", 'meta_description' => 'A <b>bold</b> one' ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$this->assert_answer( 'content', $response );
		self::assertSame( 'It\'s 50% \\ "off" שלום 🌱', get_post_meta( $post, self::TITLE, true ) );
		self::assertSame( 'A bold one', get_post_meta( $post, self::DESCRIPTION, true ) );
		$this->assert_answer( 'content', $this->rest( 'PATCH', self::ROUTES . "/contents/$post", array( 'meta_title' => '' ) ) );
		self::assertFalse( metadata_exists( 'post', $post, self::TITLE ) );
		self::assertSame( 400, $this->rest( 'PATCH', self::ROUTES . "/contents/$post" )->get_status() );
		self::assertSame( 400, $this->rest( 'PATCH', self::ROUTES . "/contents/$post", array( 'meta_title' => str_repeat( 'x', 501 ) ) )->get_status() );
	}

	public function test_a_text_that_somebody_else_has_changed_is_kept(): void {
		$post = $this->post();
		update_post_meta( $post, self::TITLE, 'Theirs' );
		$response = $this->rest( 'PATCH', self::ROUTES . "/contents/$post", array( 'meta_title' => 'Mine', 'if_meta_title' => '', 'meta_description' => 'Mine', 'if_meta_description' => '' ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertSame( 409, $response->get_status() );
		self::assertSame( array( 'text_changed', 'Theirs' ), array( Json::at( $this->data( $response ), 'code' ), Json::at( $this->data( $response ), 'data.content.meta_title.text' ) ) );
		self::assertSame( array( 'Theirs', '' ), array( get_post_meta( $post, self::TITLE, true ), get_post_meta( $post, self::DESCRIPTION, true ) ), 'Neither is saved.' );
		$again = $this->rest( 'PATCH', self::ROUTES . "/contents/$post", array( 'meta_title' => 'Mine', 'if_meta_title' => 'Theirs' ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertSame( 200, $again->get_status() );
	}

	public function test_the_detail_has_what_is_kept_with_it(): void {
		$post = $this->post();
		$this->assert_answer( 'content-detail', $this->rest( 'GET', self::ROUTES . "/contents/$post" ) );
		$detail = $this->data( $this->rest( 'GET', self::ROUTES . "/contents/$post" ) );
		self::assertSame( array( 'self', null, array(), array(), array() ), array( $detail['printed_by'], $detail['schema'], $detail['json_ld'], $detail['suggestions'], $detail['findings'] ) );
		self::assertNotSame( '', Json::text_at( $detail, 'fallback.title' ) );
		self::assertSame( array( 1, 1, 1, 3, 4 ), array_values( Json::list_at( $detail, 'prices' ) ) );
	}

	public function test_other_lists_have_no_such_filter(): void {
		foreach ( array( array( 'state' => 'orange' ), array( 'type' => 'attachment' ), array( 'feature' => 'schema', 'state' => 'duplicate' ), array( 'feature' => 'draft' ) ) as $arguments ) { // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
			self::assertSame( 400, $this->rest( 'GET', self::ROUTES . '/contents', $arguments )->get_status() );
		}
	}
}
