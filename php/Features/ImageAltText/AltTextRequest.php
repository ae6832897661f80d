<?php
/**
 * Makes what is sent to have the alt text of one image written.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use SeoRankGenius\Personalization\SavedPersonalization;
use WP_Post;

/**
 * The one place that decides what leaves the site for this feature.
 */
final class AltTextRequest {

	private const MAX_TITLE_CODE_POINTS     = 300;
	private const MAX_FILE_NAME_CODE_POINTS = 255;

	/**
	 * Requests.
	 *
	 * @param PictureSource        $pictures        Finds the bytes.
	 * @param PageTitles           $page_titles     Finds the words around.
	 * @param SavedPersonalization $personalization What the owner says about the brand.
	 * @param DecorativeMark       $decorative      Keeps images without text.
	 * @param ImageIndex           $index           Remembers with which personalization a text was asked for.
	 */
	public function __construct(
		private readonly PictureSource $pictures,
		private readonly PageTitles $page_titles,
		private readonly SavedPersonalization $personalization,
		private readonly DecorativeMark $decorative,
		private readonly ImageIndex $index,
	) {}

	/**
	 * The ActionRequest of the /v1 contract, for one image.
	 *
	 * @param WP_Post     $image     The attachment.
	 * @param int         $user_id   Who asks.
	 * @param string      $action_id UUID.
	 * @param int         $max_cost  The quote, in credits.
	 * @param string|null $run_id    UUID of the run that it is part of.
	 * @return array<string, mixed>
	 * @throws ImageUnusable When the image must not or cannot be sent.
	 */
	public function of( WP_Post $image, int $user_id, string $action_id, int $max_cost, ?string $run_id = null ): array {
		if ( $this->decorative->holds( $image->ID ) ) {
			throw new ImageUnusable( ImageUnusable::DECORATIVE );
		}
		$picture         = $this->pictures->picture( $image->ID );
		$personalization = $this->personalization->now();
		$for_cloud       = $personalization->for_cloud();
		$page            = $this->page_titles->of( array( $image ), $user_id )[ $image->ID ] ?? null;
		$this->index->asked( $image->ID, null === $for_cloud ? 0 : $personalization->version );
		return array(
			'id'       => $action_id,
			'feature'  => 'image_alt',
			'subject'  => array(
				'type' => 'attachment',
				'id'   => (string) $image->ID,
			),
			'actor'    => (string) $user_id,
			'run_id'   => $run_id,
			'max_cost' => $max_cost,
			'input'    => array(
				'image'      => array(
					'media_type' => $picture->media_type,
					'data'       => base64_encode( $picture->bytes ), // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- A picture in JSON.
				),
				'language'   => $personalization->language(),
				'file_name'  => mb_substr( wp_basename( (string) get_attached_file( $image->ID ) ), 0, self::MAX_FILE_NAME_CODE_POINTS, 'UTF-8' ),
				'page_title' => mb_substr( $page['title'] ?? '', 0, self::MAX_TITLE_CODE_POINTS, 'UTF-8' ),
			) + ( null === $for_cloud ? array() : array( 'personalization' => $for_cloud ) ),
		);
	}
}
