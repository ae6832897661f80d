<?php
/**
 * Finds the page that uses an image, for the words around it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use WP_Post;

/**
 * The page it was uploaded to, else one that is known to show it. Only titles that the user may read.
 */
final class PageTitles {

	/**
	 * Page titles.
	 *
	 * @param ImageUses $uses Knows which pages show which images.
	 */
	public function __construct( private readonly ImageUses $uses ) {}

	/**
	 * The pages of many images, in two queries.
	 *
	 * @param list<WP_Post> $images  Attachments.
	 * @param int           $user_id Who is to read the titles.
	 * @return array<int, array{page_id: int, title: string}> Plain text by attachment; those without are absent.
	 */
	public function of( array $images, int $user_id ): array {
		$uploaded_to = array();
		foreach ( $images as $image ) {
			if ( $image->post_parent > 0 ) {
				$uploaded_to[ $image->ID ] = $image->post_parent;
			}
		}
		$shown_on = $this->uses->pages_of( array_column( $images, 'ID' ) );
		_prime_post_caches( array_values( array_unique( array( ...$uploaded_to, ...$shown_on ) ) ), false, false );
		$found = array();
		foreach ( array_column( $images, 'ID' ) as $image_id ) {
			foreach ( array( $uploaded_to[ $image_id ] ?? 0, $shown_on[ $image_id ] ?? 0 ) as $page_id ) {
				$title = $page_id > 0 ? self::readable_title( $page_id, $user_id ) : '';
				if ( '' !== $title ) {
					$found[ $image_id ] = array(
						'page_id' => $page_id,
						'title'   => $title,
					);
					break;
				}
			}
		}
		return $found;
	}

	/**
	 * A page's title as plain text; empty when the user may not read it or it is in the trash.
	 *
	 * @param int $page_id The post.
	 * @param int $user_id The user.
	 */
	private static function readable_title( int $page_id, int $user_id ): string {
		$page = get_post( $page_id );
		if ( ! $page instanceof WP_Post || 'trash' === $page->post_status || ! user_can( $user_id, 'read_post', $page_id ) ) {
			return '';
		}
		return trim( wp_strip_all_tags( html_entity_decode( $page->post_title, ENT_QUOTES, 'UTF-8' ), true ) );
	}
}
