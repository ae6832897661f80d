<?php
/**
 * Fills the index of images in bounded pieces: in the background, and by the page that needs it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use SeoRankGenius\Runs\Background;
use SeoRankGenius\Seo\PublishedPages;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;

/**
 * Images first, the newest before the others, then the pages that show them. How far it is, is a small autoloaded option,
 * so that asking costs no query. Two at once do the same piece, which does no harm. Once complete, the index stays so:
 * when it is filled again, after an update or because the plugin was off for a while, its rows are only brought up to date.
 *
 * @phpstan-type Progress array{version: string, phase: string, below: int, is_complete: bool}
 */
final class ImageIndexFill {

	private const IMAGES_PER_PIECE = 200;
	private const PAGES_PER_PIECE  = 50;

	/** A tick of WP-Cron; hosts end what runs longer than half a minute. */
	private const SECONDS_IN_BACKGROUND = 10.0;

	/** What a person waits for at most: enough for some hundred images. */
	public const SECONDS_IN_A_REQUEST = 0.4;

	private const FIRST = 'images';
	private const THEN  = 'pages';
	private const DONE  = 'done';

	/**
	 * A filler.
	 *
	 * @param Queries    $queries Asks the database.
	 * @param ImageIndex $index   What is filled.
	 * @param ImageUses  $uses    What is filled too.
	 */
	public function __construct(
		private readonly Queries $queries,
		public readonly ImageIndex $index,
		public readonly ImageUses $uses,
	) {}

	/**
	 * Whether every image of the library is in the index.
	 */
	public function is_complete(): bool {
		return true === ( $this->progress()['is_complete'] ?? null );
	}

	/**
	 * Starts from the beginning, unless this version of the plugin has done so before.
	 */
	public function start_once(): void {
		if ( SEO_RANK_GENIUS_VERSION !== ( $this->progress()['version'] ?? null ) ) {
			$this->start();
		}
	}

	/**
	 * Starts from the beginning. What is complete stays so: its rows are brought up to date.
	 */
	public function start(): void {
		$this->save(
			array(
				'version'     => SEO_RANK_GENIUS_VERSION,
				'phase'       => self::FIRST,
				'below'       => PHP_INT_MAX,
				'is_complete' => $this->is_complete(),
			)
		);
		$this->schedule();
	}

	/**
	 * Has WP-Cron go on where something is left.
	 */
	public function go_on(): void {
		if ( self::DONE !== ( $this->progress()['phase'] ?? null ) ) {
			$this->schedule();
		}
	}

	/**
	 * Works in the background, and comes back for the rest.
	 */
	public function tick(): void {
		if ( ! $this->work( self::SECONDS_IN_BACKGROUND ) ) {
			$this->schedule();
		}
	}

	/**
	 * Does pieces until all is done or the time is over; at least one. True when all is done.
	 *
	 * @param float $seconds How long.
	 */
	public function work( float $seconds ): bool {
		$until = microtime( true ) + $seconds;
		do {
			$progress = $this->progress();
			if ( null === $progress ) {
				$this->start();
				continue;
			}
			if ( self::DONE === $progress['phase'] ) {
				return true;
			}
			$next = self::FIRST === $progress['phase'] ? $this->fill_images( $progress ) : $this->fill_pages( $progress );
			if ( $this->progress() === $progress ) {
				$this->save( $next );
			}
		} while ( microtime( true ) < $until );
		return self::DONE === ( $this->progress()['phase'] ?? null );
	}

	/**
	 * One piece of images. What the index has beyond them is looked at again: it may be gone.
	 *
	 * @param array $progress How far it is.
	 * @phpstan-param Progress $progress
	 * @return array How far it is then.
	 * @phpstan-return Progress
	 */
	private function fill_images( array $progress ): array {
		$ids  = $this->queries->numbers(
			"SELECT ID FROM {$this->queries->posts()} WHERE ID < %d AND post_type = 'attachment' AND post_status = 'inherit' AND post_mime_type LIKE %s ORDER BY ID DESC LIMIT %d",
			array( $progress['below'], 'image/%', self::IMAGES_PER_PIECE )
		);
		$last = self::IMAGES_PER_PIECE > count( $ids ) ? 0 : (int) end( $ids );
		$this->index->refresh( $ids );
		$known = $this->queries->numbers( "SELECT image_id FROM {$this->queries->table( Tables::IMAGES )} WHERE image_id >= %d AND image_id < %d", array( $last, $progress['below'] ) );
		foreach ( array_chunk( array_values( array_diff( $known, $ids ) ), self::IMAGES_PER_PIECE ) as $stray ) {
			$this->index->refresh( $stray );
		}
		return 0 === $last
			? array(
				'phase'       => self::THEN,
				'below'       => PHP_INT_MAX,
				'is_complete' => true,
			) + $progress
			: array( 'below' => $last ) + $progress;
	}

	/**
	 * One piece of pages.
	 *
	 * @param array $progress How far it is.
	 * @phpstan-param Progress $progress
	 * @return array How far it is then.
	 * @phpstan-return Progress
	 */
	private function fill_pages( array $progress ): array {
		$types = PublishedPages::types();
		$ids   = array() === $types ? array() : $this->queries->numbers(
			"SELECT ID FROM {$this->queries->posts()} WHERE ID < %d AND post_type IN (" . Queries::places( $types, '%s' ) . ') ORDER BY ID DESC LIMIT %d',
			array( $progress['below'], ...$types, self::PAGES_PER_PIECE )
		);
		$last  = self::PAGES_PER_PIECE > count( $ids ) ? 0 : (int) end( $ids );
		$this->uses->refresh( $ids );
		$known = $this->queries->numbers( "SELECT DISTINCT page_id FROM {$this->queries->table( Tables::IMAGE_USES )} WHERE page_id >= %d AND page_id < %d", array( $last, $progress['below'] ) );
		foreach ( array_chunk( array_values( array_diff( $known, $ids ) ), self::PAGES_PER_PIECE ) as $stray ) {
			$this->uses->refresh( $stray );
		}
		return 0 === $last ? array( 'phase' => self::DONE ) + $progress : array( 'below' => $last ) + $progress;
	}

	/**
	 * Has WP-Cron go on. Not where WP-Cron runs inside the request of a visitor.
	 */
	private function schedule(): void {
		if ( Background::is_possible() && false === wp_next_scheduled( Names::FILL_IMAGE_INDEX ) ) {
			wp_schedule_single_event( time(), Names::FILL_IMAGE_INDEX );
		}
	}

	/**
	 * How far it is; null when it was never started.
	 *
	 * @return array|null
	 * @phpstan-return Progress|null
	 */
	private function progress(): ?array {
		$stored = get_option( Names::IMAGE_INDEX );
		if ( ! is_array( $stored ) || ! is_string( $stored['version'] ?? null ) || ! is_string( $stored['phase'] ?? null ) || ! is_int( $stored['below'] ?? null ) ) {
			return null;
		}
		return array(
			'version'     => $stored['version'],
			'phase'       => $stored['phase'],
			'below'       => $stored['below'],
			'is_complete' => true === ( $stored['is_complete'] ?? null ),
		);
	}

	/**
	 * Remembers how far it is.
	 *
	 * @param array $progress How far.
	 * @phpstan-param Progress $progress
	 */
	private function save( array $progress ): void {
		update_option( Names::IMAGE_INDEX, $progress, true );
	}
}
