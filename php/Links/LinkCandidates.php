<?php
/**
 * The pages of this site that a text could link to, found without sending anything anywhere.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

use SeoRankGenius\Content\VisibleText;
use WP_Post;

/**
 * Ranked by the terms that both share: the rarer on this site, and the more it says about each of the two, the more a term
 * counts. The same index gives the same answer.
 */
final class LinkCandidates {

	public const MAX_TITLE_CODE_POINTS   = 300;
	public const MAX_EXCERPT_CODE_POINTS = 600;

	/** With so many of its terms a text is looked up. */
	private const TERMS = 32;

	/** So many rows are read at most: the terms that tell most first. */
	private const MOST_ROWS = 5000;

	/** One shared term may be chance. */
	private const LEAST_SHARED = 2;

	/** Some may have become drafts since, without the index having heard of it. */
	private const SPARE = 10;

	/** An excerpt is looked for in the beginning of a page. */
	private const READ_BYTES = 20_000;

	/**
	 * Candidates.
	 *
	 * @param LinkIndex $index Knows the site's contents.
	 */
	public function __construct( private readonly LinkIndex $index ) {}

	/**
	 * The best candidates, best first: published pages in the same language that search engines may list, to which the text
	 * does not link yet, and never the post itself.
	 *
	 * @param WP_Post $post The post that the text is of.
	 * @param string  $text Its content as it is now, saved or not: markup or plain text.
	 * @param int     $most How many at most.
	 * @return list<array{id: int, title: string, excerpt: string}> Plain text, of at most MAX_TITLE_CODE_POINTS and MAX_EXCERPT_CODE_POINTS.
	 */
	public function of( WP_Post $post, string $text, int $most ): array {
		$now               = clone $post;
		$now->post_content = $text;
		$described         = $this->index->described( $now );
		$worth             = $this->worth( $described['terms'], $described['language'] );
		$keys              = LinkIndex::keyed( $worth, $described['language'] );
		$but               = array( $post->ID, ...$this->linked( $text . $post->post_content ) );
		$ids               = array() === $keys ? array() : $this->index->terms->best( $keys, min( self::LEAST_SHARED, count( $keys ) ) );
		$ids               = array_slice( array_values( array_diff( $ids, $but ) ), 0, $most + self::SPARE );
		$candidates        = array();
		_prime_post_caches( $ids, false, true );
		$pages   = array_filter( array_map( 'get_post', $ids ), static fn ( ?WP_Post $page ): bool => null !== $page );
		$targets = LinkTargets::among( $pages );
		foreach ( $pages as $page ) {
			$title = mb_substr( VisibleText::title( $page ), 0, self::MAX_TITLE_CODE_POINTS, 'UTF-8' );
			if ( count( $candidates ) < $most && '' !== $title && in_array( $page->ID, $targets, true ) ) {
				$candidates[] = array(
					'id'      => $page->ID,
					'title'   => $title,
					'excerpt' => Excerpt::of( VisibleText::of_content( substr( $page->post_content, 0, self::READ_BYTES ) ), $worth, self::MAX_EXCERPT_CODE_POINTS ),
				);
			}
		}
		return $candidates;
	}

	/**
	 * What the most telling terms of a text count: as in BM25, by how few contents have them.
	 *
	 * @param array<string, int> $terms    Weights by term.
	 * @param string             $language In which they stand.
	 * @return array<string, int> By term; those that no content has are absent.
	 */
	private function worth( array $terms, string $language ): array {
		$keys   = array_keys( LinkIndex::keyed( $terms, $language ) );
		$with   = array() === $keys ? array() : $this->index->terms->contents_with( $keys );
		$public = $this->index->graph->count_public();
		$rows   = array();
		$worth  = array();
		foreach ( $terms as $term => $weight ) {
			$contents = $with[ Terms::key( $term, $language ) ] ?? 0;
			$counts   = (int) round( $weight * log( 1 + ( max( 0, $public - $contents ) + 0.5 ) / ( $contents + 0.5 ) ) );
			if ( $contents > 0 && $counts > 0 ) {
				$worth[ $term ] = $counts;
				$rows[ $term ]  = $contents;
			}
		}
		arsort( $worth );
		$left = self::MOST_ROWS;
		foreach ( array_keys( $worth ) as $term ) {
			$left -= $rows[ $term ];
			if ( $left < 0 ) {
				unset( $worth[ $term ] );
			}
		}
		return array_slice( $worth, 0, self::TERMS, true );
	}

	/**
	 * The contents that a text links to already.
	 *
	 * @param string $markup The text.
	 * @return list<int>
	 */
	private function linked( string $markup ): array {
		$site = Address::of_this_site();
		return $this->index->graph->with_addresses( array_values( array_filter( array_map( $site->key( ... ), ContentLinks::in( $markup ) ), 'is_int' ) ) );
	}
}
