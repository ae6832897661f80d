<?php
/**
 * An HTTP answer before anything in it is believed.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud;

use JsonException;

/**
 * Status, the few headers that matter, and the body.
 */
final class RawAnswer {

	private const MAX_DEPTH = 32;

	/** Nobody is made to wait longer than this by a header. */
	private const MAX_RETRY_AFTER_S = 3600;

	/**
	 * An answer.
	 *
	 * @param int    $status      HTTP status.
	 * @param string $body        The body, as it came.
	 * @param string $request_id  The X-Request-Id header.
	 * @param string $retry_after The Retry-After header.
	 */
	public function __construct(
		public readonly int $status,
		private readonly string $body,
		private readonly string $request_id,
		private readonly string $retry_after,
	) {}

	/**
	 * The body as a JSON object.
	 *
	 * @throws OutOfShape When it is none: HTML, half of one, a list.
	 */
	public function fields(): Fields {
		try {
			return Fields::of( json_decode( $this->body, true, self::MAX_DEPTH, JSON_THROW_ON_ERROR ) );
		} catch ( JsonException ) {
			throw new OutOfShape( 'The body is no JSON' );
		}
	}

	/**
	 * Whether there is no body, as with 204.
	 */
	public function is_empty(): bool {
		return '' === $this->body;
	}

	/**
	 * The problem document in the body; null when it is none, or contradicts the HTTP status.
	 */
	public function problem(): ?Problem {
		try {
			$fields = $this->fields();
			$code   = ProblemCode::from( $fields->word( 'code', ProblemCode::values() ) );
			$status = $fields->count( 'status' );
			$id     = $fields->text( 'request_id', 100 );
		} catch ( OutOfShape ) {
			return null;
		}
		return $status === $this->status && $code->status() === $status
			? new Problem( $code, self::is_request_id( $id ) ? $id : $this->request_id(), $this->retry_after_s() )
			: null;
	}

	/**
	 * The id of the request by its header, when it looks like one.
	 */
	public function request_id(): ?string {
		return self::is_request_id( $this->request_id ) ? $this->request_id : null;
	}

	/**
	 * Seconds to wait by the Retry-After header (a number or a date); null when there is none.
	 */
	public function retry_after_s(): ?int {
		if ( 1 === preg_match( '/^\d{1,9}$/', $this->retry_after ) ) {
			return min( (int) $this->retry_after, self::MAX_RETRY_AFTER_S );
		}
		$moment = '' === $this->retry_after ? false : strtotime( $this->retry_after );
		return false === $moment ? null : max( 0, min( $moment - time(), self::MAX_RETRY_AFTER_S ) );
	}

	/**
	 * Whether a text may be shown as the id of a request.
	 *
	 * @param string $text The text.
	 */
	private static function is_request_id( string $text ): bool {
		return 1 === preg_match( '/^[A-Za-z0-9._-]{1,100}$/D', $text );
	}
}
