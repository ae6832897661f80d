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
use SeoRankGenius\Features\ImageAltText\DecorativeMark;
use SeoRankGenius\Features\ImageAltText\ImageIndex;
use SeoRankGenius\Features\ImageAltText\ImageState;
use SeoRankGenius\Features\ImageAltText\PageTitles;
use WP_Post;

/**
 * Plain text everywhere: the screens escape it. Text and state are WordPress's own, as they are now.
 */
final class ImageView {

	/**
	 * A view.
	 *
	 * @param AltText        $alt_text     Reads the alt text.
	 * @param DecorativeMark $decorative   Reads the mark.
	 * @param ImageIndex     $index        Knows what the model did.
	 * @param PageTitles     $page_titles  Finds the pages that use them.
	 * @param Capabilities   $capabilities Who may edit.
	 */
	public function __construct(
		private readonly AltText $alt_text,
		private readonly DecorativeMark $decorative,
		private readonly ImageIndex $index,
		private readonly PageTitles $page_titles,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Images as the current user sees them. What the index has of them is put right where somebody has gone behind
	 * WordPress's back.
	 *
	 * @param list<WP_Post> $images Attachments.
	 * @return list<array<string, mixed>>
	 */
	public function show( array $images ): array {
		$pages = $this->page_titles->of( $images, get_current_user_id() );
		$known = $this->index->rows( array_column( $images, 'ID' ) );
		$shown = array();
		$stale = array();
		foreach ( $images as $image ) {
			$indexed = $known[ $image->ID ] ?? null;
			$row     = $this->row( $image, $pages[ $image->ID ] ?? null, $indexed['generated_hash'] ?? '', $indexed['failure'] ?? '' );
			$shown[] = $row;
			if ( ( $indexed['state'] ?? null ) !== $row['state'] ) {
				$stale[] = $image->ID;
			}
		}
		if ( array() !== $stale ) {
			$this->index->refresh( $stale );
		}
		return $shown;
	}

	/**
	 * One image.
	 *
	 * @param WP_Post                                $image          The attachment.
	 * @param array{page_id: int, title: string}|null $page           The page that uses it.
	 * @param string                                 $generated_hash Of the model's text; empty for none.
	 * @param string                                 $failure        Why the last generation came to nothing; empty when it did not.
	 * @return array<string, mixed>
	 */
	private function row( WP_Post $image, ?array $page, string $generated_hash, string $failure ): array {
		$alt_text  = $this->alt_text->of( $image->ID );
		$thumbnail = wp_get_attachment_image_url( $image->ID, 'medium' );
		$page_url  = null === $page ? null : get_edit_post_link( $page['page_id'], 'raw' );
		return array(
			'id'            => $image->ID,
			'title'         => trim( wp_strip_all_tags( html_entity_decode( $image->post_title, ENT_QUOTES, 'UTF-8' ), true ) ),
			'file_name'     => wp_basename( (string) get_attached_file( $image->ID ) ),
			'thumbnail_url' => false === $thumbnail ? null : $thumbnail,
			'edit_url'      => admin_url( 'post.php?post=' . $image->ID . '&action=edit' ),
			'alt_text'      => $alt_text,
			'state'         => ImageState::of( $alt_text, $this->decorative->is_set( $image->ID ), $generated_hash )->value,
			'failure'       => '' === $failure ? null : $failure,
			'page_title'    => $page['title'] ?? null,
			'page_url'      => '' === $page_url ? null : $page_url,
			'can_edit'      => $this->capabilities->can_edit_image( $image->ID ),
		);
	}
}
