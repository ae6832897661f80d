<?php
/**
 * The sites of the license, for a site that the owner has made a manager.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\License;

use SeoRankGenius\Cloud\CloudClient;
use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Cloud\Value\LicenseSite;
use SeoRankGenius\Cloud\Value\LicenseSiteAnswer;
use SeoRankGenius\Cloud\Value\SiteToken;
use SeoRankGenius\Cloud\Value\SitesAnswer;
use SeoRankGenius\Sync\KnownAccount;
use SeoRankGenius\Sync\Sync;

/**
 * The cloud knows whether this site is a manager, and refuses what it may not.
 */
final class LicenseSites {

	/** The most that a cap can be. */
	public const MOST = 1000000000;

	/**
	 * The sites.
	 *
	 * @param CloudClient $client Talks to the cloud.
	 * @param Sync        $sync   Holds the token and keeps the balance.
	 */
	public function __construct( private readonly CloudClient $client, private readonly Sync $sync ) {}

	/**
	 * All of them, the one that took most from Shared this month first.
	 *
	 * @return list<LicenseSite>
	 * @throws CloudFailure When they cannot be read.
	 */
	public function all(): array {
		$answer = $this->sync->ask(
			fn ( SiteToken $token ): SitesAnswer => $this->client->sites( $token ),
			static fn ( KnownAccount $before, SitesAnswer $answer ): KnownAccount => $before->with_balance( $answer->balance, time() )
		);
		return $answer->sites;
	}

	/**
	 * Sets the most that a site may take from Shared in a month.
	 *
	 * @param string   $id  The site.
	 * @param int|null $cap Credits; 0 bars it, null lifts the cap.
	 * @throws CloudFailure When it was not set.
	 */
	public function set_cap( string $id, ?int $cap ): LicenseSite {
		return $this->set( fn ( SiteToken $token ): LicenseSiteAnswer => $this->client->set_cap( $token, $id, $cap ) );
	}

	/**
	 * Hides Shared figures and buying on a site, or shows them again.
	 *
	 * @param string $id          The site.
	 * @param bool   $hide_shared Whether they are hidden.
	 * @throws CloudFailure When it was not set.
	 */
	public function set_hide_shared( string $id, bool $hide_shared ): LicenseSite {
		return $this->set( fn ( SiteToken $token ): LicenseSiteAnswer => $this->client->set_hide_shared( $token, $id, $hide_shared ) );
	}

	/**
	 * Sets something, and takes over the balance that comes with the answer: the site may be this one.
	 *
	 * @param callable(SiteToken):LicenseSiteAnswer $call The call.
	 * @throws CloudFailure When it was not set.
	 */
	private function set( callable $call ): LicenseSite {
		$answer = $this->sync->ask(
			$call,
			static fn ( KnownAccount $before, LicenseSiteAnswer $answer ): KnownAccount => $before->with_balance( $answer->balance, time() )
		);
		return $answer->site;
	}
}
