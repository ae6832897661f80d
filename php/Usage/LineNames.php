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
	 * Reads all that some lines name, in a few queries.
	 *
	 * @param list<UsageLine> $lines The lines.
	 */
	public function prime( array $lines ): void {
		$is_id = static fn ( int $id ): bool => $id > 0;
		_prime_post_caches( array_values( array_filter( array_map( self::post_id( ... ), $lines ), $is_id ) ), false, false );
		cache_users( array_values( array_filter( array_map( static fn ( UsageLine $line ): int => self::number( $line->actor ), $lines ), $is_id ) ) );
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
		$user = get_userdata( self::number( $line->actor ) );
		return $user instanceof WP_User ? $user->display_name : null;
	}

	/**
	 * The object, if it is one that the current user may read.
	 *
	 * @param UsageLine $line The line.
	 */
	private function post( UsageLine $line ): ?WP_Post {
		$id   = self::post_id( $line );
		$post = 0 === $id ? null : get_post( $id );
		return $post instanceof WP_Post && current_user_can( 'read_post', $id ) ? $post : null;
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
