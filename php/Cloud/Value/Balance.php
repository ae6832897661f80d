<?php
/**
 * The balance, and the one place where it is merged and where total and spendable are derived.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * Two halves, each with its own version. schema/vectors/balance.json holds these functions to those of the browser.
 *
 * @phpstan-type LicenseHalf array{status: string, shared: int, owed: int, version: int}
 * @phpstan-type SiteHalf array{domain: int, held: int, cap: int|null, cap_used: int, cap_resets_at: string, version: int}
 */
final class Balance {

	public const STATUSES   = array( 'free', 'trialing', 'active', 'lapsed' );
	private const SPENDABLE = array( 'trialing', 'active' );

	/**
	 * A balance.
	 *
	 * @param string      $epoch   When it changes, everything known before is dropped.
	 * @param string      $as_of   When the cloud read it, ISO 8601 UTC.
	 * @param LicenseHalf $license What belongs to the license, in credits.
	 * @param SiteHalf    $site    What belongs to the site, in credits.
	 */
	private function __construct(
		public readonly string $epoch,
		public readonly string $as_of,
		public readonly array $license,
		public readonly array $site,
	) {}

	/**
	 * Reads a balance.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		$license = $fields->object( 'license' );
		$site    = $fields->object( 'site' );
		return new self(
			$fields->text( 'epoch', 100 ),
			$fields->time( 'as_of' ),
			array(
				'status'  => $license->word( 'status', self::STATUSES ),
				'shared'  => $license->count( 'shared' ),
				'owed'    => $license->count( 'owed' ),
				'version' => $license->count( 'version' ),
			),
			array(
				'domain'        => $site->count( 'domain' ),
				'held'          => $site->count( 'held' ),
				'cap'           => $site->nullable( 'cap', static fn ( Fields $of ): int => $of->count( 'cap' ) ),
				'cap_used'      => $site->count( 'cap_used' ),
				'cap_resets_at' => $site->time( 'cap_resets_at' ),
				'version'       => $site->count( 'version' ),
			)
		);
	}

	/**
	 * What is known once an answer has arrived, in whatever order answers arrive.
	 *
	 * The newer of each half by its version; at equal version the answer's, unless it was read earlier (status and cap
	 * follow the clock without a new version). Another epoch replaces everything, unless it was read earlier.
	 *
	 * @param self $answer The balance of an answer.
	 */
	public function merge( self $answer ): self {
		$not_earlier = Fields::moment( $answer->as_of ) >= Fields::moment( $this->as_of );
		if ( $answer->epoch !== $this->epoch ) {
			return $not_earlier ? $answer : $this;
		}
		return new self(
			$this->epoch,
			$not_earlier ? $answer->as_of : $this->as_of,
			self::supersedes( $answer->license['version'], $this->license['version'], $not_earlier ) ? $answer->license : $this->license,
			self::supersedes( $answer->site['version'], $this->site['version'], $not_earlier ) ? $answer->site : $this->site,
		);
	}

	/**
	 * "Total Available", in credits: Shared + Domain, holds excluded.
	 */
	public function total(): int {
		return $this->license['shared'] + $this->site['domain'];
	}

	/**
	 * What this site can spend now, in credits: 0 without a plan that is trialing or active, else Domain + Shared up to what the cap leaves.
	 */
	public function spendable(): int {
		if ( ! in_array( $this->license['status'], self::SPENDABLE, true ) ) {
			return 0;
		}
		$cap    = $this->site['cap'];
		$shared = null === $cap ? $this->license['shared'] : min( $this->license['shared'], max( 0, $cap - $this->site['cap_used'] ) );
		return $this->site['domain'] + $shared;
	}

	/**
	 * The wire form.
	 *
	 * @return array{epoch: string, as_of: string, license: LicenseHalf, site: SiteHalf}
	 */
	public function to_array(): array {
		return array(
			'epoch'   => $this->epoch,
			'as_of'   => $this->as_of,
			'license' => $this->license,
			'site'    => $this->site,
		);
	}

	/**
	 * Whether a half of an answer takes the place of the known one.
	 *
	 * @param int  $answer      Version of the answer's half.
	 * @param int  $known       Version of the known half.
	 * @param bool $not_earlier The answer was not read earlier than what is known.
	 */
	private static function supersedes( int $answer, int $known, bool $not_earlier ): bool {
		return $answer > $known || ( $answer === $known && $not_earlier );
	}
}
