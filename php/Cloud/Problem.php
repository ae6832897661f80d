<?php
/**
 * Why a call to the cloud failed, in a form that may be shown and stored.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud;

/**
 * A code, the id to name to support, and when a retry makes sense. Never the prose of the service.
 */
final class Problem {

	/**
	 * A problem.
	 *
	 * @param ProblemCode $code          The stable code.
	 * @param string|null $request_id    The cloud's id of the request; null when none is known.
	 * @param int|null    $retry_after_s Seconds that the cloud asked to wait; null when it did not.
	 */
	public function __construct(
		public readonly ProblemCode $code,
		public readonly ?string $request_id = null,
		public readonly ?int $retry_after_s = null,
	) {}

	/**
	 * The shape of schema/rest/problem.json.
	 *
	 * @return array{code: string, request_id: string|null, retry_after_s: int|null}
	 */
	public function to_array(): array {
		return array(
			'code'          => $this->code->value,
			'request_id'    => $this->request_id,
			'retry_after_s' => $this->retry_after_s,
		);
	}
}
