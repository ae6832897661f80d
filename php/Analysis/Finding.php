<?php
/**
 * One thing that could be better about a page.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Analysis;

/**
 * Without words: FindingMessages says it in the reader's language, whenever it is shown.
 */
final class Finding {

	public const HIGH   = 'high';
	public const MEDIUM = 'medium';
	public const LOW    = 'low';

	/** The most code points of a quote. */
	private const MAX_QUOTE = 300;

	public readonly ?string $quote;

	/**
	 * A finding.
	 *
	 * @param string             $id       What it is, such as "title_long"; FindingMessages knows all.
	 * @param string             $severity One of the constants.
	 * @param list<int|string>   $args     What its message states, in the message's order.
	 * @param string|null        $quote    The words that show it, verbatim from the page; cut at their end when they are many.
	 * @param int|null           $block    Where: the number of the block, from 0, among those of the top level that are not just white space.
	 */
	public function __construct(
		public readonly string $id,
		public readonly string $severity,
		public readonly array $args = array(),
		?string $quote = null,
		public readonly ?int $block = null
	) {
		$this->quote = null === $quote || '' === $quote ? null : mb_substr( $quote, 0, self::MAX_QUOTE, 'UTF-8' );
	}

	/**
	 * As it is kept.
	 *
	 * @return array{id: string, severity: string, args: list<int|string>, quote: string|null, block: int|null}
	 */
	public function to_array(): array {
		return array(
			'id'       => $this->id,
			'severity' => $this->severity,
			'args'     => $this->args,
			'quote'    => $this->quote,
			'block'    => $this->block,
		);
	}
}
