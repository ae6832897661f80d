<?php
/**
 * All that the cloud tells a site about itself in one answer.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * Site, account, license, balance and catalog, all read at the balance's `as_of`.
 */
final class SiteState {

	/**
	 * A state.
	 *
	 * @param Site    $site         The site.
	 * @param string  $email_masked The account: "a…@x.com".
	 * @param License $license      The license.
	 * @param Balance $balance      The balance.
	 * @param Catalog $catalog      The catalog.
	 */
	private function __construct(
		public readonly Site $site,
		public readonly string $email_masked,
		public readonly License $license,
		public readonly Balance $balance,
		public readonly Catalog $catalog,
	) {}

	/**
	 * Reads a state.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		return new self(
			Site::from( $fields->object( 'site' ) ),
			$fields->object( 'account' )->text( 'email_masked', 300 ),
			License::from( $fields->object( 'license' ) ),
			Balance::from( $fields->object( 'balance' ) ),
			Catalog::from( $fields->object( 'catalog' ) ),
		);
	}
}
