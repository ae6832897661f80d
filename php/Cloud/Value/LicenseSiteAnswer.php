<?php
/**
 * The answer to a manager that has set something for a site.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * The site as it is then, with the manager's balance.
 */
final class LicenseSiteAnswer {

	/**
	 * An answer.
	 *
	 * @param LicenseSite $site    The site.
	 * @param Balance     $balance The balance.
	 */
	private function __construct( public readonly LicenseSite $site, public readonly Balance $balance ) {}

	/**
	 * Reads an answer.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		return new self( LicenseSite::from( $fields->object( 'site' ) ), Balance::from( $fields->object( 'balance' ) ) );
	}
}
