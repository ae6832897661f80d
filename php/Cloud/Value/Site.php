<?php
/**
 * This site, as the cloud knows it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * Its id and what its owner has set for it.
 */
final class Site {

	/**
	 * A site.
	 *
	 * @param string $id          UUID.
	 * @param bool   $is_manager  The owner lets this site see all sites.
	 * @param bool   $hide_shared Shared figures and buying are hidden here.
	 */
	private function __construct(
		public readonly string $id,
		public readonly bool $is_manager,
		public readonly bool $hide_shared,
	) {}

	/**
	 * Reads a site.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		return new self( $fields->uuid( 'id' ), $fields->flag( 'is_manager' ), $fields->flag( 'hide_shared' ) );
	}

	/**
	 * The form in which it is stored.
	 *
	 * @return array<string, mixed>
	 */
	public function to_array(): array {
		return array(
			'id'          => $this->id,
			'is_manager'  => $this->is_manager,
			'hide_shared' => $this->hide_shared,
		);
	}
}
