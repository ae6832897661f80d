<?php
/**
 * The index of images says what WordPress says, whoever changes an image and by whatever way.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Features;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Features\ImageAltText\ImageIndex;
use SeoRankGenius\Features\ImageAltText\ImageIndexFill;
use SeoRankGenius\Features\ImageAltText\ImageList;
use SeoRankGenius\Features\ImageAltText\ImageSelection;
use SeoRankGenius\Features\ImageAltText\ImageUses;
use SeoRankGenius\Indexing\Fill;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;
use SeoRankGenius\Tests\TestCase;
use wpdb;

final class ImageIndexTest extends TestCase {

	private const ALT = '_wp_attachment_image_alt';

	/**
	 * @return iterable<string, array{callable(int):mixed, string}>
	 */
	public static function changes(): iterable {
		yield 'a text' => array( static fn ( int $id ): mixed => update_post_meta( $id, self::ALT, 'A reef in the sun' ), 'written' );
		yield 'a short text' => array( static fn ( int $id ): mixed => add_post_meta( $id, self::ALT, 'reef' ), 'short' );
		yield 'a text and its end' => array(
			static function ( int $id ): void {
				update_post_meta( $id, self::ALT, 'A reef in the sun' );
				delete_post_meta( $id, self::ALT );
			},
			'missing',
		);
		yield 'the mark' => array( static fn ( int $id ): mixed => add_post_meta( $id, Names::DECORATIVE, '1' ), 'decorative' );
		yield 'by the editor of attachments' => array(
			static fn ( int $id ): mixed => edit_post(
				array(
					'post_ID'                  => $id,
					'post_type'                => 'attachment',
					'_wp_attachment_image_alt' => 'A reef in the sun',
				)
			),
			'written',
		);
		yield 'by WordPress\'s own REST' => array(
			static function ( int $id ): void {
				$request = new \WP_REST_Request( 'POST', "/wp/v2/media/$id" );
				$request->set_body_params( array( 'alt_text' => 'A reef in the sun' ) );
				rest_do_request( $request );
			},
			'written',
		);
		yield 'deleted' => array( static fn ( int $id ): mixed => wp_delete_attachment( $id, true ), '' );
		yield 'no image any more' => array(
			static fn ( int $id ): mixed => wp_update_post(
				array(
					'ID'             => $id,
					'post_mime_type' => 'application/pdf',
				)
			),
			'',
		);
	}

	/**
	 * @param callable(int):mixed $change
	 */
	#[DataProvider( 'changes' )]
	public function test_a_change_is_there_at_once( callable $change, string $state ): void {
		$this->act_as( 'administrator' );
		$id = $this->image();
		self::assertSame( 'missing', $this->state( $id ) );
		$change( $id );
		self::assertSame( $state, $this->state( $id ) );
	}

	public function test_what_was_there_before_is_filled_in_pieces(): void {
		$ids = array();
		for ( $count = 0; $count < 450; $count++ ) {
			$ids[] = $this->row_of_an_image();
		}
		$page = $this->post( array( 'post_content' => '<img class="wp-image-' . $ids[7] . '">' ) );
		self::queries()->run( 'DELETE FROM ' . self::uses_table() );
		add_post_meta( $ids[3], self::ALT, 'A reef in the sun' );
		self::queries()->run( 'DELETE FROM ' . self::table() );
		delete_option( Names::IMAGE_INDEX );
		$fill = $this->fill();
		self::assertFalse( $fill->is_complete() );
		$pieces = 0;
		while ( ! $fill->work( 0 ) && $pieces < 20 ) {
			++$pieces;
		}
		self::assertGreaterThan( 2, $pieces, 'It was done in one go.' );
		self::assertTrue( $fill->is_complete() );
		$counts = $this->list()->counts();
		self::assertSame( array( 450, 449 ), array( $counts['all'], $counts['missing'] ) );
		self::assertSame( array( $ids[7] => $page ), ( new ImageUses( self::queries() ) )->pages_of( $ids ) );
	}

	public function test_filling_again_puts_right_what_went_by_unheard(): void {
		$changed = $this->image( 'A reef in the sun' );
		$gone    = $this->image();
		$late    = $this->row_of_an_image();
		$wpdb    = self::wpdb();
		$wpdb->update( $wpdb->postmeta, array( 'meta_value' => 'reef' ), array( 'post_id' => $changed, 'meta_key' => self::ALT ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		$wpdb->delete( $wpdb->posts, array( 'ID' => $gone ) );
		self::queries()->run( 'DELETE FROM ' . self::table() . ' WHERE image_id = %d', array( $late ) );
		$fill = $this->fill();
		$fill->start();
		self::assertTrue( $fill->work( 10 ) );
		self::assertSame( array( 'short', '', 'missing' ), array( $this->state( $changed ), $this->state( $gone ), $this->state( $late ) ) );
	}

	public function test_the_background_fills_it_and_comes_back(): void {
		$this->row_of_an_image();
		delete_option( Names::IMAGE_INDEX );
		wp_unschedule_hook( Names::FILL_IMAGE_INDEX );
		// Any request that has to do with the plugin starts it.
		$this->act_as( 'administrator' );
		$this->rest( 'GET', '/seo-rank-genius/v1/account' );
		self::assertNotFalse( wp_next_scheduled( Names::FILL_IMAGE_INDEX ) );
		self::assertFalse( $this->fill()->is_complete() );
		do_action( Names::FILL_IMAGE_INDEX );
		self::assertTrue( $this->fill()->is_complete() );
		self::assertSame( 1, $this->list()->counts()['all'] );
	}

	public function test_an_update_fills_it_again_while_it_stays_complete(): void {
		$this->fill()->start();
		$this->fill()->work( 10 );
		$progress = get_option( Names::IMAGE_INDEX );
		self::assertIsArray( $progress );
		update_option( Names::IMAGE_INDEX, array( 'version' => '0.9' ) + $progress );
		$this->act_as( 'administrator' );
		$this->rest( 'GET', '/seo-rank-genius/v1/account' );
		$progress = get_option( Names::IMAGE_INDEX );
		self::assertIsArray( $progress );
		self::assertSame( array( 'images', true, SEO_RANK_GENIUS_VERSION ), array( $progress['phase'] ?? null, $progress['is_complete'] ?? null, $progress['version'] ?? null ) );
	}

	public function test_whoever_writes_last_has_seen_the_last_change(): void {
		$id    = $this->image();
		$index = new ImageIndex( self::queries() );
		$done  = false;
		// Another request changes the text after this one has read it and before it writes.
		$meanwhile = function ( string $query ) use ( $id, &$done ): string {
			if ( ! $done && str_starts_with( $query, 'INSERT INTO ' . self::table() ) ) {
				$done = true;
				$wpdb = self::wpdb();
				$wpdb->insert( $wpdb->postmeta, array( 'post_id' => $id, 'meta_key' => self::ALT, 'meta_value' => 'A reef in the sun' ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
			}
			return $query;
		};
		add_filter( 'query', $meanwhile );
		$index->refresh( array( $id ) );
		self::assertTrue( $done );
		self::assertSame( 'written', $this->state( $id ) );
	}

	public function test_a_failure_is_gone_with_the_next_text_and_not_before(): void {
		$id    = $this->image( 'A reef in the sun' );
		$index = new ImageIndex( self::queries() );
		$index->failed( $id, 'provider_failed' );
		self::assertSame( 1, $this->list()->counts()['failed'] );
		wp_update_post(
			array(
				'ID'         => $id,
				'post_title' => 'Another title',
			)
		);
		self::assertSame( 'provider_failed', $index->rows( array( $id ) )[ $id ]['failure'] ?? null );
		self::assertSame( array( $id ), $this->list()->page( new ImageSelection( 'failed' ), 'newest', null, 10 )['ids'] );
		update_post_meta( $id, self::ALT, 'A lagoon in the sun' );
		self::assertSame( '', $index->rows( array( $id ) )[ $id ]['failure'] ?? null );
		self::assertSame( 0, $this->list()->counts()['failed'] );
	}

	public function test_the_models_text_is_known_wherever_it_comes_back(): void {
		$id    = $this->image();
		$index = new ImageIndex( self::queries() );
		$index->asked( $id, 7 );
		$index->made( $id, 'A turtle in the sea' );
		self::assertSame( 'missing', $this->state( $id ) );
		update_post_meta( $id, self::ALT, 'A turtle in the sea' );
		self::assertSame( 'generated', $this->state( $id ) );
		update_post_meta( $id, self::ALT, 'A turtle in the sea, by hand' );
		self::assertSame( 'written', $this->state( $id ) );
		update_post_meta( $id, self::ALT, 'A turtle in the sea' );
		self::assertSame( 'generated', $this->state( $id ) );
		self::assertSame( 7, $index->rows( array( $id ) )[ $id ]['made_with'] ?? null );
	}

	public function test_hostile_names_and_texts_stay_text(): void {
		$nasty = "'; DROP TABLE x; -- \\ %s %d %i \" 😀 " . str_repeat( 'ö', 1200 );
		$id    = $this->image( $nasty, array( 'post_title' => $nasty ) );
		self::assertSame( 'written', $this->state( $id ) );
		self::assertSame( array( $id ), $this->list()->page( new ImageSelection( 'all', 'x; -- \\ %s %d %i " 😀' ), 'text_length', null, 10 )['ids'] );
	}

	public function test_every_filter_and_order_reads_an_index(): void {
		if ( defined( 'DB_ENGINE' ) && 'sqlite' === DB_ENGINE ) {
			self::markTestSkipped( 'The drop-in does not explain the statements that it runs.' );
		}
		for ( $count = 0; $count < 300; $count++ ) {
			$this->row_of_an_image();
		}
		$wpdb = self::wpdb();
		$this->fill()->start();
		$this->fill()->work( 10 );
		$wpdb->query( 'ANALYZE TABLE ' . self::table() ); // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared
		foreach ( ImageSelection::FILTERS as $filter ) {
			foreach ( array_keys( ImageList::ORDERS ) as $order ) {
				$page = $this->list()->page( new ImageSelection( $filter ), $order, null, 2 );
				$this->list()->page( new ImageSelection( $filter ), $order, $page['next'], 2 );
				$plan = $wpdb->get_row( 'EXPLAIN ' . $wpdb->last_query, ARRAY_A ); // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared
				self::assertIsArray( $plan );
				self::assertNotNull( $plan['key'] ?? null, "$filter by $order" );
				self::assertStringNotContainsString( 'filesort', 'failed' === $filter ? '' : (string) wp_json_encode( $plan['Extra'] ?? '' ), "$filter by $order" );
			}
		}
		$this->list()->counts();
		$plan = $wpdb->get_row( 'EXPLAIN ' . $wpdb->last_query, ARRAY_A ); // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared
		self::assertIsArray( $plan );
		self::assertSame( 'counts', $plan['key'] ?? null );
	}

	/**
	 * @return string As the index has it; empty when it has no such row.
	 */
	private function state( int $id ): string {
		return ( new ImageIndex( self::queries() ) )->rows( array( $id ) )[ $id ]['state'] ?? '';
	}

	/**
	 * An image behind WordPress's back.
	 */
	private function row_of_an_image(): int {
		$wpdb = self::wpdb();
		$wpdb->insert(
			$wpdb->posts,
			array(
				'post_type'      => 'attachment',
				'post_status'    => 'inherit',
				'post_mime_type' => 'image/gif',
				'post_title'     => 'Picture',
				'post_date'      => '2026-11-01 10:00:00',
				'post_date_gmt'  => '2026-11-01 10:00:00',
			)
		);
		return $wpdb->insert_id;
	}

	private function fill(): Fill {
		return ( new ImageIndexFill( self::queries(), new ImageIndex( self::queries() ), new ImageUses( self::queries() ) ) )->fill;
	}

	private function list(): ImageList {
		return new ImageList( self::queries() );
	}

	private static function table(): string {
		return self::queries()->table( Tables::IMAGES );
	}

	private static function uses_table(): string {
		return self::queries()->table( Tables::IMAGE_USES );
	}

	private static function queries(): Queries {
		return new Queries( self::wpdb() );
	}

	private static function wpdb(): wpdb {
		/** @var wpdb $wpdb */
		global $wpdb;
		return $wpdb;
	}
}
