<?php
/**
 * Reads what this site has spent and bought.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Usage;

use SeoRankGenius\Cloud\CloudClient;
use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Cloud\Value\PurchasesPage;
use SeoRankGenius\Cloud\Value\SiteToken;
use SeoRankGenius\Cloud\Value\UsagePage;
use SeoRankGenius\Cloud\Value\UsageSummary;
use SeoRankGenius\Sync\KnownAccount;
use SeoRankGenius\Sync\Sync;

/**
 * The cloud keeps account; nothing of it is kept here, and nothing that is known of the account changes.
 */
final class Usage {

	/**
	 * Usage.
	 *
	 * @param CloudClient $client Talks to the cloud.
	 * @param Sync        $sync   Holds the token.
	 */
	public function __construct( private readonly CloudClient $client, private readonly Sync $sync ) {}

	/**
	 * A page of actions.
	 *
	 * @param UsageFilter $filter   Which ones.
	 * @param string      $cursor   Where the page before ended; '' for the first.
	 * @param int         $per_page 1 to UsagePage::MOST.
	 * @throws CloudFailure When it cannot be read.
	 */
	public function page( UsageFilter $filter, string $cursor, int $per_page ): UsagePage {
		$query = $filter->to_query() + array( 'per_page' => (string) $per_page ) + ( '' === $cursor ? array() : array( 'cursor' => $cursor ) );
		return $this->sync->ask( fn ( SiteToken $token ): UsagePage => $this->client->usage( $token, $query ), self::keep( ... ) );
	}

	/**
	 * What actions cost by day and feature: the last 28 days, or those of a filter.
	 *
	 * @param UsageFilter $filter Of which only the days count.
	 * @throws CloudFailure When it cannot be read.
	 */
	public function summary( UsageFilter $filter ): UsageSummary {
		$query = array_intersect_key( $filter->to_query(), array_flip( array( 'from', 'to' ) ) );
		return $this->sync->ask( fn ( SiteToken $token ): UsageSummary => $this->client->usage_summary( $token, $query ), self::keep( ... ) );
	}

	/**
	 * A page of purchases.
	 *
	 * @param string $cursor Where the page before ended; '' for the first.
	 * @throws CloudFailure When it cannot be read.
	 */
	public function purchases( string $cursor ): PurchasesPage {
		return $this->sync->ask( fn ( SiteToken $token ): PurchasesPage => $this->client->purchases( $token, $cursor ), self::keep( ... ) );
	}

	/**
	 * These answers say nothing of the balance.
	 *
	 * @param KnownAccount $before What is known.
	 */
	private static function keep( KnownAccount $before ): KnownAccount {
		return $before;
	}
}
