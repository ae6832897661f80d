<?php
/**
 * Takes this site off its license.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\License;

use SeoRankGenius\Cloud\CloudClient;
use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Cloud\Refusal;
use SeoRankGenius\Cloud\Value\SiteToken;
use SeoRankGenius\Sync\KnownAccount;
use SeoRankGenius\Sync\Sync;

/**
 * The cloud is told first, so that the token is revoked and the seat is free. When the cloud cannot be reached, nothing
 * is changed and it can be tried again; only "here only" forgets the token without telling the cloud. A token that the
 * cloud refuses, or that cannot be opened, is forgotten at once: there is nothing to revoke.
 */
final class Disconnecting {

	/**
	 * Disconnecting.
	 *
	 * @param CloudClient $client Talks to the cloud.
	 * @param Sync        $sync   Keeps the connection.
	 */
	public function __construct( private readonly CloudClient $client, private readonly Sync $sync ) {}

	/**
	 * Disconnects.
	 *
	 * @param bool $here_only Forget the token without telling the cloud.
	 * @throws CloudFailure When the cloud could not be told; nothing is changed then.
	 */
	public function disconnect( bool $here_only ): void {
		$known = $this->sync->known();
		if ( ! $here_only ) {
			try {
				$this->sync->ask(
					function ( SiteToken $token ): bool {
						$this->client->disconnect( $token );
						return true;
					},
					static fn ( KnownAccount $before ): KnownAccount => $before
				);
			} catch ( Refusal ) {
				$this->sync->forget( $known->connection_id );
				return;
			}
		}
		$this->sync->forget( $known->connection_id );
	}
}
