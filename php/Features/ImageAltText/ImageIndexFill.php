<?php
/**
 * What the index of images is filled with: the images of the library, and then the pages that show them.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use SeoRankGenius\Indexing\Fill;
use SeoRankGenius\Seo\PublishedPages;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;

/**
 * Of both the newest before the others.
 */
final class ImageIndexFill {

	private const IMAGES_PER_PIECE = 200;
	private const PAGES_PER_PIECE  = 50;

	/** What does it. */
	public readonly Fill $fill;

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
	) {
		$this->fill = new Fill(
			Names::IMAGE_INDEX,
			Names::FILL_IMAGE_INDEX,
			array(
				'images' => $this->fill_images( ... ),
				'pages'  => $this->fill_pages( ... ),
			),
			'images'
		);
	}

	/**
	 * One piece of images.
	 *
	 * @param int $below Those with a lower id.
	 * @return int Below which to go on.
	 */
	private function fill_images( int $below ): int {
		$ids = $this->queries->numbers(
			"SELECT ID FROM {$this->queries->posts()} WHERE ID < %d AND post_type = 'attachment' AND post_status = 'inherit' AND post_mime_type LIKE %s ORDER BY ID DESC LIMIT %d",
			array( $below, 'image/%', self::IMAGES_PER_PIECE )
		);
		return Fill::piece(
			$ids,
			self::IMAGES_PER_PIECE,
			$this->index->refresh( ... ),
			fn ( int $from ): array => $this->queries->numbers( "SELECT image_id FROM {$this->queries->table( Tables::IMAGES )} WHERE image_id >= %d AND image_id < %d", array( $from, $below ) )
		);
	}

	/**
	 * One piece of pages.
	 *
	 * @param int $below Those with a lower id.
	 * @return int Below which to go on.
	 */
	private function fill_pages( int $below ): int {
		return Fill::piece(
			( new PublishedPages( $this->queries ) )->below( $below, self::PAGES_PER_PIECE ),
			self::PAGES_PER_PIECE,
			$this->uses->refresh( ... ),
			fn ( int $from ): array => $this->queries->numbers( "SELECT DISTINCT page_id FROM {$this->queries->table( Tables::IMAGE_USES )} WHERE page_id >= %d AND page_id < %d", array( $from, $below ) )
		);
	}
}
