<?php
/**
 * A passage in another tone, length or plainness.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

use SeoRankGenius\Cloud\Value\ActionResult;

/**
 * For the editor alone: nothing is kept with the content before its author accepts it there.
 */
final class RewriteFeature implements ContentFeature {

	public const NAME = 'rewrite';

	public const TONES   = array( 'as_is', 'friendly', 'professional', 'confident', 'playful' );
	public const LENGTHS = array( 'shorter', 'same', 'longer' );

	/** As much as a model can write again before its answer is due. */
	public const TEXT_MAX_CODE_POINTS = 30000;

	/**
	 * See ContentFeature.
	 */
	public function name(): string {
		return self::NAME;
	}

	/**
	 * See ContentFeature. The passage that was chosen; without one, the whole text.
	 *
	 * @param ContentInput $of The content.
	 * @throws ContentUnusable When there are no words in it, or too many.
	 */
	public function text( ContentInput $of ): string {
		$chosen = PlainText::paragraphs( $of->asked_text( 'text' ) );
		$text   = '' === $chosen ? $of->text() : $chosen;
		if ( 1 !== preg_match( '/[\p{L}\p{N}]/u', $text ) ) {
			throw new ContentUnusable( ContentUnusable::NO_TEXT );
		}
		if ( mb_strlen( $text, 'UTF-8' ) > self::TEXT_MAX_CODE_POINTS ) {
			throw new ContentUnusable( ContentUnusable::TOO_LONG );
		}
		return $text;
	}

	/**
	 * See ContentFeature.
	 *
	 * @param ContentInput $of      The content.
	 * @param string       $present Does not matter.
	 * @return array<string, mixed>
	 * @throws ContentUnusable When there are no words in it, or too many.
	 */
	public function input( ContentInput $of, string $present ): array {
		$tone   = $of->asked_text( 'tone' );
		$length = $of->asked_text( 'length' );
		return array(
			'title'   => $of->title(),
			'text'    => $this->text( $of ),
			'tone'    => '' === $tone ? self::TONES[0] : $tone,
			'length'  => '' === $length ? 'same' : $length,
			'simpler' => $of->asked_flag( 'simpler' ),
		);
	}

	/**
	 * See ContentFeature.
	 *
	 * @param ActionResult $result What the model has made.
	 * @param Asked        $asked  What was sent.
	 * @return array{}|array{text: string}
	 */
	public function usable( ActionResult $result, Asked $asked ): array {
		$text = PlainText::paragraphs( $result->fields()->text( 'text', 100000 ) );
		return '' === $text ? array() : array( 'text' => $text );
	}

	/**
	 * See ContentFeature.
	 *
	 * @param array<string, mixed> $usable What usable() has said.
	 * @param Asked                $asked  What was sent.
	 */
	public function made( array $usable, Asked $asked ): string {
		return is_string( $usable['text'] ?? null ) ? $usable['text'] : '';
	}
}
