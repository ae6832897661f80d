<?php
/**
 * A stretch of a page's text: a paragraph, a heading, an item of a list.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Analysis;

/**
 * Text that nothing parts, and where it stands.
 */
final class Piece {

	public const PARAGRAPH = 'paragraph';
	public const ITEM      = 'item';
	public const CELL      = 'cell';
	public const CODE      = 'code';
	public const HEADING   = 'heading';

	/**
	 * A piece.
	 *
	 * @param string $kind  One of the constants.
	 * @param string $text  As visitors read it; only an empty heading has none.
	 * @param int    $block Its block, as Finding counts them.
	 * @param int    $level Of a heading, 1 to 6; else 0.
	 */
	public function __construct(
		public readonly string $kind,
		public readonly string $text,
		public readonly int $block,
		public readonly int $level = 0
	) {}

	/**
	 * Whether it is read as sentences.
	 */
	public function is_prose(): bool {
		return self::PARAGRAPH === $this->kind || self::ITEM === $this->kind;
	}
}
