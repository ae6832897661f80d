<?php
/**
 * Whether connection, token, home, clock, balance and watched checkouts are as the cloud has them.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\License;

use SeoRankGenius\Cloud\CloudClient;
use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Cloud\CloudUrl;
use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\Value\Checkout;
use SeoRankGenius\Cloud\Value\OpenCheckouts;
use SeoRankGenius\Cloud\Value\SiteToken;
use SeoRankGenius\Rest\ProblemMessages;
use SeoRankGenius\Sync\KnownAccount;
use SeoRankGenius\Sync\Sync;

/**
 * At most two calls, and none for a site that is not connected or not where it was. What is found here is brought up to
 * date by Sync, which also says when it may not ask.
 */
final class ConnectionChecks {

	/** A call lasts at most 10 s; screens and certificates bear a few minutes. */
	private const CLOCK_TOLERANCE_S = 5 * MINUTE_IN_SECONDS;

	/**
	 * Checks.
	 *
	 * @param Sync        $sync   What is known.
	 * @param CloudClient $client Asks for the open checkouts.
	 * @param Home        $home   Where this site is.
	 * @param CloudUrl    $cloud  Where the cloud is.
	 */
	public function __construct(
		private readonly Sync $sync,
		private readonly CloudClient $client,
		private readonly Home $home,
		private readonly CloudUrl $cloud,
	) {}

	/**
	 * Checks and mends.
	 *
	 * @return list<Finding>
	 */
	public function run(): array {
		$known      = $this->sync->known();
		$connection = $this->sync->connection( $known );
		$moved_from = $this->sync->moved_from( $known );
		if ( Connection::Never === $connection || Connection::Disconnected === $connection ) {
			return array( Finding::ok( 'connection', __( 'This site is not connected, so nothing is sent anywhere. Connect it when you want to use AI features.', 'seo-rank-genius' ) ) );
		}
		if ( Connection::TokenUnreadable === $connection ) {
			return array( Finding::problem( 'token', __( 'The saved connection cannot be read: this site’s security keys (salts) have changed.', 'seo-rank-genius' ), self::connect_again() ) );
		}
		if ( null !== $moved_from ) {
			return array( $this->elsewhere( $moved_from ) );
		}
		return $this->ask( $known );
	}

	/**
	 * Brings everything up to date, and compares.
	 *
	 * @param KnownAccount $before What was known.
	 * @return list<Finding>
	 */
	private function ask( KnownAccount $before ): array {
		$after = $this->sync->sync();
		if ( Connection::TokenRefused === $after->connection ) {
			return array( $this->reached( $before, $after ), Finding::problem( 'token', __( 'The service no longer accepts this site’s connection.', 'seo-rank-genius' ), self::connect_again() ) );
		}
		$token = Finding::ok( 'token', __( 'The saved connection can be read.', 'seo-rank-genius' ) );
		if ( Connection::SiteMoved === $after->connection ) {
			return array( $this->reached( $before, $after ), $token, $this->elsewhere( null ) );
		}
		/* translators: %s: this site's address. */
		$home = Finding::ok( 'home', sprintf( __( 'This site is where it was connected: %s.', 'seo-rank-genius' ), $this->home->domain() ) );
		if ( null !== $after->problem ) {
			return array( $this->reached( $before, $after ), $token, $home );
		}
		return array( $this->reached( $before, $after ), $token, $home, self::clock( $after ), self::balance( $before, $after ), $this->checkouts( $after ) );
	}

	/**
	 * Whether the cloud has answered.
	 *
	 * @param KnownAccount $before What was known.
	 * @param KnownAccount $after  What is known now.
	 */
	private function reached( KnownAccount $before, KnownAccount $after ): Finding {
		$problem = Connection::Connected === $after->connection ? $after->problem : null;
		if ( null !== $problem ) {
			return Finding::problem(
				'connection',
				ProblemMessages::of( $problem->code ),
				/* translators: %s: the host of the credits service. */
				sprintf( __( 'If it stays so, ask your host whether WordPress may send requests to %s.', 'seo-rank-genius' ), $this->cloud->host() )
			);
		}
		return Connection::Connected === $after->connection && ( null !== $before->problem || Connection::Connected !== $before->connection )
			? Finding::mended( 'connection', __( 'The connection did not work, and works again.', 'seo-rank-genius' ) )
			/* translators: %s: the host of the credits service. */
			: Finding::ok( 'connection', sprintf( __( '%s has answered.', 'seo-rank-genius' ), $this->cloud->host() ) );
	}

