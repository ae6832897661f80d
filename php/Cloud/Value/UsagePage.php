<?php
/**
 * A piece of the list of a site's actions.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * Newest first.
 */
final class UsagePage {

	/** The most lines that can be asked for at once. */
	public const MOST = 500;

	/**
	 * A page.
	 *
	 * @param list<UsageLine> $lines       The lines.
	 * @param string|null     $next_cursor Where the next page begins; null on the last one.
	 */
	private function __construct( public readonly array $lines, public readonly ?string $next_cursor ) {}

	/**
	 * Reads a page.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		return new self(
			$fields->list_of( 'lines', UsageLine::from( ... ), self::MOST ),
			$fields->nullable( 'next_cursor', static fn ( Fields $of ): string => $of->matching( 'next_cursor', '/^[A-Za-z0-9_-]{1,200}$/' ) ),
		);
	}
}
