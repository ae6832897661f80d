<?php
/**
 * The index that links are suggested from: of each content its language, its terms, its addresses and its links.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

use SeoRankGenius\Content\VisibleText;
use SeoRankGenius\Seo\PublishedPages;
use SeoRankGenius\Storage\Queries;
use WP_Post;

/**
 * All of it can be found again in WordPress's own tables. Writers read, write and read again until both agree, as those of
 * ImageIndex do; a change of one content changes its own rows, and the counts of the pages that it links to.
 */
final class LinkIndex {

	/** Not in the trash, no revision, no empty draft. */
	private const STATUSES = array( 'publish', 'future', 'draft', 'pending', 'private' );

	/** Somebody who saves one page again and again does not keep this going for ever. */
	private const MAX_ROUNDS = 5;

	/** Contents may be long: so many are held at once. */
	private const AT_ONCE = 20;

	private const MAX_HEADINGS_BYTES = 20_000;

	/**
	 * The index.
	 *
	 * @param Queries     $queries Asks the database.
	 * @param TermIndex   $terms   Which contents are about what.
	 * @param LinkGraph   $graph   Which contents link to which.
	 * @param CommonWords $common  What is common on the site.
	 */
	public function __construct(
		private readonly Queries $queries,
		public readonly TermIndex $terms,
		public readonly LinkGraph $graph,
		public readonly CommonWords $common,
	) {}

	/**
	 * Reads contents again. Those that are gone, or are no contents, lose their rows.
	 *
	 * @param list<int> $ids Posts.
	 */
	public function refresh( array $ids ): void {
		foreach ( array_chunk( $ids, self::AT_ONCE ) as $chunk ) {
			$seen = $this->found( $chunk );
			for ( $round = 0; $round < self::MAX_ROUNDS; $round++ ) {
				$gone = array_values( array_diff( $chunk, array_keys( $seen ) ) );
				if ( array() !== $gone ) {
					$this->remove( $gone );
				}
				$this->write( $seen );
				$now = $this->found( $chunk );
				if ( self::says_the_same( $now, $seen ) ) {
					break;
				}
				$seen = $now;
			}
		}
	}

	/**
	 * Forgets contents.
	 *
	 * @param non-empty-list<int> $ids Posts.
	 */
	public function remove( array $ids ): void {
		$this->terms->rows->remove( $ids );
		$this->graph->remove( $ids );
	}

	/**
	 * Counts in a sample of the site's published contents which words are common.
	 */
	public function learn_common_words(): void {
		$this->common->learn( $this->sample() );
	}

	/**
	 * A content as it is indexed, whether or not it is saved.
	 *
	 * @param WP_Post $post The content.
	 * @return array{language: string, terms: array<string, int>} Terms with their weights, heaviest first.
	 */
	public function described( WP_Post $post ): array {
		$text     = VisibleText::of_post( $post );
		$counts   = Words::counts( $text );
		$language = Language::of( $post, $text, $counts );
		return array(
			'language' => $language,
			'terms'    => Terms::of( VisibleText::title( $post ), self::headings( $post->post_content ), $counts, $this->common, $language ),
		);
	}

	/**
	 * Language and words of contents that are spread over the site, the newest and the oldest among them.
	 *
	 * @return iterable<array{string, array<string, int>}>
	 */
	private function sample(): iterable {
		$types = PublishedPages::types();
		if ( array() === $types ) {
			return;
		}
		$ids  = $this->queries->numbers( "SELECT ID FROM {$this->queries->posts()} WHERE post_type IN (" . Queries::places( $types, '%s' ) . ") AND post_status = 'publish' AND post_password = ''", $types );
		$step = max( 1, intdiv( count( $ids ), CommonWords::SAMPLE ) );
		$ids  = array_values( array_filter( $ids, static fn ( int $index ): bool => 0 === $index % $step, ARRAY_FILTER_USE_KEY ) );
		foreach ( array_chunk( array_slice( $ids, 0, CommonWords::SAMPLE ), self::AT_ONCE ) as $chunk ) {
			foreach ( $this->found( $chunk ) as $post ) {
				$text   = VisibleText::of_post( $post );
				$counts = Words::counts( $text );
				yield array( Language::of( $post, $text, $counts ), $counts + Words::counts( VisibleText::title( $post ) ) );
			}
		}
	}

