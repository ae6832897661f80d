<?php
/**
 * What was there before the plugin, or went by it unheard, is indexed in the background, piece by piece.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Links;

use SeoRankGenius\Links\CommonWords;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Tables;
use WP_Query;

final class LinkIndexFillTest extends LinkTestCase {

	private const TABLES = array( Tables::LINK_PAGES, Tables::LINK_TERMS, Tables::LINK_ADDRESSES, Tables::LINKS );

	public function test_what_was_there_before_is_filled_in_pieces(): void {
		$rows = $this->site();
		$this->empty_index();
		$fill = self::fill();
		self::assertFalse( $fill->is_complete() );
		$pieces = 0;
		while ( ! $fill->work( 0 ) && $pieces < 30 ) {
			++$pieces;
			self::assertFalse( $fill->is_complete(), 'To know the words of a site is not to know its pages.' );
		}
		self::assertGreaterThan( 3, $pieces, 'It was done in one go.' );
		self::assertTrue( $fill->is_complete() );
		self::assertSame( array( 'pages' => $rows['pages'], 'addresses' => $rows['addresses'], 'links' => $rows['links'] ), array_diff_key( self::rows(), array( 'terms' => 0 ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertGreaterThan( 100, self::common()->size() );
	}

	public function test_filling_again_puts_right_what_went_by_unheard(): void {
		$wpdb    = self::wpdb();
		$target  = $this->page( 'Lawn care', 'Text.' );
		$changed = $this->page( 'Changed', 'Text.' );
		$gone    = $this->page( 'Gone', self::link( $target ) );
		self::assertSame( array( 1, 0 ), self::counts( $target ) );
		$wpdb->update( $wpdb->posts, array( 'post_content' => self::link( $target ) ), array( 'ID' => $changed ) );
		$wpdb->delete( $wpdb->posts, array( 'ID' => $gone ) );
		self::fill()->start();
		self::assertTrue( self::fill()->work( 30 ) );
		self::assertSame( array( array( 1, 0 ), array( 0, 1 ) ), array( self::counts( $target ), self::counts( $changed ) ) );
		self::assertSame( array( $changed ), self::graph()->linking_to( $target, 10 ) );
		self::assertSame( array(), self::graph()->counts( array( $gone ) ) );
	}

	public function test_the_background_fills_it_and_comes_back(): void {
		$this->page( 'Lawn care', 'Text.' );
		$this->empty_index();
		wp_unschedule_hook( Names::FILL_LINK_INDEX );
		// Any request that has to do with the plugin starts it.
		$this->rest( 'GET', '/seo-rank-genius/v1/account' );
		self::assertNotFalse( wp_next_scheduled( Names::FILL_LINK_INDEX ) );
		do_action( Names::FILL_LINK_INDEX );
		self::assertTrue( self::fill()->is_complete() );
		self::assertGreaterThan( 0, self::rows()['pages'] );
	}

	public function test_a_new_version_and_new_addresses_fill_it_again_while_it_stays_complete(): void {
		self::fill()->start();
		self::fill()->work( 30 );
		foreach ( array( 'version' => '0.9', 'permalink_structure' => '/archive/%postname%/' ) as $what => $value ) { // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
			if ( 'version' === $what ) {
				update_option( Names::LINK_INDEX, array( 'version' => $value ) + self::progress() );
				$this->rest( 'GET', '/seo-rank-genius/v1/account' );
			} else {
				update_option( $what, $value );
			}
			self::assertSame( array( 'words', true, SEO_RANK_GENIUS_VERSION ), array( self::progress()['phase'] ?? null, self::progress()['is_complete'] ?? null, self::progress()['version'] ?? null ) );
			self::fill()->work( 30 );
		}
	}

	public function test_a_site_that_grows_learns_its_words_anew(): void {
		self::fill()->start();
		self::fill()->work( 30 );
		self::assertSame( 'done', self::progress()['phase'] ?? null );
		for ( $count = 0; $count < 2 * CommonWords::LEAST_CONTENTS; $count++ ) {
			$this->page( "Page $count", 'Text.' );
		}
		self::assertSame( 'words', self::progress()['phase'] ?? null );
		do_action( Names::FILL_LINK_INDEX );
		self::assertGreaterThanOrEqual( 2 * CommonWords::LEAST_CONTENTS, self::common()->size() );
	}

	public function test_a_save_writes_nothing_that_has_not_changed(): void {
		$id      = $this->page( 'Lawn care', self::link( $this->page( 'Meadow', 'Text.' ) ) . 'A lawn wants to be mown.' );
		$written = array();
		$watch   = static function ( string $query ) use ( &$written ): string {
			if ( 1 === preg_match( '/^\s*(?:INSERT|DELETE|UPDATE)\b.*seo_rank_genius_link/s', $query ) ) {
				$written[] = $query;
			}
			return $query;
		};
		add_filter( 'query', $watch );
		$this->change( $id, array( 'post_status' => 'publish' ) );
		self::assertCount( 1, $written, implode( "\n", $written ) );
		self::assertStringContainsString( Tables::LINK_PAGES, $written[0] );
	}

	public function test_whoever_writes_last_has_seen_the_last_change(): void {
		$target = $this->page( 'Lawn care', 'Text.' );
		$id     = $this->page( 'From', 'Text.' );
		$done   = false;
		// Another request changes the content after this one has read it and before it writes.
		$meanwhile = static function ( string $query ) use ( $id, $target, &$done ): string {
			if ( ! $done && str_starts_with( $query, 'INSERT INTO ' . self::graph()->pages() ) ) {
				$done = true;
				$wpdb = self::wpdb();
				$wpdb->update( $wpdb->posts, array( 'post_content' => self::link( $target ) ), array( 'ID' => $id ) );
			}
			return $query;
		};
		add_filter( 'query', $meanwhile );
		self::index()->refresh( array( $id ) );
		self::assertTrue( $done );
		self::assertSame( array( 1, 0 ), self::counts( $target ) );
	}

	public function test_nothing_is_asked_nor_loaded_on_a_public_page(): void {
		$id     = $this->page( 'Lawn care', 'Text.' );
		$asked  = array();
		$listen = static function ( string $query ) use ( &$asked ): string {
			if ( str_contains( $query, 'seo_rank_genius_link' ) ) {
				$asked[] = $query;
			}
			return $query;
		};
		add_filter( 'query', $listen );
		$query = new WP_Query( array( 'p' => $id ) );
		self::assertTrue( $query->have_posts() );
		$query->the_post();
		apply_filters( 'the_content', get_the_content() );
		wp_reset_postdata();
		unset( $GLOBALS['post'] );
		self::assertSame( array(), $asked );
	}

	public function test_each_lookup_reads_an_index(): void {
		if ( defined( 'DB_ENGINE' ) && 'sqlite' === DB_ENGINE ) {
			self::markTestSkipped( 'The drop-in does not explain the statements that it runs.' );
		}
		$this->site();
		$wpdb  = self::wpdb();
		$names = array_map( self::queries()->table( ... ), self::TABLES );
		$wpdb->query( 'ANALYZE TABLE ' . implode( ', ', $names ) ); // phpcs:ignore WordPress.DB.PreparedSQL.NotPrepared
		$plans   = array();
		$explain = static function ( string $query ) use ( $wpdb, &$plans, &$explain ): string {
			if ( 1 === preg_match( '/^\s*SELECT\b.*seo_rank_genius_link/s', $query ) ) {
				remove_filter( 'query', $explain );
				$plans[ $query ] = $wpdb->get_results( "EXPLAIN $query", ARRAY_A ); // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared
				add_filter( 'query', $explain );
			}
			return $query;
		};
		add_filter( 'query', $explain );
		$id = $this->page( 'Lawn care', 'A lawn wants to be mown.' . self::link( 1 ) );
		self::candidates( $id );
		self::graph()->linking_to( 1, 5 );
		self::graph()->linked_from( $id, 5 );
		self::graph()->count_orphans();
		self::assertGreaterThan( 8, count( $plans ) );
		foreach ( $plans as $query => $rows ) {
			foreach ( $rows as $row ) {
				self::assertIsArray( $row );
				if ( is_string( $row['table'] ?? null ) && ! str_starts_with( $row['table'], '<' ) ) {
					self::assertNotNull( $row['key'] ?? null, "$query\n" . wp_json_encode( $row ) );
				}
			}
		}
	}

	/**
	 * A site of some pages that link to one another, behind WordPress's back.
	 *
	 * @return array<string, int> How many rows the index has of it.
	 */
	private function site(): array {
		$wpdb = self::wpdb();
		$ids  = array();
		for ( $count = 0; $count < 150; $count++ ) {
			$wpdb->insert( $wpdb->posts, array( 'post_type' => 'post', 'post_status' => 'publish', 'post_name' => "page-$count", 'post_title' => "Page $count", 'post_content' => "<p>Lawn $count and meadow</p><a href=\"/page-" . ( $count * 7 % 150 ) . '/">x</a>' ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
			$ids[] = $wpdb->insert_id;
		}
		self::index()->refresh( array_merge( $ids, self::queries()->numbers( "SELECT ID FROM {$wpdb->posts}" ) ) );
		return self::rows();
	}

	private function empty_index(): void {
		foreach ( self::TABLES as $table ) {
			self::queries()->run( 'DELETE FROM ' . self::queries()->table( $table ) );
		}
		delete_option( Names::LINK_INDEX );
	}

	/**
	 * @return array<string, int> How many rows each table has.
	 */
	private static function rows(): array {
		$rows = array();
		foreach ( array_combine( array( 'pages', 'terms', 'addresses', 'links' ), self::TABLES ) as $name => $table ) {
			$rows[ $name ] = self::queries()->numbers( 'SELECT COUNT(*) FROM ' . self::queries()->table( $table ) )[0] ?? 0;
		}
		return $rows;
	}

	/**
	 * @return array<mixed> The option.
	 */
	private static function progress(): array {
		$progress = get_option( Names::LINK_INDEX );
		return is_array( $progress ) ? $progress : array();
	}

	private static function common(): CommonWords {
		return new CommonWords();
	}
}
