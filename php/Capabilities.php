<?php
/**
 * Who may do what: the one place that names WordPress's capabilities.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius;

/**
 * Each function is about the current user.
 */
final class Capabilities {

	private const WRITE  = 'edit_posts';
	private const UPLOAD = 'upload_files';
	private const MANAGE = 'manage_options';

	/**
	 * See the balance.
	 */
	public function can_view(): bool {
		return current_user_can( self::UPLOAD ) || current_user_can( self::WRITE );
	}

	/**
	 * Run actions that cost credits, on objects that they may edit.
	 */
	public function can_spend(): bool {
		return $this->can_view();
	}

	/**
	 * Buy packs.
	 */
	public function can_buy(): bool {
		return current_user_can( self::MANAGE );
	}

	/**
	 * Connect and disconnect.
	 */
	public function can_manage_license(): bool {
		return current_user_can( self::MANAGE );
	}

	/**
	 * List the images of the media library.
	 */
	public function can_list_images(): bool {
		return current_user_can( self::UPLOAD );
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
	 * The capability under which WordPress shows the Account page to those who can view.
	 */
	public function for_account_page(): string {
		return current_user_can( self::WRITE ) ? self::WRITE : self::UPLOAD;
	}

	/**
	 * The capability under which WordPress shows the Image SEO page.
	 */
	public function for_images_page(): string {
		return self::UPLOAD;
	}
}
