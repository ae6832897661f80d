<?php
/**
 * Makes the rows of the index of contents out of what WordPress and the storages keep.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Content;

use SeoRankGenius\Credits\Pricing;
use SeoRankGenius\Analysis\LocalAnalysis;
use SeoRankGenius\Analysis\Page;
use SeoRankGenius\Features\Content\AnalysisFeature;
use SeoRankGenius\Features\Content\ContentFeatures;
use SeoRankGenius\Features\Content\ListedFeature;
use SeoRankGenius\Features\Content\MetaFeature;
use SeoRankGenius\Indexing\Searchable;
use SeoRankGenius\Seo\FocusKeyword;
use SeoRankGenius\Storage\MetaText;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;
use WP_Post;

/**
 * Read past WordPress's caches, which another request may have left stale.
 */
final class ContentCopies {

	/** What is searched is bounded: LIKE has to read all of it. */
	private const MAX_TITLE_CODE_POINTS = 300;
	private const MAX_META_CODE_POINTS  = 200;
	private const MAX_ORDER_CODE_POINTS = 80;

	/**
	 * Copies.
	 *
	 * @param Queries         $queries  Asks the database.
	 * @param ContentFeatures $features Know the states.
	 */
	public function __construct( private readonly Queries $queries, private readonly ContentFeatures $features ) {}

	/**
	 * What is kept of contents now.
	 *
	 * @param list<int> $ids Posts. Those that are gone or are no contents are absent from it.
	 */
	public function seen( array $ids ): SeenContents {
		$posts = array();
		$rows  = array() === $ids ? array() : $this->queries->rows(
			"SELECT * FROM {$this->queries->posts()} WHERE ID IN (" . Queries::places( $ids ) . ') AND post_status IN (' . Queries::places( Contents::STATUSES, '%s' ) . ') ORDER BY ID',
			array( ...$ids, ...Contents::STATUSES )
		);
		foreach ( $rows as $row ) {
			$post = sanitize_post( new WP_Post( (object) $row ), 'raw' );
			if ( $post instanceof WP_Post && Contents::is( $post ) ) {
				$posts[ (int) $post->ID ] = $post;
			}
		}
		$found = array_keys( $posts );
		return new SeenContents( $posts, $this->kept( $found ), $this->generated( $found ) );
	}

	/**
	 * What the storages keep: what lies in post meta in one query.
	 *
	 * @param list<int> $ids Contents.
	 * @return array<string, array<int, string>> By feature and content.
	 */
	private function kept( array $ids ): array {
		$kept    = array();
		$in_meta = array();
		foreach ( $this->features->listed() as $name => $feature ) {
			$stored = $feature->stored();
			if ( $stored instanceof MetaText ) {
				$in_meta[ $name ] = $stored;
			} else {
				$kept[ $name ] = $stored->read_all( $ids );
			}
		}
		return $kept + MetaText::read_several( $this->queries, $in_meta, $ids );
	}

	/**
	 * Rows of Tables::CONTENTS and of Tables::CONTENT_FEATURES, in the order in which ContentIndex writes them.
	 *
	 * @param SeenContents $seen What is kept.
	 * @return array{contents: list<list<int|string>>, items: list<list<int|string>>}
	 */
	public function copies( SeenContents $seen ): array {
		$contents = array();
		$items    = array();
		foreach ( $seen->posts as $id => $post ) {
			$text        = VisibleText::of_post( $post );
			$title       = VisibleText::title( $post );
			$code_points = Pricing::code_points( $text );
			$modified    = strtotime( $post->post_modified_gmt . ' UTC' );
			$common      = array( $post->post_type, $post->post_status, (int) $post->post_author, false === $modified ? 0 : max( 0, $modified ) );
			$contents[]  = array( $id, self::search_text( $post, $title, $seen->kept_of( $id ) ) );
			foreach ( $this->features->listed() as $name => $feature ) {
				$item = self::item( $feature, $seen->kept[ $name ][ $id ] ?? '', $seen->generated[ $id ][ $name ] ?? '', md5( $text ), $code_points );
				if ( AnalysisFeature::NAME === $name ) {
					$item[1] = self::score( $post, $title, $seen->kept_of( $id ) );
				}
				$items[] = array( $id, $name, ...$common, Searchable::text( $title, self::MAX_ORDER_CODE_POINTS ), ...$item );
			}
		}
		return array(
			'contents' => $contents,
			'items'    => $items,
		);
	}

