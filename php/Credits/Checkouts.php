<?php
/**
 * Buying packs: starting a checkout, looking how far it is, no longer watching it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Credits;

use SeoRankGenius\Cloud\CloudClient;
use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Cloud\Value\Checkout;
use SeoRankGenius\Cloud\Value\CheckoutAnswer;
use SeoRankGenius\Cloud\Value\SiteToken;
use SeoRankGenius\Sync\KnownAccount;
use SeoRankGenius\Sync\Sync;

/**
 * Payment itself happens in the browser, at the payment service.
 */
final class Checkouts {

	/**
	 * Checkouts.
	 *
	 * @param CloudClient $client Talks to the cloud.
	 * @param Sync        $sync   Keeps the balance and the watched checkouts.
	 */
	public function __construct( private readonly CloudClient $client, private readonly Sync $sync ) {}

	/**
	 * Starts a checkout, and watches it. The same id again is the same checkout.
	 *
	 * @param string $id  UUID, minted by the browser.
	 * @param string $sku The pack.
	 * @throws CloudFailure When it cannot be started.
	 */
	public function start( string $id, string $sku ): Checkout {
		$answer = $this->sync->ask(
			fn ( SiteToken $token ): CheckoutAnswer => $this->client->start_checkout( $token, $id, $sku ),
			static fn ( KnownAccount $before, CheckoutAnswer $answer ): KnownAccount => $before->with_balance( $answer->balance, time() )->with_checkout( $answer->checkout )
		);
		return $answer->checkout;
	}

	/**
	 * Looks how far a checkout is. When it has just ended, the catalog is read again too: an offer may be gone.
	 *
	 * @param string $id UUID.
	 * @throws CloudFailure When it cannot be read.
	 */
	public function look( string $id ): Checkout {
		$watched  = $this->is_watched( $id );
		$answer   = $this->sync->ask(
			fn ( SiteToken $token ): CheckoutAnswer => $this->client->checkout( $token, $id ),
			static fn ( KnownAccount $before, CheckoutAnswer $answer ): KnownAccount => $before->with_balance( $answer->balance, time() )->with_progress( $answer->checkout )
		);
		$checkout = $answer->checkout;
		if ( $watched && $checkout->has_ended() ) {
			$this->sync->sync();
		}
		return $checkout;
	}

	/**
	 * No longer watches a checkout. If it is paid all the same, its credits are granted.
	 *
	 * @param string $id UUID.
	 */
	public function stop_watching( string $id ): void {
		$this->sync->stop_watching( $id );
	}

	/**
	 * Whether a checkout is watched.
	 *
	 * @param string $id UUID.
	 */
	private function is_watched( string $id ): bool {
		foreach ( $this->sync->known()->checkouts as $checkout ) {
			if ( strtolower( $id ) === $checkout->id ) {
				return true;
			}
		}
		return false;
	}
}