	/**
	 * What WordPress says of contents now.
	 *
	 * @param list<int> $ids Posts.
	 * @return array<int, WP_Post> By id, in order; those that are gone or are no contents are absent.
	 */
	private function found( array $ids ): array {
		$types = PublishedPages::types();
		$posts = array();
		if ( array() === $types || array() === $ids ) {
			return $posts;
		}
		// Not from the cache: another request may have changed them.
		foreach ( $this->queries->rows(
			"SELECT * FROM {$this->queries->posts()} WHERE ID IN (" . Queries::places( $ids ) . ') AND post_type IN (' . Queries::places( $types, '%s' ) . ') AND post_status IN (' . Queries::places( self::STATUSES, '%s' ) . ') ORDER BY ID',
			array( ...$ids, ...$types, ...self::STATUSES )
		) as $row ) {
			$post               = new WP_Post( (object) $row );
			$post->ID           = max( 0, Queries::number( $row, 'ID' ) );
			$post->post_parent  = max( 0, Queries::number( $row, 'post_parent' ) );
			$post->filter       = 'raw';
			$posts[ $post->ID ] = $post;
		}
		return $posts;
	}

	/**
	 * Makes the tables say what was found.
	 *
	 * @param array<int, WP_Post> $posts By id.
	 */
	private function write( array $posts ): void {
		if ( array() === $posts ) {
			return;
		}
		$site      = Address::of_this_site();
		$known     = $this->publicity( array_keys( $posts ) );
		$addresses = $this->graph->addresses_of( $posts, $site );
		$targets   = LinkTargets::among( $posts );
		$pages     = array();
		$terms     = array();
		$links     = array();
		$turned    = array();
		foreach ( $posts as $id => $post ) {
			$described    = $this->described( $post );
			$is_public    = in_array( $id, $targets, true );
			$terms[ $id ] = $is_public ? self::keyed( $described['terms'], $described['language'] ) : array();
			$links[ $id ] = array_values( array_unique( array_filter( array_map( $site->key( ... ), ContentLinks::in( $post->post_content ) ), 'is_int' ) ) );
			if ( ( $known[ $id ] ?? false ) !== $is_public ) {
				$turned[] = $id;
			}
			array_push( $pages, $id, $described['language'], $is_public ? 1 : 0, count( array_diff( $links[ $id ], $addresses[ $id ] ) ) );
		}
		$this->queries->run(
			"INSERT INTO {$this->graph->pages()} (content_id, language, is_public, links_out) VALUES " . Queries::places( $posts, '(%d, %s, %d, %d)' ) . '
			ON DUPLICATE KEY UPDATE language = VALUES(language), is_public = VALUES(is_public), links_out = VALUES(links_out)',
			$pages
		);
		$this->terms->rows->write( $terms );
		$this->graph->write( $links, $addresses, $turned );
	}

	/**
	 * Which contents visitors can read, as the index has it.
	 *
	 * @param non-empty-list<int> $ids Contents.
	 * @return array<int, bool> By content; those not indexed are absent.
	 */
	private function publicity( array $ids ): array {
		$rows = $this->queries->rows( "SELECT content_id, is_public FROM {$this->graph->pages()} WHERE content_id IN (" . Queries::places( $ids ) . ')', $ids );
		return array_column( array_map( static fn ( array $row ): array => array( Queries::number( $row, 'content_id' ), 1 === Queries::number( $row, 'is_public' ) ), $rows ), 1, 0 );
	}

	/**
	 * Weights by the keys of terms.
	 *
	 * @param array<string, int> $terms    Weights by term.
	 * @param string             $language In which they stand.
	 * @return array<int, int>
	 */
	public static function keyed( array $terms, string $language ): array {
		$keyed = array();
		foreach ( $terms as $term => $weight ) {
			$keyed[ Terms::key( (string) $term, $language ) ] = $weight;
		}
		return $keyed;
	}

	/**
	 * The headings in a content, as plain text.
	 *
	 * @param string $markup The content.
	 */
	private static function headings( string $markup ): string {
		preg_match_all( '#<h[1-6]\b[^>]*+>(.*?)</h[1-6]>#is', $markup, $found );
		return VisibleText::of_content( substr( implode( "\n\n", $found[1] ), 0, self::MAX_HEADINGS_BYTES ) );
	}

	/**
	 * Whether two readings of contents agree.
	 *
	 * @param array<int, WP_Post> $one   By id.
	 * @param array<int, WP_Post> $other By id.
	 */
	private static function says_the_same( array $one, array $other ): bool {
		// Not to_array(), which asks for the terms of each.
		return array_map( get_object_vars( ... ), $one ) === array_map( get_object_vars( ... ), $other );
	}
}
