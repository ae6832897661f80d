<?php
/**
 * Puts a link into a post's content.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

use WP_Post;

/**
 * Saved as WordPress saves any change, with a revision to go back to. Only the link is added: what else stands in the
 * content stays byte by byte, also what the user who adds it could not have written.
 */
final class InsertLink {

	/**
	 * Inserting.
	 *
	 * @param LinkGraph $graph Knows addresses.
	 */
	public function __construct( private readonly LinkGraph $graph ) {}

	/**
	 * Makes a link of words in a post.
	 *
	 * @param WP_Post     $post        The post with the text.
	 * @param string      $anchor      The words, as a visitor reads them.
	 * @param int         $target_id   The page to link to.
	 * @param string|null $if_modified The time of the text's last change that was shown, as post_modified_gmt; null: whenever.
	 * @return WP_Post The post as it is then.
	 * @throws LinkNotInserted When it cannot be done.
	 */
	public function into( WP_Post $post, string $anchor, int $target_id, ?string $if_modified ): WP_Post {
		// Another request may have changed it since this one has loaded it.
		clean_post_cache( $post );
		$now = get_post( $post->ID );
		if ( null === $now || ( null !== $if_modified && $now->post_modified_gmt !== $if_modified ) ) {
			throw new LinkNotInserted( LinkNotInserted::CHANGED );
		}
		$url    = $this->url( $now, $target_id );
		$linked = AnchorPlace::linked( $now->post_content, $anchor, $url );
		if ( null === $linked ) {
			throw new LinkNotInserted( LinkNotInserted::NOT_FOUND );
		}
		if ( self::is_being_edited( $now->ID ) ) {
			throw new LinkNotInserted( LinkNotInserted::BEING_EDITED );
		}
		return self::save( $now->ID, $linked );
	}

	/**
	 * Where the link leads.
	 *
	 * @param WP_Post $post      The post with the text.
	 * @param int     $target_id The page to link to.
	 * @throws LinkNotInserted When there is to be no link to it.
	 */
	private function url( WP_Post $post, int $target_id ): string {
		// Of 0, get_post() makes the post that is being shown.
		$target = $target_id > 0 ? get_post( $target_id ) : null;
		if ( null === $target || $target_id === $post->ID || array() === LinkTargets::among( array( $target ) ) ) {
			throw new LinkNotInserted( LinkNotInserted::NO_TARGET );
		}
		$site = Address::of_this_site();
		$keys = array_map( $site->key( ... ), ContentLinks::in( $post->post_content ) );
		if ( array() !== array_intersect( $keys, $this->graph->addresses_of( array( $target_id => $target ), $site )[ $target_id ] ) ) {
			throw new LinkNotInserted( LinkNotInserted::ALREADY_LINKED );
		}
		return (string) get_permalink( $target );
	}

	/**
	 * Whether another user has a post open in an editor.
	 *
	 * @param int $post_id The post.
	 */
	private static function is_being_edited( int $post_id ): bool {
		// Not loaded in REST requests.
		require_once ABSPATH . 'wp-admin/includes/post.php';
		return false !== wp_check_post_lock( $post_id );
	}

	/**
	 * Saves.
	 *
	 * @param int    $post_id The post.
	 * @param string $content With the link.
	 * @throws LinkNotInserted When WordPress does not.
	 */
	private static function save( int $post_id, string $content ): WP_Post {
		// It would take out what an administrator has put there, and the link is made here.
		$is_filtered = false !== has_filter( 'content_save_pre', 'wp_filter_post_kses' );
		kses_remove_filters();
		try {
			$fields = array(
				'ID'           => $post_id,
				'post_content' => wp_slash( $content ),
			);
			$saved  = get_post( (int) wp_update_post( $fields ) );
		} finally {
			if ( $is_filtered ) {
				kses_init_filters();
			}
		}
		return $saved ?? throw new LinkNotInserted( LinkNotInserted::NOT_SAVED );
	}
}