	/**
	 * State, measure, price and hash of what is kept.
	 *
	 * @param ListedFeature $feature        The feature.
	 * @param string        $kept           What is kept.
	 * @param string        $generated_hash Hashes of what the model wrote.
	 * @param string        $hash_of_text   Of what a visitor reads.
	 * @param int           $code_points    How long that is.
	 * @return array{string, int, int, string}
	 */
	private static function item( ListedFeature $feature, string $kept, string $generated_hash, string $hash_of_text, int $code_points ): array {
		$state    = $feature->state( $kept, self::is_generated( $kept, $generated_hash ), $hash_of_text );
		$sameness = '' === $kept ? '' : $feature->sameness( $kept );
		$hashed   = '' === $sameness ? $kept : $sameness;
		return array( $state->name, $state->measure, $feature->price( $code_points ), '' === $hashed ? '' : md5( $hashed ) );
	}

	/**
	 * Readability and structure, free and on the spot.
	 *
	 * @param WP_Post               $post  The content.
	 * @param string                $title Its title.
	 * @param array<string, string> $kept  What is kept of its features.
	 */
	private static function score( WP_Post $post, string $title, array $kept ): int {
		$page = new Page( $title, $post->post_content, $kept[ MetaFeature::TITLE ] ?? '', $kept[ MetaFeature::DESCRIPTION ] ?? '', Page::language_of( $post ), (string) FocusKeyword::of( $post ), $post->post_name, home_url() );
		return LocalAnalysis::of( $page )->score;
	}

	/**
	 * Whether what is kept is what the model wrote.
	 *
	 * @param string $kept           What is kept.
	 * @param string $generated_hash Hashes of what the model wrote.
	 */
	public static function is_generated( string $kept, string $generated_hash ): bool {
		return '' !== $kept && '' !== $generated_hash && str_contains( $generated_hash, md5( $kept ) );
	}

	/**
	 * What is searched.
	 *
	 * @param WP_Post               $post  The content.
	 * @param string                $title Its title.
	 * @param array<string, string> $kept  What is kept of its features.
	 */
	private static function search_text( WP_Post $post, string $title, array $kept ): string {
		$texts = array( Searchable::text( $title, self::MAX_TITLE_CODE_POINTS ), Searchable::text( urldecode( $post->post_name ), self::MAX_META_CODE_POINTS ) );
		foreach ( array( 'meta_title', 'meta_description' ) as $name ) {
			$texts[] = Searchable::text( $kept[ $name ] ?? '', self::MAX_META_CODE_POINTS );
		}
		return implode( "\n", $texts );
	}

	/**
	 * What the model wrote last.
	 *
	 * @param list<int> $ids Contents.
	 * @return array<int, array<string, string>> Hashes by content and feature.
	 */
	private function generated( array $ids ): array {
		$generated = array();
		$rows      = array() === $ids ? array() : $this->queries->rows(
			"SELECT content_id, feature, generated_hash FROM {$this->queries->table( Tables::CONTENT_FEATURES )} WHERE content_id IN (" . Queries::places( $ids ) . ") AND generated_hash <> ''",
			$ids
		);
		foreach ( $rows as $row ) {
			$generated[ Queries::number( $row, 'content_id' ) ][ Queries::text( $row, 'feature' ) ] = Queries::text( $row, 'generated_hash' );
		}
		return $generated;
	}
}
