<?php
/**
 * What this site knows of its account, and how each event changes that.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Sync;

use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;
use SeoRankGenius\Cloud\ProblemCode;
use SeoRankGenius\Cloud\Refusal;
use SeoRankGenius\Cloud\Value\Balance;
use SeoRankGenius\Cloud\Value\Catalog;
use SeoRankGenius\Cloud\Value\Checkout;
use SeoRankGenius\Cloud\Value\License;
use SeoRankGenius\Cloud\Value\Site;
use SeoRankGenius\Cloud\Value\SiteState;
use SeoRankGenius\License\Connection;

/**
 * Immutable. Every function is pure and takes the time as an argument; Sync.php says when each is called.
 */
final class KnownAccount {

	/** After this many seconds without a good answer the page asks again. */
	private const FRESH_S = 60;

	private const MAX_CHECKOUTS = 20;

	/**
	 * All fields; see the named constructors.
	 *
	 * @param Connection           $connection    How this site stands with the cloud.
	 * @param string|null          $connection_id Random, new with every connection: answers to an earlier one are ignored.
	 * @param string|null          $sealed_token  The site token, encrypted.
	 * @param Site|null            $site          This site in the cloud.
	 * @param string|null          $email_masked  The account.
	 * @param License|null         $license       The license.
	 * @param Balance|null         $balance       The balance; null: not known.
	 * @param Catalog|null         $catalog       The cloud's catalog.
	 * @param string|null          $state_as_of   When the cloud read site, license and catalog.
	 * @param int                  $answered_at   Unix time of the last good answer; 0: none.
	 * @param StandingProblem|null $problem       Why the last call failed.
	 * @param list<Checkout>       $checkouts     Started here and not ended.
	 * @param string|null          $sealed_home   The home that was connected, encrypted: nothing that replaces addresses in a copied database changes it.
	 */
	private function __construct(
		public readonly Connection $connection,
		public readonly ?string $connection_id = null,
		public readonly ?string $sealed_token = null,
		public readonly ?Site $site = null,
		public readonly ?string $email_masked = null,
		public readonly ?License $license = null,
		public readonly ?Balance $balance = null,
		public readonly ?Catalog $catalog = null,
		public readonly ?string $state_as_of = null,
		public readonly int $answered_at = 0,
		public readonly ?StandingProblem $problem = null,
		public readonly array $checkouts = array(),
		public readonly ?string $sealed_home = null,
	) {}

	/**
	 * Nothing is known and nothing was ever sent.
	 */
	public static function never(): self {
		return new self( Connection::Never );
	}

	/**
	 * A new connection: nothing from before it is kept.
	 *
	 * @param string    $connection_id Random.
	 * @param string    $sealed_token  The new token, encrypted.
	 * @param string    $sealed_home   This site's home, encrypted.
	 * @param SiteState $state         The state that came with it.
	 * @param int       $now           Unix time.
	 */
	public static function connected( string $connection_id, string $sealed_token, string $sealed_home, SiteState $state, int $now ): self {
		return ( new self( Connection::Connected, $connection_id, $sealed_token, sealed_home: $sealed_home ) )->with_state( $state, $now );
	}

	/**
	 * The user has disconnected: token, license, balance and checkouts are gone.
	 */
	public function disconnected(): self {
		return new self( Connection::Disconnected, catalog: $this->catalog );
	}

	/**
	 * After a whole state has arrived.
	 *
	 * @param SiteState $state The state.
	 * @param int       $now   Unix time.
	 */
	public function with_state( SiteState $state, int $now ): self {
		$merged = $this->with_balance( $state->balance, $now );
		if ( null === $merged->balance || $merged->balance->epoch !== $state->balance->epoch ) {
			return $merged;
		}
		if ( null !== $merged->state_as_of && Fields::moment( $state->balance->as_of ) < Fields::moment( $merged->state_as_of ) ) {
			return $merged;
		}
		return $merged->but(
			array(
				'site'         => $state->site,
				'email_masked' => $state->email_masked,
				'license'      => $state->license,
				'catalog'      => $state->catalog,
				'state_as_of'  => $state->balance->as_of,
				'answered_at'  => $now,
			)
		);
	}

