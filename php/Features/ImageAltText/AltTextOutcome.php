<?php
/**
 * Keeps what came of a generation: the text, or why there is none.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

/**
 * The one place that lets the model change an image. What a person has done meanwhile stays.
 */
final class AltTextOutcome {

	/**
	 * Outcomes.
	 *
	 * @param AltText        $alt_text   Saves.
	 * @param DecorativeMark $decorative Keeps images without text.
	 * @param ImageIndex     $index      Remembers what the model did.
	 */
	public function __construct(
		private readonly AltText $alt_text,
		private readonly DecorativeMark $decorative,
		private readonly ImageIndex $index,
	) {}

	/**
	 * Saves the model's text, if the image still has the text that it is to replace. False when it has not, when it was
	 * marked as decorative since, or is gone.
	 *
	 * @param int    $image_id The attachment.
	 * @param string $text     The model's text, cleaned and not empty.
	 * @param string $instead  What AltText::of() said when it was asked for.
	 */
	public function save( int $image_id, string $text, string $instead ): bool {
		if ( $this->decorative->holds( $image_id ) ) {
			return false;
		}
		$this->index->made( $image_id, $text );
		$is_saved = $this->alt_text->save_instead_of( $image_id, $text, $instead );
		if ( $is_saved ) {
			$this->index->failed( $image_id, '' );
		}
		return $is_saved;
	}

	/**
	 * Remembers why a generation came to nothing.
	 *
	 * @param int    $image_id The attachment.
	 * @param string $why      A problem code or a reason of ImageUnusable.
	 */
	public function fail( int $image_id, string $why ): void {
		$this->index->failed( $image_id, $why );
	}
}
