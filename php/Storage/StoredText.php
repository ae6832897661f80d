<?php
/**
 * A text that belongs to a post, wherever it is kept.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Storage;

/**
 * Read and replaced by whoever writes it: a person, the model, or a plugin beside this one. '' is none.
 */
interface StoredText {

	/**
	 * The text, as it is stored.
	 *
	 * @param int $post_id The post.
	 */
	public function read( int $post_id ): string;

	/**
	 * The texts of posts as the database has them now, past every cache, in few queries.
	 *
	 * @param list<int> $post_ids The posts.
	 * @return array<int, string> By post; those without are absent.
	 */
	public function read_all( array $post_ids ): array;

	/**
	 * Replaces the text if it is still the one that was read, or is `$to` already. True when it is `$to` now, as far as those
	 * who own the place let it be saved.
	 *
	 * @param int    $post_id The post.
	 * @param string $from    What was read.
	 * @param string $to      The new text, not slashed.
	 */
	public function replace( int $post_id, string $from, string $to ): bool;

	/**
	 * Meta whose change means that the text has changed.
	 *
	 * @return list<string> Keys.
	 */
	public function meta_keys(): array;
}
