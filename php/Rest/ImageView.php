<?php
/**
 * Shows images as schema/rest/image.json says.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Features\ImageAltText\AltText;
use SeoRankGenius\Features\ImageAltText\PageTitles;
use WP_Post;

/**
 * Plain text everywhere: the screens escape it.
 */
final class ImageView {

	/**
	 * A view.
	 *
	 * @param AltText      $alt_text     Reads the alt text.
	 * @param PageTitles   $page_titles  Finds the pages that use them.
	 * @param Capabilities $capabilities Who may edit.
	 */
	public function __construct(
		private readonly AltText $alt_text,
		private readonly PageTitles $page_titles,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Images as the current user sees them.
	 *
	 * @param list<WP_Post> $images Attachments.
	 * @return list<array<string, mixed>>
	 */
	public function show( array $images ): array {
		$titles = $this->page_titles->of( $images );
		return array_map( fn ( WP_Post $image ): array => $this->row( $image, $titles[ $image->ID ] ?? null ), $images );
	}

	/**
	 * One image.
	 *
	 * @param WP_Post     $image      The attachment.
	 * @param string|null $page_title Title of the page that uses it.
	 * @return array<string, mixed>
	 */
	private function row( WP_Post $image, ?string $page_title ): array {
		$alt_text  = $this->alt_text->of( $image->ID );
		$thumbnail = wp_get_attachment_image_url( $image->ID, 'medium' );
		return array(
			'id'            => $image->ID,
			'title'         => trim( wp_strip_all_tags( html_entity_decode( $image->post_title, ENT_QUOTES, 'UTF-8' ), true ) ),
			'file_name'     => wp_basename( (string) get_attached_file( $image->ID ) ),
			'thumbnail_url' => false === $thumbnail ? null : $thumbnail,
			'edit_url'      => admin_url( 'post.php?post=' . $image->ID . '&action=edit' ),
			'alt_text'      => $alt_text,
			'state'         => '' === $alt_text ? 'missing' : 'present',
			'page_title'    => $page_title,
			'can_edit'      => $this->capabilities->can_edit_image( $image->ID ),
		);
	}
}
