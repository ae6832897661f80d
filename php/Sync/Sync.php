<?php
/**
 * Keeps what this site knows of its license and credits in step with the cloud; it never goes backwards.
 *
 * Nothing here runs on the front end or while a page is rendered, except known(), which only reads.
 *
 *  #  what was known             what happens                          what is known then
 *  1  never or not connected     a sync is asked for                   the same; the cloud is not called
 *  2  the token cannot be opened a sync or a command                   the same, shown as token_unreadable; not called
 *  3  anything                   a connection is made                  only what came with it
 *  4  connected                  a state arrives                       site, license, catalog replaced; balance merged; no problem
 *  5  connected                  a state arrives that was read earlier the balance merged; the rest kept
 *  6  connected                  a balance arrives                     each half by its version, then by as_of; no problem
 *  7  connected                  a later balance of another epoch      only that balance, and stale
 *  8  connected                  an earlier balance of another epoch   the same
 *  9  connected                  an answer to an earlier connection    the same
 * 10  connected                  no answer, a 5xx, 429, HTML, …        the same, with the problem and its back-off
 * 11  a problem stands           it fails again                        the back-off doubles, up to 5 minutes
 * 12  a problem stands           it fails again before it was due      the back-off does not double: tabs fail together
 * 13  the cloud asked to wait    a sync is asked for before that       the same; the cloud is not called
 * 14  a problem stands           any good answer                       the problem is gone
 * 15  connected                  401 unauthenticated                   token_refused, balance kept; not tried again by itself
 * 16  connected                  409 site_moved                        site_moved, balance kept; not tried again by itself
 * 17  token refused, site moved  a sync is asked for and succeeds      connected
 * 18  connected                  a refusal of one command              the same
 * 19  connected                  the user disconnects                  disconnected, with nothing but the catalog
 * 20  a checkout is open         it is paid, then looks open again     paid
 * 21  a checkout is watched      it ends                               no longer watched
 * 22  connected at another home  a sync or a command                   the same, shown as site_moved; not called
 * 23  connected at another home  the owner moves the connection here   only what came with the new one
 * 24  moved here or not          moving fails                          the same, with why; refused with 401: token_refused
 *
 * Stale (the page asks for a sync once it is shown): connected, and either no problem and no good answer for 60 s, or a
 * problem whose back-off is over.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Sync;

use SeoRankGenius\Cloud\CloudClient;
use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Cloud\Problem;
use SeoRankGenius\Cloud\ProblemCode;
use SeoRankGenius\Cloud\Refusal;
use SeoRankGenius\Cloud\Value\NewConnection;
use SeoRankGenius\Cloud\Value\SiteState;
use SeoRankGenius\Cloud\Value\SiteToken;
use SeoRankGenius\License\Connection;
use SeoRankGenius\License\Home;
use SeoRankGenius\Storage\Sealing;

/**
 * The only reader and writer of the known account, and the only holder of the site token.
 */
final class Sync {

	private const TOKEN_PURPOSE = 'site-token';
	private const HOME_PURPOSE  = 'site-home';

	/**
	 * A sync.
	 *
	 * @param AccountRecord $record  Where the account is kept.
	 * @param CloudClient   $client  Talks to the cloud.
	 * @param Sealing       $sealing Seals the token.
	 * @param Home          $home    Where this site is now.
	 */
	public function __construct(
		private readonly AccountRecord $record,
		private readonly CloudClient $client,
		private readonly Sealing $sealing,
		private readonly Home $home,
	) {}

	/**
	 * What is known, without asking anyone.
	 */
	public function known(): KnownAccount {
		return $this->record->read();
	}

	/**
	 * How this site stands with the cloud, including whether its token can still be opened, and whether it still is where
	 * it was connected: a copy of files and database spends nothing, and asks nobody.
	 *
	 * @param KnownAccount $known What is known.
	 */
	public function connection( KnownAccount $known ): Connection {
		if ( null === $known->sealed_token ) {
			return $known->connection;
		}
		if ( null === $this->token( $known ) ) {
			return Connection::TokenUnreadable;
		}
		// A refused token has nothing that could be moved.
		return Connection::TokenRefused !== $known->connection && null !== $this->moved_from( $known ) ? Connection::SiteMoved : $known->connection;
	}

	/**
	 * The home that was connected, where this site is at another now; null where it is the same.
	 *
	 * @param KnownAccount $known What is known.
	 */
	public function moved_from( KnownAccount $known ): ?string {
		$connected = null === $known->sealed_home ? null : $this->sealing->open( $known->sealed_home, self::HOME_PURPOSE );
		return $this->home->domain() === $connected ? null : $connected;
	}

