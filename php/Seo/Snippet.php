<?php
/**
 * A page as search engines are given it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Seo;

use WP_Post;

/**
 * What was written, or else what the templates say. Beside another plugin that prints the tags, its variables are not
 * resolved, and its own templates are not known.
 */
final class Snippet {

	/**
	 * Snippets.
	 *
	 * @param MetaStorages $storages Where texts are that were written.
	 */
	public function __construct( private readonly MetaStorages $storages ) {}

	/**
	 * A page's snippet. Lengths are in code points; the fallbacks are empty beside another plugin.
	 *
	 * @param WP_Post $post The post.
	 * @return array{title: string, title_length: int, is_title_own: bool, fallback_title: string, description: string, description_length: int, is_description_own: bool, fallback_description: string, url: string, printed_by: string}
	 */
	public function of( WP_Post $post ): array {
		$printed_by  = MetaStorages::printed_by();
		$is_ours     = MetaStorages::SELF === $printed_by;
		$own_title   = $this->storages->title()->read( $post->ID );
		$own_words   = $this->storages->description()->read( $post->ID );
		$fallback    = $is_ours ? Templates::title( $post ) : '';
		$instead     = $is_ours ? Templates::description( $post ) : '';
		$title       = '' === trim( $own_title ) ? $fallback : $own_title;
		$description = '' === trim( $own_words ) ? $instead : $own_words;
		return array(
			'title'                => $title,
			'title_length'         => mb_strlen( $title, 'UTF-8' ),
			'is_title_own'         => '' !== trim( $own_title ),
			'fallback_title'       => $fallback,
			'description'          => $description,
			'description_length'   => mb_strlen( $description, 'UTF-8' ),
			'is_description_own'   => '' !== trim( $own_words ),
			'fallback_description' => $instead,
			'url'                  => (string) get_permalink( $post ),
			'printed_by'           => $printed_by,
		);
	}
}
