<?php
/**
 * What a person types about a post for search engines: its meta title, its meta description, its focus keyword.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo;

use SeoRankGenius\Storage\StoredText;
use wpdb;

/**
 * The block editor saves them with the post, the classic editor with its form. Both have the post's lock against two
 * people at once, so what is saved last counts, as for the post's own title.
 */
final class PostTexts {

	public const TITLE       = 'meta_title';
	public const DESCRIPTION = 'meta_description';
	public const KEYWORD     = 'focus_keyword';

	/** The most code points of each. */
	public const MOST = array(
		self::TITLE       => 500,
		self::DESCRIPTION => 500,
		self::KEYWORD     => 200,
	);

	/**
	 * Texts.
	 *
	 * @param wpdb         $wpdb     The database.
	 * @param MetaStorages $storages Where titles and descriptions are kept.
	 */
	public function __construct( private readonly wpdb $wpdb, private readonly MetaStorages $storages ) {}

	/**
	 * The texts of a post; empty where there is none.
	 *
	 * @param int $post_id The post.
	 * @return array{meta_title: string, meta_description: string, focus_keyword: string}
	 */
	public function read( int $post_id ): array {
		return array(
			self::TITLE       => $this->storages->title()->read( $post_id ),
			self::DESCRIPTION => $this->storages->description()->read( $post_id ),
			self::KEYWORD     => $this->keywords()->read( $post_id ),
		);
	}

	/**
	 * Saves texts, each as one line of plain text. True when all of them are there now.
	 *
	 * @param int                     $post_id The post.
	 * @param array<array-key, mixed> $texts   Those that are to be saved, by name, not slashed; others stay as they are.
	 */
	public function save( int $post_id, array $texts ): bool {
		$are_saved = true;
		foreach ( self::MOST as $name => $most ) {
			if ( is_string( $texts[ $name ] ?? null ) ) {
				$store     = $this->store( $name );
				$are_saved = $store->replace( $post_id, $store->read( $post_id ), PlainLine::of( $texts[ $name ], $most ) ) && $are_saved;
			}
		}
		return $are_saved;
	}

	/**
	 * Where one of them is kept.
	 *
	 * @param key-of<self::MOST> $name Which.
	 */
	private function store( string $name ): StoredText {
		return match ( $name ) {
			self::TITLE       => $this->storages->title(),
			self::DESCRIPTION => $this->storages->description(),
			self::KEYWORD     => $this->keywords(),
		};
	}

	/**
	 * Focus keywords.
	 */
	private function keywords(): StoredText {
		return new FocusKeyword( $this->wpdb );
	}
}