	/**
	 * This site is not where it was connected.
	 *
	 * @param string|null $moved_from Where that was; null where only the cloud knows.
	 */
	private function elsewhere( ?string $moved_from ): Finding {
		return Finding::problem(
			'home',
			null === $moved_from
				/* translators: %s: this site's address. */
				? sprintf( __( 'This site was connected at another address than %s. Nothing is spent from here.', 'seo-rank-genius' ), $this->home->domain() )
				/* translators: 1: this site's address now. 2: its address when it was connected. */
				: sprintf( __( 'This site is at %1$s, but was connected at %2$s. Nothing is sent or spent from here.', 'seo-rank-genius' ), $this->home->domain(), $moved_from ),
			__( 'In Account › License, say whether the site has moved here or is a copy.', 'seo-rank-genius' )
		);
	}

	/**
	 * This server's clock against the cloud's.
	 *
	 * @param KnownAccount $after What has just been answered.
	 */
	private static function clock( KnownAccount $after ): Finding {
		$ahead_s = null === $after->balance ? 0 : $after->answered_at - Fields::moment( $after->balance->as_of )->getTimestamp();
		if ( abs( $ahead_s ) <= self::CLOCK_TOLERANCE_S ) {
			return Finding::ok( 'clock', __( 'This server’s clock is right.', 'seo-rank-genius' ) );
		}
		$minutes = (int) round( abs( $ahead_s ) / MINUTE_IN_SECONDS );
		/* translators: %s: a number of minutes. */
		$fast = _n( 'This server’s clock is %s minute ahead of the service’s.', 'This server’s clock is %s minutes ahead of the service’s.', $minutes, 'seo-rank-genius' );
		/* translators: %s: a number of minutes. */
		$slow = _n( 'This server’s clock is %s minute behind the service’s.', 'This server’s clock is %s minutes behind the service’s.', $minutes, 'seo-rank-genius' );
		return Finding::problem( 'clock', sprintf( $ahead_s > 0 ? $fast : $slow, number_format_i18n( $minutes ) ), __( 'Ask your host to set the server’s clock by a time service (NTP).', 'seo-rank-genius' ) );
	}

	/**
	 * The balance. Without figures: the owner may hide them here.
	 *
	 * @param KnownAccount $before What was known.
	 * @param KnownAccount $after  What is known now.
	 */
	private static function balance( KnownAccount $before, KnownAccount $after ): Finding {
		$figures = static fn ( KnownAccount $known ): array => array( $known->balance?->epoch, $known->balance?->license, $known->balance?->site );
		return $figures( $before ) === $figures( $after )
			? Finding::ok( 'balance', __( 'The balance is up to date.', 'seo-rank-genius' ) )
			: Finding::mended( 'balance', __( 'The balance has changed, and is up to date now.', 'seo-rank-genius' ) );
	}

	/**
	 * The checkouts that are watched.
	 *
	 * @param KnownAccount $known What is known.
	 */
	private function checkouts( KnownAccount $known ): Finding {
		$watched = self::ids( $known->checkouts );
		try {
			$this->sync->ask(
				$this->client->open_checkouts( ... ),
				static fn ( KnownAccount $before, OpenCheckouts $answer ): KnownAccount => $before->with_balance( $answer->balance, time() )->with_open_checkouts( $answer->checkouts, $watched )
			);
		} catch ( CloudFailure $failure ) {
			return Finding::problem( 'checkouts', ProblemMessages::of( $failure->problem->code ), __( 'Check again in a few minutes. What is paid is granted all the same.', 'seo-rank-genius' ) );
		}
		$now       = self::ids( $this->sync->known()->checkouts );
		$forgotten = count( array_diff( $watched, $now ) );
		$taken_up  = count( array_diff( $now, $watched ) );
		if ( 0 === $forgotten && 0 === $taken_up ) {
			return Finding::ok( 'checkouts', array() === $now ? __( 'No payment is open.', 'seo-rank-genius' ) : __( 'Open payments are watched.', 'seo-rank-genius' ) );
		}
		return Finding::mended(
			'checkouts',
			sprintf(
				/* translators: 1: a number of payments. 2: another. */
				__( 'Ended payments no longer waited for: %1$s. Open payments waited for again: %2$s.', 'seo-rank-genius' ),
				number_format_i18n( $forgotten ),
				number_format_i18n( $taken_up )
			)
		);
	}

	/**
	 * Ids of checkouts.
	 *
	 * @param list<Checkout> $checkouts The checkouts.
	 * @return list<string>
	 */
	private static function ids( array $checkouts ): array {
		return array_map( static fn ( Checkout $checkout ): string => $checkout->id, $checkouts );
	}

	/**
	 * What to do where the token is of no use.
	 */
	private static function connect_again(): string {
		return __( 'Connect this site again in Account › License; until then nothing is spent from here.', 'seo-rank-genius' );
	}
}
