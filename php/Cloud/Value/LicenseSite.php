<?php
/**
 * One site of the license, as a manager site sees it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * What it takes from the Shared pool, and what bounds that.
 */
final class LicenseSite {

	/** This month and the five before it. */
	private const MONTHS = 6;

	/**
	 * A site.
	 *
	 * @param string                                   $id          In the cloud.
	 * @param string                                   $home        Its address.
	 * @param string                                   $name        Its name.
	 * @param bool                                     $connected   Whether it is connected now.
	 * @param bool                                     $is_manager  Whether it may see all sites.
	 * @param bool                                     $hide_shared Whether Shared figures and buying are hidden there.
	 * @param int                                      $domain      Its Domain Credits.
	 * @param int|null                                 $cap         The most that it may take from Shared in a UTC month.
	 * @param list<array{month: string, shared: int}>  $months      What it took, the oldest month first, this month last.
	 */
	private function __construct(
		public readonly string $id,
		public readonly string $home,
		public readonly string $name,
		public readonly bool $connected,
		public readonly bool $is_manager,
		public readonly bool $hide_shared,
		public readonly int $domain,
		public readonly ?int $cap,
		public readonly array $months,
	) {}

	/**
	 * Reads a site.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		$months = $fields->list_of( 'months', self::month( ... ), self::MONTHS );
		if ( self::MONTHS !== count( $months ) ) {
			throw new OutOfShape( 'Fewer months' );
		}
		return new self(
			$fields->uuid( 'id' ),
			$fields->web_address( 'home' ),
			$fields->text( 'name', 200, 0 ),
			$fields->flag( 'connected' ),
			$fields->flag( 'is_manager' ),
			$fields->flag( 'hide_shared' ),
			$fields->count( 'domain' ),
			$fields->nullable( 'cap', static fn ( Fields $of ): int => $of->count( 'cap' ) ),
			$months,
		);
	}

	/**
	 * The wire form.
	 *
	 * @return array<string, mixed>
	 */
	public function to_array(): array {
		return array(
			'id'          => $this->id,
			'home'        => $this->home,
			'name'        => $this->name,
			'connected'   => $this->connected,
			'is_manager'  => $this->is_manager,
			'hide_shared' => $this->hide_shared,
			'domain'      => $this->domain,
			'cap'         => $this->cap,
			'months'      => $this->months,
		);
	}

	/**
	 * Reads a month.
	 *
	 * @param Fields $fields Its fields.
	 * @return array{month: string, shared: int}
	 */
	private static function month( Fields $fields ): array {
		return array(
			'month'  => $fields->matching( 'month', '/^\d{4}-(0[1-9]|1[0-2])$/' ),
			'shared' => $fields->count( 'shared' ),
		);
	}
}
