<?php
/**
 * Sends the actions of a run to the cloud, and asks what became of them.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

use SeoRankGenius\Cloud\CloudClient;
use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Cloud\MalformedAnswer;
use SeoRankGenius\Cloud\Problem;
use SeoRankGenius\Cloud\ProblemCode;
use SeoRankGenius\Cloud\Value\ActionsAnswer;
use SeoRankGenius\Cloud\Value\SiteToken;
use SeoRankGenius\Sync\KnownAccount;
use SeoRankGenius\Sync\Sync;

/**
 * Takes over the balance of each answer. An answer that charges more than a quote, or holds the result of another feature,
 * is not believed, nor its balance.
 */
final class CloudActions {

	/** The most that one request takes. */
	public const MOST = 25;

	/**
	 * Actions.
	 *
	 * @param Sync        $sync   Holds the token and the balance.
	 * @param CloudClient $client Talks to the cloud.
	 */
	public function __construct( private readonly Sync $sync, private readonly CloudClient $client ) {}

	/**
	 * Runs actions.
	 *
	 * @param string                     $feature  What all of them do.
	 * @param list<array<string, mixed>> $requests ActionRequests, 1 to MOST.
	 * @param array<string, int>         $prices   The quotes, by action id.
	 * @throws CloudFailure When no outcome is known.
	 */
	public function run( string $feature, array $requests, array $prices ): ActionsAnswer {
		return $this->ask( $feature, fn ( SiteToken $token ): ActionsAnswer => $this->client->run_actions( $token, $requests ), $prices );
	}

	/**
	 * What became of actions; those that the cloud does not know are absent.
	 *
	 * @param string             $feature What all of them do.
	 * @param array<string, int> $prices  The quotes, by action id; 1 to MOST.
	 * @throws CloudFailure When the cloud cannot say.
	 */
	public function find( string $feature, array $prices ): ActionsAnswer {
		return $this->ask( $feature, fn ( SiteToken $token ): ActionsAnswer => $this->client->actions( $token, array_keys( $prices ) ), $prices );
	}

	/**
	 * Makes a call.
	 *
	 * @param string                            $feature What the actions do.
	 * @param callable(SiteToken):ActionsAnswer $call    The call.
	 * @param array<string, int>                $prices  The quotes, by action id.
	 * @throws CloudFailure When it fails.
	 */
	private function ask( string $feature, callable $call, array $prices ): ActionsAnswer {
		return $this->sync->ask(
			static function ( SiteToken $token ) use ( $feature, $call, $prices ): ActionsAnswer {
				$answer = $call( $token );
				foreach ( $prices as $id => $price ) {
					$action = $answer->actions[ $id ] ?? null;
					if ( null !== $action && ( $action->cost > $price || false === $action->result?->is_of( $feature ) ) ) {
						throw new MalformedAnswer( new Problem( ProblemCode::Unavailable ) );
					}
				}
				return $answer;
			},
			static fn ( KnownAccount $before, ActionsAnswer $answer ): KnownAccount => $before->with_balance( $answer->balance, time() )
		);
	}
}
