<?php
/**
 * The chosen objects that a run can take, as the parts of a SELECT.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

/**
 * A hundred thousand objects become items in one INSERT … SELECT. Every value in the parts is bound already.
 */
final class Candidates {

	/**
	 * Candidates, each object at most once.
	 *
	 * @param string $object_id The column that holds the object's id.
	 * @param string $price     An expression for the price of each, in credits.
	 * @param string $source    What follows FROM: tables, joins and WHERE.
	 * @param string $order     What follows ORDER BY.
	 */
	public function __construct(
		public readonly string $object_id,
		public readonly string $price,
		public readonly string $source,
		public readonly string $order,
	) {}
}