	/**
	 * After a balance has arrived: any good answer also proves that token and home are fine.
	 *
	 * @param Balance $balance The balance.
	 * @param int     $now     Unix time.
	 */
	public function with_balance( Balance $balance, int $now ): self {
		$merged = null === $this->balance ? $balance : $this->balance->merge( $balance );
		$base   = $this;
		if ( null !== $this->balance && $merged->epoch !== $this->balance->epoch ) {
			$base = new self( Connection::Connected, $this->connection_id, $this->sealed_token, sealed_home: $this->sealed_home );
			$now  = 0;
		}
		return $base->but(
			array(
				'connection'  => Connection::Connected,
				'balance'     => $merged,
				'answered_at' => $now,
				'problem'     => null,
			)
		);
	}

	/**
	 * After a call with the token has failed.
	 *
	 * A refusal that is about the command (no credits, offer used …) says nothing about the account: it changes nothing.
	 * So does `provider_failed`: the cloud itself is well.
	 *
	 * @param CloudFailure $failure What happened.
	 * @param int          $now     Unix time.
	 */
	public function with_failure( CloudFailure $failure, int $now ): self {
		$code = $failure->problem->code;
		if ( $failure instanceof Refusal ) {
			$connection = match ( $code ) {
				ProblemCode::Unauthenticated => Connection::TokenRefused,
				ProblemCode::SiteMoved => Connection::SiteMoved,
				default => null,
			};
			if ( null === $connection ) {
				return $this;
			}
		} elseif ( ProblemCode::ProviderFailed === $code ) {
			return $this;
		}
		return $this->but(
			array(
				'connection' => $connection ?? $this->connection,
				'problem'    => StandingProblem::after( $failure, $this->problem, $now ),
			)
		);
	}

	/**
	 * With a checkout that was just started.
	 *
	 * @param Checkout $checkout The checkout.
	 */
	public function with_checkout( Checkout $checkout ): self {
		return $this->but( array( 'checkouts' => array_slice( array( ...$this->without( $checkout->id ), $checkout ), -self::MAX_CHECKOUTS ) ) )->with_progress( $checkout );
	}

	/**
	 * After a look at a checkout: one that is watched moves on, one that has ended is no longer watched.
	 *
	 * @param Checkout $checkout The checkout.
	 */
	public function with_progress( Checkout $checkout ): self {
		$checkouts = array();
		foreach ( $this->checkouts as $known ) {
			if ( $known->id !== $checkout->id ) {
				$checkouts[] = $known;
			} elseif ( ! $checkout->has_ended() ) {
				// Paid never becomes open again, in whatever order answers arrive.
				$checkouts[] = 'paid' === $known->status ? $known : $checkout;
			}
		}
		return $this->but( array( 'checkouts' => $checkouts ) );
	}

	/**
	 * After the cloud has named all checkouts that are not settled: those are watched, and none that was watched before it
	 * was asked and is not among them.
	 *
	 * @param list<Checkout> $open   What it has named.
	 * @param list<string>   $before UUIDs of those that were watched then.
	 */
	public function with_open_checkouts( array $open, array $before ): self {
		$by_id = array();
		foreach ( $this->checkouts as $known ) {
			if ( ! in_array( $known->id, $before, true ) ) {
				$by_id[ $known->id ] = $known;
			}
		}
		foreach ( $open as $checkout ) {
			if ( ! $checkout->has_ended() ) {
				$by_id[ $checkout->id ] = $checkout;
			}
		}
		return $this->but( array( 'checkouts' => array_slice( array_values( $by_id ), -self::MAX_CHECKOUTS ) ) );
	}

	/**
	 * Without a checkout that the user no longer wants to watch.
	 *
	 * @param string $id UUID.
	 */
	public function without_checkout( string $id ): self {
		return $this->but( array( 'checkouts' => $this->without( strtolower( $id ) ) ) );
	}

