<?php
/**
 * Assembles what all public pages print anew, in the background.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo;

use SeoRankGenius\Indexing\Fill;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Queries;
use WP_Post;

/**
 * After templates, the site's name, addresses, or this plugin have changed. The newest pages first.
 */
final class HeadFill {

	private const PAGES_PER_PIECE = 50;

	/** What does it. */
	public readonly Fill $fill;

	/**
	 * A filler.
	 *
	 * @param Queries $queries Asks the database.
	 * @param Head    $head    Assembles.
	 */
	public function __construct( private readonly Queries $queries, public readonly Head $head ) {
		$this->fill = new Fill( Names::HEADS, Names::FILL_HEADS, array( 'pages' => $this->fill_pages( ... ) ) );
	}

	/**
	 * Starts, unless this version of the plugin has done so before.
	 */
	public function start_once(): void {
		if ( $this->fill->start_once() ) {
			$this->head->refresh_home();
		}
	}

	/**
	 * Starts from the beginning. The home page is done at once.
	 */
	public function start(): void {
		$this->head->refresh_home();
		$this->fill->start();
	}

	/**
	 * One piece.
	 *
	 * @param int $below Posts with a lower id.
	 * @return int Below which to go on.
	 */
	private function fill_pages( int $below ): int {
		$types = PublishedPages::types();
		$ids   = array() === $types || MetaStorages::SELF !== MetaStorages::printed_by() ? array() : $this->queries->numbers(
			"SELECT ID FROM {$this->queries->posts()} WHERE ID < %d AND post_status = 'publish' AND post_type IN (" . Queries::places( $types, '%s' ) . ') ORDER BY ID DESC LIMIT %d',
			array( $below, ...$types, self::PAGES_PER_PIECE )
		);
		_prime_post_caches( $ids );
		foreach ( $ids as $id ) {
			$post = get_post( $id );
			if ( $post instanceof WP_Post ) {
				$this->head->refresh( $post );
			}
		}
		return self::PAGES_PER_PIECE > count( $ids ) ? 0 : (int) end( $ids );
	}
}
