<?php
/**
 * The three ways to connect this site: a trial, a license key, a plan that was just bought.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\License;

use SeoRankGenius\Cloud\CloudClient;
use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Cloud\Problem;
use SeoRankGenius\Cloud\ProblemCode;
use SeoRankGenius\Cloud\Refusal;
use SeoRankGenius\Cloud\Value\NewConnection;
use SeoRankGenius\Cloud\Value\TrialStarted;
use SeoRankGenius\Runs\RunTable;
use SeoRankGenius\Sync\Sync;
use SensitiveParameter;

/**
 * Each exchanges something that works once, or is never kept, for the site token.
 */
final class Connecting {

	/**
	 * Connecting.
	 *
	 * @param CloudClient $client     Talks to the cloud.
	 * @param Sync        $sync       Keeps the connection.
	 * @param Home        $home       This site.
	 * @param PlansLink   $plans_link The user's link to the plans page.
	 * @param RunTable    $runs       Runs that another connection has begun.
	 */
	public function __construct(
		private readonly CloudClient $client,
		private readonly Sync $sync,
		private readonly Home $home,
		private readonly PlansLink $plans_link,
		private readonly RunTable $runs,
	) {}

	/**
	 * Asks for a trial; a code is mailed.
	 *
	 * @param string $email Whose trial.
	 * @throws CloudFailure When it cannot be had.
	 */
	public function start_trial( string $email ): TrialStarted {
		return $this->client->start_trial( $email, $this->home->site_name() );
	}

	/**
	 * Connects with the mailed code.
	 *
	 * @param string $trial_id The trial.
	 * @param string $code     Six digits.
	 * @throws CloudFailure When the code is wrong, expired or used.
	 */
	public function confirm_trial( string $trial_id, #[SensitiveParameter] string $code ): void {
		$this->take( $this->client->confirm_trial( $trial_id, $code, $this->home->site_name() ) );
	}

	/**
	 * Connects with a license key. The key is not kept.
	 *
	 * @param string $license_key As it was typed.
	 * @throws CloudFailure When the key is wrong or its seats are taken.
	 */
	public function with_key( #[SensitiveParameter] string $license_key ): void {
		$this->take( $this->client->connect_with_key( $license_key, $this->home->site_name() ) );
	}

	/**
	 * Connects with the license key of wp-config.php.
	 *
	 * @return bool Whether there is one.
	 * @throws CloudFailure When the key is wrong or its seats are taken.
	 */
	public function with_configured_key(): bool {
		$license_key = ConfiguredKey::read();
		if ( null === $license_key ) {
			return false;
		}
		$this->with_key( $license_key );
		return true;
	}

	/**
	 * Connects with what came back from the plans page.
	 *
	 * @param int    $user_id      Who came back.
	 * @param string $connect_code The one-time code.
	 * @param string $state        The state of the link.
	 * @throws CloudFailure When the code or the link is expired, used or another's.
	 */
	public function with_code( int $user_id, #[SensitiveParameter] string $connect_code, string $state ): void {
		$verifier = $this->plans_link->redeem( $user_id, $state );
		if ( null === $verifier ) {
			throw new Refusal( new Problem( ProblemCode::CodeExpired ) );
		}
		$this->take( $this->client->connect_with_code( $connect_code, $verifier, $this->home->site_name() ) );
	}

	/**
	 * Takes over a connection. As another site than before, this one does not go on by itself with what that one had begun:
	 * runs come along with a copied database.
	 *
	 * @param NewConnection $connection The connection.
	 */
	private function take( NewConnection $connection ): void {
		if ( $this->sync->known()->site?->id !== $connection->state->site->id ) {
			$this->runs->stop_all();
		}
		$this->sync->connect( $connection );
	}
}
