<?php
/**
 * REST: listing images by filter, search and order, page by page.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use SeoRankGenius\Storage\Names;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;

final class ImagesTest extends CloudTestCase {

	private const ALT = '_wp_attachment_image_alt';

	public function test_lists_what_is_missing_newest_first(): void {
		$this->act_as( 'author' );
		$missing = $this->image();
		$empty   = $this->image( '' );
		$this->image( 'A coral reef' );
		$this->pdf();
		$response = $this->rest( 'GET', self::ROUTES . '/images' );
		$this->assert_answer( 'images-page', $response );
		$page = $this->data( $response );
		self::assertSame( array( $empty, $missing ), self::ids( $page ) );
		self::assertSame( 2, $page['total'] ?? null );
		self::assertNull( $page['next_cursor'] ?? null );
		self::assertSame( array( 3, 2 ), array( Json::at( $this->account(), 'gain.images' ), Json::at( $this->account(), 'gain.images_without_alt' ) ) );
	}

	public function test_filters_and_counts(): void {
		$this->act_as( 'administrator' );
		$missing    = $this->image();
		$short      = $this->image( 'logo' );
		$written    = $this->image( 'A coral reef in the sun' );
		$japanese   = $this->image( '珊瑚礁と魚' );
		$decorative = $this->image();
		$both       = $this->image( 'A reef with a mark' );
		$this->rest( 'PATCH', self::ROUTES . "/images/$decorative", array( 'is_decorative' => true ) );
		update_post_meta( $both, Names::DECORATIVE, '1' );
		$all = array( $both, $decorative, $japanese, $written, $short, $missing );
		self::assertSame( array( $missing ), self::ids( $this->listed( array( 'state' => 'missing' ) ) ) );
		self::assertSame( array( $short ), self::ids( $this->listed( array( 'state' => 'short' ) ) ) );
		self::assertSame( array( $decorative ), self::ids( $this->listed( array( 'state' => 'decorative' ) ) ) );
		self::assertSame( array(), self::ids( $this->listed( array( 'state' => 'generated' ) ) ) );
		$page = $this->listed( array( 'state' => 'all' ) );
		self::assertSame( $all, self::ids( $page ) );
		self::assertSame(
			array(
				'all'        => 6,
				'missing'    => 1,
				'short'      => 1,
				'generated'  => 0,
				'failed'     => 0,
				'decorative' => 1,
			),
			$page['counts'] ?? null
		);
		$states = array_column( Json::list_at( $page, 'images' ), 'state', 'id' );
		self::assertSame( array( 'written', 'written', 'written' ), array( $states[ $written ] ?? null, $states[ $japanese ] ?? null, $states[ $both ] ?? null ), 'A text outweighs the mark.' );
	}

	public function test_searches_titles_file_names_and_texts(): void {
		$this->act_as( 'author' );
		$title  = $this->image( null, array( 'post_title' => 'ÜBER the Coral Reef' ) );
		$text   = $this->image( 'Fish above a coral reef' );
		$tricky = $this->image( null, array( 'post_title' => '100%_of it' ) );
		$this->image( null, array( 'post_title' => '100 percent of it' ) );
		foreach (
			array(
				'reef CORAL' => array( $text, $title ),
				'über'       => array( $title ),
				'Uber'       => array( $title ),
				'0%_o'       => array( $tricky ),
				'%'          => array( $tricky ),
				"' OR 1=1 -" => array(),
				'\\'         => array(),
			) as $search => $expected
		) {
			$page = $this->listed(
				array(
					'state'  => 'all',
					'search' => $search,
				)
			);
			self::assertSame( $expected, self::ids( $page ), $search );
			self::assertSame( count( $expected ), $page['total'] ?? null );
		}
		$by_file = $this->listed(
			array(
				'state'  => 'all',
				'search' => 'pixel',
			)
		);
		self::assertCount( 4, self::ids( $by_file ) );
	}

	public function test_each_order_pages_without_gap_or_repeat(): void {
		$this->act_as( 'author' );
		$texts = array( null, 'A reef in the sun', null, 'A lagoon with boats', 'logo', 'A reef in the sun', null );
		$ids   = array();
		foreach ( $texts as $at => $text ) {
			$id = $this->image( $text );
			update_post_meta( $id, '_wp_attached_file', '2026/11/' . array( 'c', 'B', 'a', 'b', 'C', 'A', 'd' )[ $at ] . '.gif' );
			$ids[] = $id;
		}
		list( $first, $second, $third, $fourth, $fifth, $sixth, $seventh ) = $ids;
		foreach (
			array(
				'newest'      => array_reverse( $ids ),
				'oldest'      => $ids,
				'file_name'   => array( $third, $sixth, $second, $fourth, $first, $fifth, $seventh ),
				'text_length' => array( $first, $third, $seventh, $fifth, $second, $sixth, $fourth ),
			) as $order => $expected
		) {
			$seen   = array();
			$pages  = 0;
			$cursor = '';
			do {
				$page   = $this->listed(
					array(
						'state'    => 'all',
						'order'    => $order,
						'per_page' => '2',
						'cursor'   => $cursor,
					)
				);
				$seen   = array( ...$seen, ...self::ids( $page ) );
				$cursor = $page['next_cursor'] ?? null;
				self::assertSame( 7, $page['total'] ?? null );
				++$pages;
			} while ( is_string( $cursor ) && $pages < 10 );
			self::assertSame( $expected, $seen, $order );
		}
	}

	public function test_an_image_that_leaves_the_filter_moves_no_other(): void {
		$this->act_as( 'author' );
		$ids   = array( $this->image(), $this->image(), $this->image(), $this->image() );
		$page  = $this->listed( array( 'per_page' => '2' ) );
		$leave = self::ids( $page )[0];
		update_post_meta( $leave, self::ALT, 'A reef in the sun' );
		$next = $this->listed(
			array(
				'per_page' => '2',
				'cursor'   => Json::text_at( $page, 'next_cursor' ),
			)
		);
		self::assertSame( array( $ids[1], $ids[0] ), self::ids( $next ) );
	}

	public function test_only_the_images_that_are_named(): void {
		$this->act_as( 'author' );
		$first = $this->image();
		$this->image();
		$third = $this->image( 'A reef in the sun' );
		$page  = $this->listed(
			array(
				'state' => 'all',
				'ids'   => "$first,$third,999999,$first",
			)
		);
		self::assertSame( array( $third, $first ), self::ids( $page ) );
		self::assertSame( 2, $page['total'] ?? null );
	}

	public function test_an_image_says_where_it_is_used_as_far_as_the_reader_may_know(): void {
		$this->act_as( 'author' );
		$page     = $this->post(
			array(
				'post_title'  => 'Reefs &amp; <b>lagoons</b>',
				'post_author' => get_current_user_id(),
			)
		);
		$private  = $this->post(
			array(
				'post_title'  => 'Secret',
				'post_status' => 'private',
				'post_author' => $this->user( 'administrator' ),
			)
		);
		$attached = $this->image( null, array( 'post_parent' => $page ) );
		$featured = $this->image();
		set_post_thumbnail( $page, $featured );
		$hidden = $this->image( null, array( 'post_parent' => $private ) );
		$loose  = $this->image();
		$images = Json::list_at( $this->listed(), 'images' );
		self::assertSame(
			array(
				$loose    => null,
				$hidden   => null,
				$featured => 'Reefs & lagoons',
				$attached => 'Reefs & lagoons',
			),
			array_column( $images, 'page_title', 'id' )
		);
		self::assertSame( get_edit_post_link( $page, 'raw' ), array_column( $images, 'page_url', 'id' )[ $featured ] ?? null );
		$this->act_as( 'author' );
		$images = Json::list_at( $this->listed(), 'images' );
		self::assertSame( array( 'Reefs & lagoons', null ), array( array_column( $images, 'page_title', 'id' )[ $featured ] ?? null, array_column( $images, 'page_url', 'id' )[ $featured ] ?? null ), 'Who may only read it gets no link to edit it.' );
	}

	public function test_an_image_in_full(): void {
		$id = $this->photograph( array( 'post_author' => $this->act_as( 'author' ) ) );
		update_post_meta( $id, self::ALT, 'A reef in the sun' );
		$image = Json::list_at( $this->listed( array( 'state' => 'all' ) ), 'images.0' );
		self::assertSame( wp_get_attachment_image_url( $id, 'medium' ), $image['thumbnail_url'] ?? null );
		self::assertSame( admin_url( "post.php?post=$id&action=edit" ), $image['edit_url'] ?? null );
		self::assertSame( 'coral-square.webp', $image['file_name'] ?? null );
		self::assertSame( array( 'A reef in the sun', 'written', true ), array( $image['alt_text'] ?? null, $image['state'] ?? null, $image['can_edit'] ?? null ) );
	}

	public function test_a_list_of_many_takes_few_queries(): void {
		$this->act_as( 'author' );
		$page = $this->post();
		for ( $count = 0; $count < 12; $count++ ) {
			$this->image( null, array( 'post_parent' => 0 === $count % 2 ? $page : 0 ) );
		}
		$this->listed();
		$few  = $this->queries_of_a_list( 2 );
		$many = $this->queries_of_a_list( 12 );
		self::assertSame( $few, $many, 'The number of queries grows with the number of images.' );
		self::assertLessThanOrEqual( 10, $many );
	}

	public function test_refuses_what_is_out_of_range(): void {
		$this->act_as( 'administrator' );
		$bad = array(
			array( 'per_page' => '101' ),
			array( 'per_page' => '0' ),
			array( 'state' => 'blurred' ),
			array( 'order' => 'random' ),
			array( 'ids' => '1,x' ),
			array( 'ids' => '0' ),
			array( 'ids' => implode( ',', range( 1, 1001 ) ) ),
			array( 'search' => str_repeat( 'x', 201 ) ),
			array( 'cursor' => 'x' ),
			array( 'cursor' => str_repeat( 'x', 5000 ) ),
			array( 'cursor' => base64_encode( '["oldest",5,5]' ) ),
			array( 'cursor' => base64_encode( '["newest","x",5]' ) ),
			array( 'cursor' => base64_encode( '["newest",[5],5]' ) ),
		);
		foreach ( $bad as $arguments ) {
			self::assertSame( 400, $this->rest( 'GET', self::ROUTES . '/images', $arguments )->get_status(), (string) wp_json_encode( $arguments ) );
		}
	}

	/**
	 * @param array<string, string> $arguments
	 * @return array<array-key, mixed>
	 */
	private function listed( array $arguments = array() ): array {
		$response = $this->rest( 'GET', self::ROUTES . '/images', $arguments );
		$this->assert_answer( 'images-page', $response );
		return $this->data( $response );
	}

	/**
	 * @param array<array-key, mixed> $page
	 * @return list<int>
	 */
	private static function ids( array $page ): array {
		return array_map( static fn ( mixed $image ): int => Json::int_at( $image, 'id' ), array_values( Json::list_at( $page, 'images' ) ) );
	}

	private function pdf(): void {
		wp_insert_attachment(
			array(
				'post_mime_type' => 'application/pdf',
				'post_title'     => 'Paper',
				'post_status'    => 'inherit',
			)
		);
	}

	private function queries_of_a_list( int $per_page ): int {
		wp_cache_flush();
		get_option( 'home' );
		$before = self::wpdb()->num_queries;
		$this->rest( 'GET', self::ROUTES . '/images', array( 'per_page' => (string) $per_page ) );
		return self::wpdb()->num_queries - $before;
	}
}
