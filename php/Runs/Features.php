<?php
/**
 * The features that can be run on many objects.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

/**
 * By name.
 */
final class Features {

	/**
	 * By name.
	 *
	 * @var array<string, RunFeature>
	 */
	private readonly array $features;

	/**
	 * Features.
	 *
	 * @param RunFeature ...$features All there are.
	 */
	public function __construct( RunFeature ...$features ) {
		$by_name = array();
		foreach ( $features as $feature ) {
			$by_name[ $feature->name() ] = $feature;
		}
		$this->features = $by_name;
	}

	/**
	 * A feature; null when there is none of this name.
	 *
	 * @param string $name Its name.
	 */
	public function find( string $name ): ?RunFeature {
		return $this->features[ $name ] ?? null;
	}

	/**
	 * Their names.
	 *
	 * @return list<string>
	 */
	public function names(): array {
		return array_keys( $this->features );
	}
}
