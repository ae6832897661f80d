<?php
/**
 * What WordPress and the storages keep of some contents at one moment.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Content;

use WP_Post;

/**
 * Two of them are told apart by their fingerprints.
 */
final class SeenContents {

	/**
	 * What was seen.
	 *
	 * @param array<int, WP_Post>               $posts     By id.
	 * @param array<string, array<int, string>> $kept      What is kept, by feature and id.
	 * @param array<int, array<string, string>> $generated Hashes of what the model wrote, by id and feature.
	 */
	public function __construct(
		public readonly array $posts,
		public readonly array $kept,
		public readonly array $generated,
	) {}

	/**
	 * Those that are there.
	 *
	 * @return list<int>
	 */
	public function ids(): array {
		return array_keys( $this->posts );
	}

	/**
	 * What is kept of one.
	 *
	 * @param int $id The content.
	 * @return array<string, string> By feature.
	 */
	public function kept_of( int $id ): array {
		return array_map( static fn ( array $texts ): string => $texts[ $id ] ?? '', $this->kept );
	}

	/**
	 * The same for the same.
	 */
	public function fingerprint(): string {
		$fields = array_map(
			static fn ( WP_Post $post ): array => array( $post->post_title, md5( $post->post_content ), $post->post_excerpt, $post->post_author, $post->post_modified_gmt, $post->post_type, $post->post_status, $post->post_password, $post->post_name ),
			$this->posts
		);
		return md5( (string) wp_json_encode( array( $fields, $this->kept, $this->generated ) ) );
	}
}
