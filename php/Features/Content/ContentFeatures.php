<?php
/**
 * The features that work on contents.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

/**
 * By name.
 */
final class ContentFeatures {

	/**
	 * By name.
	 *
	 * @var array<string, ContentFeature>
	 */
	private readonly array $features;

	/**
	 * Features.
	 *
	 * @param ContentFeature ...$features All there are.
	 */
	public function __construct( ContentFeature ...$features ) {
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
	public function find( string $name ): ?ContentFeature {
		return $this->features[ $name ] ?? null;
	}

	/**
	 * A feature that contents are listed by; null when there is none of this name.
	 *
	 * @param string $name Its name.
	 */
	public function find_listed( string $name ): ?ListedFeature {
		$feature = $this->find( $name );
		return $feature instanceof ListedFeature ? $feature : null;
	}

	/**
	 * Those that contents are listed by, by name.
	 *
	 * @return array<string, ListedFeature>
	 */
	public function listed(): array {
		return array_filter( $this->features, static fn ( ContentFeature $feature ): bool => $feature instanceof ListedFeature );
	}

	/**
	 * All names.
	 *
	 * @return list<string>
	 */
	public function names(): array {
		return array_keys( $this->features );
	}
}
