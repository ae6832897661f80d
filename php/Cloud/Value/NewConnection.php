<?php
/**
 * The answer to connecting: the token, shown this once, and the state.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * A connection that was just made.
 */
final class NewConnection {

	/**
	 * A connection.
	 *
	 * @param SiteToken $token The site's token.
	 * @param SiteState $state The site's state.
	 */
	private function __construct( public readonly SiteToken $token, public readonly SiteState $state ) {}

	/**
	 * Reads a connection.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		return new self(
			new SiteToken( $fields->matching( 'site_token', '/^[A-Za-z0-9._~+\/=-]{20,400}$/' ) ),
			SiteState::from( $fields->object( 'state' ) ),
		);
	}
}
