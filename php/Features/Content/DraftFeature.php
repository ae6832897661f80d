<?php
/**
 * A first version of a text, from its title and outline.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\Value\ActionResult;

/**
 * For the editor alone: nothing is kept with the content before its author accepts it there.
 */
final class DraftFeature implements ContentFeature {

	public const NAME = 'draft';

	public const LEAST_WORDS = 100;
	public const MOST_WORDS  = 2500;

	private const WORDS = 800;

	/**
	 * See ContentFeature.
	 */
	public function name(): string {
		return self::NAME;
	}

	/**
	 * See ContentFeature. It works without.
	 *
	 * @param ContentInput $of The content.
	 */
	public function text( ContentInput $of ): string {
		return '';
	}

	/**
	 * See ContentFeature.
	 *
	 * @param ContentInput $of      The content.
	 * @param string       $present Does not matter.
	 * @return array<string, mixed>
	 * @throws ContentUnusable When there is neither a title nor an outline.
	 */
	public function input( ContentInput $of, string $present ): array {
		$title   = $of->title();
		$outline = array_values( array_filter( array_map( PlainText::line( ... ), $of->asked_texts( 'outline' ) ), static fn ( string $point ): bool => '' !== $point ) );
		if ( 1 !== preg_match( '/[\p{L}\p{N}]/u', $title . implode( ' ', $outline ) ) ) {
			throw new ContentUnusable( ContentUnusable::NO_TITLE );
		}
		return array(
			'title'   => $title,
			'outline' => $outline,
			'words'   => $of->asked_number( 'words', self::WORDS ),
		) + $of->focus_keyword();
	}

	/**
	 * See ContentFeature.
	 *
	 * @param ActionResult $result What the model has made.
	 * @param Asked        $asked  What was sent.
	 * @return array<string, mixed>
	 */
	public function usable( ActionResult $result, Asked $asked ): array {
		$sections = $result->fields()->list_of(
			'sections',
			static fn ( Fields $section ): array => array(
				'heading'    => PlainText::line( $section->text( 'heading', 300, 0 ) ),
				'paragraphs' => array_values( array_filter( array_map( PlainText::line( ... ), $section->texts( 'paragraphs', 10000, 40 ) ), static fn ( string $paragraph ): bool => '' !== $paragraph ) ),
			)
		);
		$sections = array_values( array_filter( $sections, static fn ( array $section ): bool => array() !== $section['paragraphs'] ) );
		return array() === $sections ? array() : array( 'sections' => $sections );
	}

	/**
	 * See ContentFeature.
	 *
	 * @param array<string, mixed> $usable What usable() has said.
	 * @param Asked                $asked  What was sent.
	 */
	public function made( array $usable, Asked $asked ): string {
		return Json::encode( $usable );
	}
}