	/**
	 * Whether the page should ask for a sync once it is shown.
	 *
	 * @param int $now Unix time.
	 */
	public function is_stale( int $now ): bool {
		if ( Connection::Connected !== $this->connection ) {
			return false;
		}
		return null === $this->problem ? $now - $this->answered_at > self::FRESH_S : $this->problem->is_due( $now );
	}

	/**
	 * Reads a stored account.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		$text = static fn ( string $key ): ?string => $fields->nullable( $key, static fn ( Fields $of ): string => $of->text( $key, 2000 ) );
		return new self(
			Connection::from( $fields->word( 'connection', Connection::values() ) ),
			$text( 'connection_id' ),
			$text( 'sealed_token' ),
			$fields->nullable( 'site', static fn ( Fields $of ): Site => Site::from( $of->object( 'site' ) ) ),
			$text( 'email_masked' ),
			$fields->nullable( 'license', static fn ( Fields $of ): License => License::from( $of->object( 'license' ) ) ),
			$fields->nullable( 'balance', static fn ( Fields $of ): Balance => Balance::from( $of->object( 'balance' ) ) ),
			$fields->nullable( 'catalog', static fn ( Fields $of ): Catalog => Catalog::from( $of->object( 'catalog' ) ) ),
			$text( 'state_as_of' ),
			$fields->count( 'answered_at' ),
			$fields->nullable( 'problem', static fn ( Fields $of ): StandingProblem => StandingProblem::from( $of->object( 'problem' ) ) ),
			$fields->list_of( 'checkouts', Checkout::from( ... ) ),
			$text( 'sealed_home' ),
		);
	}

	/**
	 * The form in which it is stored. Holds the sealed token: never to be shown.
	 *
	 * @return array<string, mixed>
	 */
	public function to_array(): array {
		return array(
			'connection'    => $this->connection->value,
			'connection_id' => $this->connection_id,
			'sealed_token'  => $this->sealed_token,
			'sealed_home'   => $this->sealed_home,
			'site'          => $this->site?->to_array(),
			'email_masked'  => $this->email_masked,
			'license'       => $this->license?->to_array(),
			'balance'       => $this->balance?->to_array(),
			'catalog'       => $this->catalog?->to_array(),
			'state_as_of'   => $this->state_as_of,
			'answered_at'   => $this->answered_at,
			'problem'       => $this->problem?->to_array(),
			'checkouts'     => array_map( static fn ( Checkout $checkout ): array => $checkout->to_array(), $this->checkouts ),
		);
	}

	/**
	 * The watched checkouts but one.
	 *
	 * @param string $id UUID.
	 * @return list<Checkout>
	 */
	private function without( string $id ): array {
		return array_values( array_filter( $this->checkouts, static fn ( Checkout $checkout ): bool => $checkout->id !== $id ) );
	}

	/**
	 * A copy with some fields changed.
	 *
	 * @param array{connection?: Connection, site?: Site, email_masked?: string, license?: License, balance?: Balance, catalog?: Catalog, state_as_of?: string, answered_at?: int, problem?: StandingProblem|null, checkouts?: list<Checkout>} $changes By field.
	 */
	private function but( array $changes ): self {
		return new self(
			$changes['connection'] ?? $this->connection,
			$this->connection_id,
			$this->sealed_token,
			$changes['site'] ?? $this->site,
			$changes['email_masked'] ?? $this->email_masked,
			$changes['license'] ?? $this->license,
			$changes['balance'] ?? $this->balance,
			$changes['catalog'] ?? $this->catalog,
			$changes['state_as_of'] ?? $this->state_as_of,
			$changes['answered_at'] ?? $this->answered_at,
			array_key_exists( 'problem', $changes ) ? $changes['problem'] : $this->problem,
			$changes['checkouts'] ?? $this->checkouts,
			$this->sealed_home,
		);
	}
}
