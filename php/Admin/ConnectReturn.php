<?php
/**
 * Handles the return from the plans page: exchanges the code, and leads on to a clean address.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Admin;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Cloud\CloudFailure;
use SeoRankGenius\Cloud\ProblemCode;
use SeoRankGenius\License\Connecting;

/**
 * The state in the address, bound to the user who left for the plans page, is what protects this from forged requests.
 */
final class ConnectReturn {

	private const MAX_LENGTH = 200;

	/**
	 * A handler.
	 *
	 * @param Connecting   $connecting   Exchanges the code.
	 * @param Capabilities $capabilities Who may.
	 */
	public function __construct( private readonly Connecting $connecting, private readonly Capabilities $capabilities ) {}

	/**
	 * Handles the return, if this request is one; it ends the request then.
	 */
	public function handle(): void {
		$code  = self::from_address( 'connect_code' );
		$state = self::from_address( 'connect_state' );
		if ( null === $code && null === $state ) {
			return;
		}
		wp_safe_redirect( self::address( $this->connect( $code ?? '', $state ?? '' ) ) );
		exit;
	}

	/**
	 * Connects. Null when it worked, else why not.
	 *
	 * @param string $code  The one-time code.
	 * @param string $state The state.
	 */
	public function connect( string $code, string $state ): ?ProblemCode {
		if ( ! $this->capabilities->can_manage_license() ) {
			return ProblemCode::Forbidden;
		}
		try {
			$this->connecting->with_code( get_current_user_id(), $code, $state );
			return null;
		} catch ( CloudFailure $failure ) {
			return $failure->problem->code;
		}
	}

	/**
	 * Where to go on: without the code, so that it is in no history, log or referrer longer than needed.
	 *
	 * @param ProblemCode|null $problem Why it did not work.
	 */
	public static function address( ?ProblemCode $problem ): string {
		$address = admin_url( 'admin.php?page=' . Screens::ACCOUNT );
		return null === $problem ? $address : add_query_arg(
			array(
				'tab'             => 'license',
				'connect_problem' => $problem->value,
			),
			$address
		);
	}

	/**
	 * A parameter of the address; null when it is missing or nothing that we have made.
	 *
	 * @param string $name The parameter.
	 */
	private static function from_address( string $name ): ?string {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- The state is the nonce; see the class comment.
		$value = isset( $_GET[ $name ] ) && is_string( $_GET[ $name ] ) ? sanitize_text_field( wp_unslash( $_GET[ $name ] ) ) : null;
		return null !== $value && strlen( $value ) > self::MAX_LENGTH ? '' : $value;
	}
}
