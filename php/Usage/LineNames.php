<?php
/**
 * Says what the ids in lines of usage stand for here: objects and people.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Usage;

use SeoRankGenius\Cloud\Value\UsageLine;
use WP_Post;
use WP_User;

/**
 * The cloud knows ids only. What is gone, or not to be seen by the current user, has no name.
 */
final class LineNames {

	/**
	 * The objects that the primed lines name, by id. What is not here is gone: looking for each again would be a query each.
	 *
	 * @var array<int, WP_Post>
	 */
	private array $posts = array();

	/**
	 * The people that they name, by id.
	 *
	 * @var array<int, WP_User>
	 */
	private array $people = array();

	/**
	 * Reads all that some lines name, in a few queries; only of these lines can the names be asked for then.
	 *
	 * @param list<UsageLine> $lines The lines.
	 */
	public function prime( array $lines ): void {
		$post_ids = self::ids( array_map( self::post_id( ... ), $lines ) );
		$user_ids = self::ids( array_map( static fn ( UsageLine $line ): int => self::number( $line->actor ), $lines ) );
		_prime_post_caches( $post_ids, false, false );
		cache_users( $user_ids );
		$this->posts  = array();
		$this->people = array();
		foreach ( $post_ids as $id ) {
			$post = false === wp_cache_get( $id, 'posts' ) ? null : get_post( $id );
			if ( $post instanceof WP_Post && current_user_can( 'read_post', $id ) ) {
				$this->posts[ $id ] = $post;
			}
		}
		foreach ( $user_ids as $id ) {
			$user = false === wp_cache_get( $id, 'users' ) ? false : get_userdata( $id );
			if ( $user instanceof WP_User ) {
				$this->people[ $id ] = $user;
			}
		}
	}

	/**
	 * The object's title; null where there is none to be shown.
	 *
	 * @param UsageLine $line The line.
	 */
	public function title( UsageLine $line ): ?string {
		$post = $this->post( $line );
		if ( null === $post ) {
			return null;
		}
		$title = html_entity_decode( wp_strip_all_tags( $post->post_title ), ENT_QUOTES | ENT_HTML5, 'UTF-8' );
		return '' === trim( $title ) ? __( '(no title)', 'seo-rank-genius' ) : $title;
	}

	/**
	 * Where the object is edited; null where the current user cannot.
	 *
	 * @param UsageLine $line The line.
	 */
	public function edit_url( UsageLine $line ): ?string {
		$post = $this->post( $line );
		return null === $post ? null : get_edit_post_link( $post, 'raw' );
	}

	/**
	 * The person's name; null where there is no such user any more.
	 *
	 * @param UsageLine $line The line.
	 */
	public function person( UsageLine $line ): ?string {
		return ( $this->people[ self::number( $line->actor ) ] ?? null )?->display_name;
	}

	/**
	 * The object, if it is one that the current user may read.
	 *
	 * @param UsageLine $line The line.
	 */
	private function post( UsageLine $line ): ?WP_Post {
		return $this->posts[ self::post_id( $line ) ] ?? null;
	}

	/**
	 * The ids among some numbers, each once.
	 *
	 * @param list<int> $numbers 0 is none.
	 * @return list<int>
	 */
	private static function ids( array $numbers ): array {
		return array_values( array_unique( array_filter( $numbers, static fn ( int $id ): bool => $id > 0 ) ) );
	}

	/**
	 * The post that a line is about; 0 where it is about something else. Attachments are posts.
	 *
	 * @param UsageLine $line The line.
	 */
	private static function post_id( UsageLine $line ): int {
		return 'attachment' === $line->subject_type || post_type_exists( $line->subject_type ) ? self::number( $line->subject_id ) : 0;
	}

	/**
	 * An id of WordPress; 0 for a text that is none.
	 *
	 * @param string $id The text.
	 */
	private static function number( string $id ): int {
		return 1 === preg_match( '/^[1-9][0-9]{0,17}$/', $id ) ? (int) $id : 0;
	}
}
