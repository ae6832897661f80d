<?php
/**
 * The shape of a failure of the cloud, as the browser sees it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest\Schema;

/**
 * Carried by Account.problem and by the data of a 424 answer.
 */
final class ProblemSchema {

	/**
	 * The schema.
	 *
	 * @return array<string, mixed>
	 */
	public static function item(): array {
		return Schema::document(
			'problem',
			array(
				'code'          => Schema::problem_code(),
				'request_id'    => Schema::nullable( Schema::text( 'The id that support can find in the logs of the cloud; null when the cloud did not answer.' ) ),
				'retry_after_s' => Schema::nullable( Schema::count( 'Seconds until the next try makes sense; null when trying again by itself is of no use.' ) ),
			)
		);
	}
}
