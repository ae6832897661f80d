<?php
/**
 * The owner's choice for a site that is not where it was connected: it has moved here, or it is a copy.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\License;

use SeoRankGenius\Cloud\CloudClient;
use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Cloud\Value\NewConnection;
use SeoRankGenius\Cloud\Value\SiteToken;
use SeoRankGenius\Sync\Sync;

/**
 * Until then nothing is sent and nothing is spent from here. Of two copies that both want the connection, the cloud lets
 * one have it; the other's token no longer works.
 */
final class Relocation {

	/**
	 * A relocation.
	 *
	 * @param CloudClient $client Talks to the cloud.
	 * @param Sync        $sync   Keeps the connection.
	 * @param Home        $home   This site.
	 */
	public function __construct(
		private readonly CloudClient $client,
		private readonly Sync $sync,
		private readonly Home $home,
	) {}

	/**
	 * Whether there is something to choose.
	 */
	public function is_due(): bool {
		return Connection::SiteMoved === $this->sync->connection( $this->sync->known() );
	}

	/**
	 * Takes the connection along, with its credits, cap and history. The earlier address loses it.
	 *
	 * @throws CloudFailure When it was not moved. Without an answer it may have been: asked once more, the cloud answers
	 *                      as it did then.
	 */
	public function move_here(): void {
		$this->sync->exchange( fn ( SiteToken $token ): NewConnection => $this->client->move_site( $token, $this->home->site_name() ) );
	}

	/**
	 * Drops the connection here and tells nobody: it is the original's.
	 */
	public function is_copy(): void {
		$this->sync->forget( $this->sync->known()->connection_id );
	}
}
