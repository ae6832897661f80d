<?php
/**
 * The ways from WordPress's media library to Image SEO: a bulk action, and a link in each row.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Admin;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Rest\ImageListing;
use WP_Post;

/**
 * Both lead to Image SEO with the images chosen, where the price is shown before anything is spent. Nothing is done here.
 */
final class MediaLibrary {

	private const ACTION = 'seo_rank_genius_alt_text';

	/**
	 * Entry points.
	 *
	 * @param Capabilities $capabilities Who may.
	 */
	public function __construct( private readonly Capabilities $capabilities ) {}

	/**
	 * Adds them, for those who may spend.
	 */
	public function add(): void {
		if ( ! $this->capabilities->can_list_images() || ! $this->capabilities->can_spend() ) {
			return;
		}
		add_filter( 'bulk_actions-upload', $this->with_bulk_action( ... ) );
		add_filter( 'handle_bulk_actions-upload', $this->destination( ... ), 10, 3 );
		add_filter( 'media_row_actions', $this->with_row_action( ... ), 10, 2 );
	}

	/**
	 * The images that an address of Image SEO names; none where it names none. Not as `ids`: WordPress takes that out of
	 * the address before a script sees it (wp_removable_query_args).
	 *
	 * @return list<int>
	 */
	public static function chosen(): array {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- Only chooses what is shown.
		$named = isset( $_GET['images'] ) && is_string( $_GET['images'] ) ? sanitize_text_field( wp_unslash( $_GET['images'] ) ) : '';
		$ids   = array_filter( array_map( 'intval', explode( ',', $named ) ), static fn ( int $id ): bool => $id > 0 );
		return array_slice( array_values( array_unique( $ids ) ), 0, ImageListing::MAX_IDS );
	}

	/**
	 * With the bulk action.
	 *
	 * @param array<array-key, mixed> $actions Labels by name.
	 * @return array<array-key, mixed>
	 */
	private function with_bulk_action( array $actions ): array {
		$actions[ self::ACTION ] = __( 'Generate Alt Text', 'seo-rank-genius' );
		return $actions;
	}

	/**
	 * Where the bulk action leads.
	 *
	 * @param string                  $address Where WordPress would go.
	 * @param string                  $action  The chosen action.
	 * @param array<array-key, mixed> $ids     The chosen attachments.
	 */
	private function destination( string $address, string $action, array $ids ): string {
		if ( self::ACTION !== $action ) {
			return $address;
		}
		$images = array_filter( array_map( static fn ( mixed $id ): int => is_numeric( $id ) ? (int) $id : 0, $ids ), self::is_image( ... ) );
		return array() === $images ? $address : self::address( array_values( $images ) );
	}

	/**
	 * With the link of a row.
	 *
	 * @param array<array-key, mixed> $actions Links by name.
	 * @param WP_Post                 $post    The attachment.
	 * @return array<array-key, mixed>
	 */
	private function with_row_action( array $actions, WP_Post $post ): array {
		if ( self::is_image( $post->ID ) && $this->capabilities->can_edit_image( $post->ID ) ) {
			$title                   = _draft_or_post_title( $post );
			$actions[ self::ACTION ] = sprintf(
				'<a href="%s" aria-label="%s">%s</a>',
				esc_url( self::address( array( $post->ID ) ) ),
				/* translators: %s: title of an image. */
				esc_attr( sprintf( __( 'Generate Alt Text for “%s”', 'seo-rank-genius' ), $title ) ),
				esc_html__( 'Generate Alt Text', 'seo-rank-genius' )
			);
		}
		return $actions;
	}

	/**
	 * Whether an attachment is an image.
	 *
	 * @param int $id The attachment.
	 */
	private static function is_image( int $id ): bool {
		return $id > 0 && str_starts_with( (string) get_post_mime_type( $id ), 'image/' );
	}

	/**
	 * Image SEO with these images chosen.
	 *
	 * @param list<int> $ids Attachments.
	 */
	private static function address( array $ids ): string {
		return admin_url( 'admin.php?page=' . Screens::IMAGE_SEO . '&images=' . implode( ',', $ids ) );
	}
}
