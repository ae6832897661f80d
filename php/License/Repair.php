<?php
/**
 * Looks at everything that the plugin stands on, mends what it can, and says what it found.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\License;

/**
 * The tables come first: the rest reads them. Nothing is bought, and nothing is spent.
 */
final class Repair {

	/**
	 * A repair.
	 *
	 * @param InstallationChecks $installation Tables and WP-Cron.
	 * @param ConnectionChecks   $connection   Everything that is about the cloud.
	 */
	public function __construct( private readonly InstallationChecks $installation, private readonly ConnectionChecks $connection ) {}

	/**
	 * Checks and mends.
	 *
	 * @return list<Finding> In the order of Finding::CHECKS; what could not be looked at is missing.
	 */
	public function run(): array {
		$tables = $this->installation->tables();
		return array( ...$this->connection->run(), $this->installation->cron(), $tables );
	}
}