	/**
	 * Tries to bring everything up to date with at most one call. A failure is not thrown: it stands in the answer.
	 *
	 * @return KnownAccount What is known then.
	 */
	public function sync(): KnownAccount {
		$known = $this->known();
		if ( null === $this->token( $known ) || null !== $this->moved_from( $known ) || ( null !== $known->problem && $known->problem->must_wait( time() ) ) ) {
			return $known;
		}
		try {
			$this->ask(
				$this->client->site( ... ),
				static fn ( KnownAccount $before, SiteState $state ): KnownAccount => $before->with_state( $state, time() )
			);
		} catch ( CloudFailure ) {
			// The record says why.
			return $this->known();
		}
		return $this->known();
	}

	/**
	 * Makes a call with the site's token, and takes over what its answer says of the account.
	 *
	 * @template T
	 * @param callable(SiteToken):T                 $call The call.
	 * @param callable(KnownAccount,T):KnownAccount $take What is known after its answer; pure.
	 * @return T
	 * @throws CloudFailure When the call fails. A Refusal without a call: `unauthenticated` when there is no token,
	 *                      `site_moved` when this is not where the site was connected.
	 */
	public function ask( callable $call, callable $take ): mixed {
		$known = $this->known();
		if ( null !== $this->token( $known ) && null !== $this->moved_from( $known ) ) {
			throw new Refusal( new Problem( ProblemCode::SiteMoved ) );
		}
		$answer = $this->call( $known, $call );
		$this->change_within( $known->connection_id, static fn ( KnownAccount $before ): KnownAccount => $take( $before, $answer ) );
		return $answer;
	}

	/**
	 * Takes over a new connection; everything known before is dropped.
	 *
	 * @param NewConnection $connection The connection.
	 */
	public function connect( NewConnection $connection ): void {
		$sealed = $this->sealing->seal( $connection->token->reveal(), self::TOKEN_PURPOSE );
		$home   = $this->sealing->seal( $this->home->domain(), self::HOME_PURPOSE );
		$id     = wp_generate_uuid4();
		$this->record->change( static fn (): KnownAccount => KnownAccount::connected( $id, $sealed, $home, $connection->state, time() ) );
	}

	/**
	 * Exchanges the token for a new connection from here, wherever the site was connected.
	 *
	 * @param callable(SiteToken):NewConnection $exchange The call.
	 * @throws CloudFailure When it fails.
	 */
	public function exchange( callable $exchange ): void {
		$this->connect( $this->call( $this->known(), $exchange ) );
	}

	/**
	 * Forgets the connection here. Telling the cloud is License\Disconnecting's part.
	 *
	 * @param string|null $connection_id The connection that is meant; a newer one stays.
	 */
	public function forget( ?string $connection_id ): void {
		$this->change_within( $connection_id, static fn ( KnownAccount $before ): KnownAccount => $before->disconnected() );
	}

	/**
	 * Stops watching a checkout.
	 *
	 * @param string $id UUID.
	 */
	public function stop_watching( string $id ): void {
		$this->record->change( static fn ( KnownAccount $before ): KnownAccount => $before->without_checkout( $id ) );
	}

	/**
	 * Makes a call with the token; a failure stands in the record.
	 *
	 * @template T
	 * @param KnownAccount          $known What is known.
	 * @param callable(SiteToken):T $call  The call.
	 * @return T
	 * @throws CloudFailure When it fails.
	 * @throws Refusal      With `unauthenticated`, without a call, when there is no token.
	 */
	private function call( KnownAccount $known, callable $call ): mixed {
		$token = $this->token( $known );
		if ( null === $token ) {
			throw new Refusal( new Problem( ProblemCode::Unauthenticated ) );
		}
		try {
			return $call( $token );
		} catch ( CloudFailure $failure ) {
			$this->change_within( $known->connection_id, static fn ( KnownAccount $before ): KnownAccount => $before->with_failure( $failure, time() ) );
			throw $failure;
		}
	}

	/**
	 * Changes the record if it is still about the same connection.
	 *
	 * @param string|null                         $connection_id The connection.
	 * @param callable(KnownAccount):KnownAccount $change        The change.
	 */
	private function change_within( ?string $connection_id, callable $change ): void {
		$this->record->change(
			static fn ( KnownAccount $before ): KnownAccount => null !== $connection_id && $before->connection_id === $connection_id ? $change( $before ) : $before
		);
	}

	/**
	 * The site's token; null when there is none or it cannot be opened.
	 *
	 * @param KnownAccount $known What is known.
	 */
	private function token( KnownAccount $known ): ?SiteToken {
		$text = null === $known->sealed_token ? null : $this->sealing->open( $known->sealed_token, self::TOKEN_PURPOSE );
		return null === $text ? null : new SiteToken( $text );
	}
}
