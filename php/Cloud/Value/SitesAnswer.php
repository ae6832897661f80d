<?php
/**
 * The answer to a manager that asks for the sites of its license.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * The sites, the one that took most this month first, with the manager's balance.
 */
final class SitesAnswer {

	/** Far above what any plan allows. */
	private const MOST = 5000;

	/**
	 * An answer.
	 *
	 * @param list<LicenseSite> $sites   The sites.
	 * @param Balance           $balance The balance.
	 */
	private function __construct( public readonly array $sites, public readonly Balance $balance ) {}

	/**
	 * Reads an answer.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		return new self( $fields->list_of( 'sites', LicenseSite::from( ... ), self::MOST ), Balance::from( $fields->object( 'balance' ) ) );
	}
}
