<?php
/**
 * Who may do what: the one place that names capabilities, WordPress's and the plugin's own.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius;

use WP_User;

/**
 * The plugin's own capabilities are those of WordPress's roles: a role or a user that has one set, to true or false, by
 * Account › License, by a plugin for roles or by add_cap(), has just that. Anyone else has it when they have one of the
 * capabilities of WordPress that bring it by default. Nothing is written for the defaults, so new roles have them too.
 *
 * Each function that begins with "can" is about the current user. Background work sets that user first.
 */
final class Capabilities {

	public const VIEW           = 'seo_rank_genius_view';
	public const SPEND          = 'seo_rank_genius_spend';
	public const BUY            = 'seo_rank_genius_buy';
	public const MANAGE_LICENSE = 'seo_rank_genius_manage_license';

	private const WRITE  = 'edit_posts';
	private const UPLOAD = 'upload_files';
	private const MANAGE = 'manage_options';

	/** Any one of a list brings the capability. */
	private const DEFAULTS = array(
		self::VIEW           => array( self::WRITE, self::UPLOAD ),
		self::SPEND          => array( self::WRITE, self::UPLOAD ),
		self::BUY            => array( self::MANAGE ),
		self::MANAGE_LICENSE => array( self::MANAGE ),
	);

	/**
	 * Has WordPress know the plugin's own capabilities.
	 */
	public static function listen(): void {
		add_filter(
			'user_has_cap',
			static fn ( array $has, array $required, array $asked, WP_User $user ): array => self::with_defaults( $has, $required ),
			20,
			4
		);
	}

	/**
	 * Capabilities with those of the plugin's own that are asked for and not set.
	 *
	 * @param array<array-key, mixed> $has      What a user or a role has: true or false by capability.
	 * @param array<array-key, mixed> $required What is asked for.
	 * @return array<array-key, mixed>
	 */
	public static function with_defaults( array $has, array $required ): array {
		foreach ( $required as $capability ) {
			if ( is_string( $capability ) && isset( self::DEFAULTS[ $capability ] ) && ! isset( $has[ $capability ] ) ) {
				$has[ $capability ] = self::is_default( $capability, $has );
			}
		}
		return $has;
	}

	/**
	 * Whether a capability comes with others.
	 *
	 * @param key-of<self::DEFAULTS>  $capability One of the plugin's own.
	 * @param array<array-key, mixed> $has        The others: true or false by capability.
	 */
	private static function is_default( string $capability, array $has ): bool {
		/**
		 * Filters which capabilities of WordPress bring one of the plugin's own, where it is set neither for the user nor
		 * for one of their roles. Any one of them suffices; an empty list brings it to nobody.
		 *
		 * @param list<string> $brought_by Capabilities of WordPress.
		 * @param string       $capability `seo_rank_genius_view` (see the balance), `seo_rank_genius_spend` (run what costs
		 *                                 credits), `seo_rank_genius_buy` (buy packs) or `seo_rank_genius_manage_license`
		 *                                 (connect, disconnect, see usage, say who may see and spend).
		 */
		$brought_by = apply_filters( 'seo_rank_genius_default_capabilities', self::DEFAULTS[ $capability ], $capability );
		foreach ( is_array( $brought_by ) ? $brought_by : array() as $other ) {
			if ( is_string( $other ) && (bool) ( $has[ $other ] ?? false ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * See the balance.
	 */
	public function can_view(): bool {
		return current_user_can( self::VIEW );
	}

	/**
	 * Run actions that cost credits, on objects that they may edit. Who may not see the balance may not spend it.
	 */
	public function can_spend(): bool {
		return $this->can_view() && current_user_can( self::SPEND );
	}

	/**
	 * Buy packs.
	 */
	public function can_buy(): bool {
		return current_user_can( self::BUY );
	}

	/**
	 * Connect and disconnect.
	 */
	public function can_manage_license(): bool {
		return current_user_can( self::MANAGE_LICENSE );
	}

	/**
	 * Change what holds for the whole site: the personalization, what happens to new uploads, what is kept.
	 */
	public function can_change_settings(): bool {
		return current_user_can( self::MANAGE );
	}

	/**
	 * List the images of the media library.
	 */
	public function can_list_images(): bool {
		return current_user_can( self::UPLOAD );
	}

	/**
	 * Change a post, page or other content.
	 *
	 * @param int $post_id The content.
	 */
	public function can_edit_content( int $post_id ): bool {
		return current_user_can( 'edit_post', $post_id );
	}

	/**
	 * Change an image.
	 *
	 * @param int $image_id The attachment.
	 */
	public function can_edit_image( int $image_id ): bool {
		return current_user_can( self::UPLOAD ) && current_user_can( 'edit_post', $image_id );
	}

	/**
	 * List posts, pages and other contents.
	 */
	public function can_list_contents(): bool {
		return current_user_can( self::WRITE );
	}

	/**
	 * The capability under which WordPress shows the Content SEO page: its header has the balance.
	 */
	public function for_contents_page(): string {
		return $this->can_view() ? self::WRITE : 'do_not_allow';
	}

	/**
	 * The capability under which WordPress shows the Account page.
	 */
	public function for_account_page(): string {
		return self::VIEW;
	}

	/**
	 * The capability under which WordPress shows the Image SEO page: its header has the balance.
	 */
	public function for_images_page(): string {
		return $this->can_view() ? self::UPLOAD : 'do_not_allow';
	}
}
