<?php
/**
 * What one check of the repair has found.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\License;

/**
 * In the reader's language. A problem says what to do next; what is well or mended needs nothing.
 */
final class Finding {

	public const OK      = 'ok';
	public const MENDED  = 'mended';
	public const PROBLEM = 'problem';

	public const STATES = array( self::OK, self::MENDED, self::PROBLEM );

	/** Every check, in the order in which they are told. */
	public const CHECKS = array( 'connection', 'token', 'home', 'clock', 'balance', 'checkouts', 'cron', 'tables' );

	/**
	 * A finding.
	 *
	 * @param string      $check     One of CHECKS.
	 * @param string      $state     One of STATES.
	 * @param string      $message   What was found.
	 * @param string|null $next_step What to do next.
	 */
	private function __construct(
		public readonly string $check,
		public readonly string $state,
		public readonly string $message,
		public readonly ?string $next_step,
	) {}

	/**
	 * All is well.
	 *
	 * @param string $check   The check.
	 * @param string $message What was found.
	 */
	public static function ok( string $check, string $message ): self {
		return new self( $check, self::OK, $message, null );
	}

	/**
	 * Something was wrong, and is no longer.
	 *
	 * @param string $check   The check.
	 * @param string $message What was done.
	 */
	public static function mended( string $check, string $message ): self {
		return new self( $check, self::MENDED, $message, null );
	}

	/**
	 * Something is wrong.
	 *
	 * @param string $check     The check.
	 * @param string $message   What was found.
	 * @param string $next_step What to do next.
	 */
	public static function problem( string $check, string $message, string $next_step ): self {
		return new self( $check, self::PROBLEM, $message, $next_step );
	}

	/**
	 * The shape of a finding in schema/rest/repair.json.
	 *
	 * @return array{check: string, state: string, message: string, next_step: string|null}
	 */
	public function to_array(): array {
		return array(
			'check'     => $this->check,
			'state'     => $this->state,
			'message'   => $this->message,
			'next_step' => $this->next_step,
		);
	}
}
