<?php
/**
 * Which pages show which images: as their featured image, or in their content.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use SeoRankGenius\Seo\PublishedPages;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;

/**
 * Found when a page is saved, so that a list of images need not search through all content. The page that an image was
 * uploaded to is WordPress's own field and not kept here.
 */
final class ImageUses {

	private const FEATURED = 1;
	private const CONTENT  = 2;

	/** What is not published comes after all that is. */
	private const UNPUBLISHED = 2;

	/** Not in the trash, no revision, no empty draft. */
	private const STATUSES = array( 'publish', 'future', 'draft', 'pending', 'private' );

	/** Somebody who saves one page again and again does not keep this going for ever. */
	private const MAX_ROUNDS = 5;

	/**
	 * Uses.
	 *
	 * @param Queries $queries Asks the database.
	 */
	public function __construct( private readonly Queries $queries ) {}

	/**
	 * Finds out again which images these pages show. Reads, writes and reads again until both agree, as ImageIndex does.
	 *
	 * @param list<int> $page_ids Posts, at most some hundred.
	 */
	public function refresh( array $page_ids ): void {
		if ( array() === $page_ids ) {
			return;
		}
		$seen = $this->found( $page_ids );
		for ( $round = 0; $round < self::MAX_ROUNDS; $round++ ) {
			$this->write( $page_ids, $seen );
			$now = $this->found( $page_ids );
			if ( $now === $seen ) {
				return;
			}
			$seen = $now;
		}
	}

	/**
	 * Forgets a post that is gone, be it a page or an image.
	 *
	 * @param int $post_id The post.
	 */
	public function forget( int $post_id ): void {
		$this->queries->run( "DELETE FROM {$this->table()} WHERE page_id = %d", array( $post_id ) );
		$this->queries->run( "DELETE FROM {$this->table()} WHERE image_id = %d", array( $post_id ) );
	}

	/**
	 * The page to name for each image: published before others, featured before content, the oldest of several.
	 *
	 * @param list<int> $image_ids Attachments.
	 * @return array<int, int> Page by attachment; those that no page is known to show are absent.
	 */
	public function pages_of( array $image_ids ): array {
		$pages = array();
		if ( array() === $image_ids ) {
			return $pages;
		}
		$one  = "(SELECT page_id FROM {$this->table()} WHERE image_id = %d ORDER BY place, page_id LIMIT 1)";
		$rows = $this->queries->rows(
			'SELECT ' . implode( ', ', array_map( static fn ( int $id ): string => "$one AS image_$id", $image_ids ) ),
			$image_ids
		);
		foreach ( $image_ids as $id ) {
			$page = Queries::number( $rows[0] ?? array(), "image_$id" );
			if ( $page > 0 ) {
				$pages[ $id ] = $page;
			}
		}
		return $pages;
	}

	/**
	 * What these pages show now.
	 *
	 * @param list<int> $page_ids Posts.
	 * @return array<int, array<int, int>> Place by image by page; in order.
	 */
	private function found( array $page_ids ): array {
		$types = PublishedPages::types();
		if ( array() === $types ) {
			return array();
		}
		$uses = array();
		foreach ( $this->queries->rows(
			"SELECT post.ID, post.post_status, post.post_content, featured.meta_value AS featured_id
			FROM {$this->queries->posts()} AS post
			LEFT JOIN {$this->queries->postmeta()} AS featured ON featured.post_id = post.ID AND featured.meta_key = '_thumbnail_id'
			WHERE post.ID IN (" . Queries::places( $page_ids ) . ') AND post.post_type IN (' . Queries::places( $types, '%s' ) . ') AND post.post_status IN (' . Queries::places( self::STATUSES, '%s' ) . ')
			ORDER BY post.ID, featured.meta_id',
			array( ...$page_ids, ...$types, ...self::STATUSES )
		) as $row ) {
			$after  = 'publish' === Queries::text( $row, 'post_status' ) ? 0 : self::UNPUBLISHED;
			$images = array_fill_keys( self::images_in( Queries::text( $row, 'post_content' ) ), self::CONTENT + $after );
			if ( Queries::number( $row, 'featured_id' ) > 0 ) {
				$images[ Queries::number( $row, 'featured_id' ) ] = self::FEATURED + $after;
			}
			ksort( $images );
			$uses[ Queries::number( $row, 'ID' ) ] = $images;
		}
		return $uses;
	}

	/**
	 * The images that content shows: those of blocks and of the classic editor by their class, galleries by their list.
	 *
	 * @param string $content A post's content.
	 * @return list<int>
	 */
	private static function images_in( string $content ): array {
		preg_match_all( '/\bwp-image-(\d{1,18})\b/', $content, $classes );
		preg_match_all( '/\[gallery\b[^\]]*?\bids=["\']?([\d,\s]+)/', $content, $galleries );
		$listed = array_merge( ...array_map( static fn ( string $ids ): array => explode( ',', $ids ), $galleries[1] ) );
		$ids    = array_map( 'intval', array_merge( $classes[1], $listed ) );
		return array_values( array_unique( array_filter( $ids, static fn ( int $id ): bool => $id > 0 ) ) );
	}

	/**
	 * Makes the table say what was found.
	 *
	 * @param list<int>                   $page_ids Posts.
	 * @param array<int, array<int, int>> $uses     What found() says about them.
	 */
	private function write( array $page_ids, array $uses ): void {
		$values = array();
		foreach ( $uses as $page_id => $images ) {
			foreach ( $images as $image_id => $place ) {
				array_push( $values, $page_id, $image_id, $place );
			}
		}
		$known = $this->queries->rows( "SELECT page_id, image_id FROM {$this->table()} WHERE page_id IN (" . Queries::places( $page_ids ) . ')', $page_ids );
		foreach ( $known as $row ) {
			$page_id  = Queries::number( $row, 'page_id' );
			$image_id = Queries::number( $row, 'image_id' );
			if ( ! isset( $uses[ $page_id ][ $image_id ] ) ) {
				$this->queries->run( "DELETE FROM {$this->table()} WHERE page_id = %d AND image_id = %d", array( $page_id, $image_id ) );
			}
		}
		foreach ( array_chunk( $values, 900 ) as $chunk ) {
			$this->queries->run(
				"INSERT INTO {$this->table()} (page_id, image_id, place) VALUES " . implode( ', ', array_fill( 0, intdiv( count( $chunk ), 3 ), '(%d, %d, %d)' ) ) . ' ON DUPLICATE KEY UPDATE place = VALUES(place)',
				$chunk
			);
		}
	}

	/**
	 * The table's full name.
	 */
	private function table(): string {
		return $this->queries->table( Tables::IMAGE_USES );
	}
}
