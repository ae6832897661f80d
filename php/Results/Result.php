<?php
/**
 * A result that was made, as it is kept.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Results;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;
use SeoRankGenius\Cloud\Value\ActionResult;
use SeoRankGenius\Storage\Queries;

/**
 * Times are Unix times.
 */
final class Result {

	/**
	 * A result.
	 *
	 * @param int               $id                      Its key; rises.
	 * @param int               $object_id               What it is about.
	 * @param string            $feature                 What was done.
	 * @param string|null       $run_id                  The run that it is of.
	 * @param int               $user_id                 Who has paid for it; 0: not known any more.
	 * @param ActionResult|null $made                    What was made; null where it cannot be read any more.
	 * @param string            $model                   The model; empty: not known.
	 * @param string            $prompt_version          Which instructions it was given; empty: not known.
	 * @param int|null          $personalization_version Which personalization; null: none.
	 * @param int               $cost                    What was charged, in credits.
	 * @param int               $created_at              When it came.
	 * @param int|null          $restored_at             When it was last restored.
	 */
	private function __construct(
		public readonly int $id,
		public readonly int $object_id,
		public readonly string $feature,
		public readonly ?string $run_id,
		public readonly int $user_id,
		public readonly ?ActionResult $made,
		public readonly string $model,
		public readonly string $prompt_version,
		public readonly ?int $personalization_version,
		public readonly int $cost,
		public readonly int $created_at,
		public readonly ?int $restored_at,
	) {}

	/**
	 * Reads a row of Tables::RESULTS.
	 *
	 * @param array<array-key, mixed> $row The row.
	 */
	public static function from( array $row ): self {
		$number = static fn ( string $name ): ?int => isset( $row[ $name ] ) ? Queries::number( $row, $name ) : null;
		return new self(
			Queries::number( $row, 'id' ),
			Queries::number( $row, 'object_id' ),
			Queries::text( $row, 'feature' ),
			isset( $row['run_id'] ) ? Queries::text( $row, 'run_id' ) : null,
			Queries::number( $row, 'user_id' ),
			self::made( Queries::text( $row, 'result' ) ),
			Queries::text( $row, 'model' ),
			Queries::text( $row, 'prompt_version' ),
			$number( 'personalization_version' ),
			Queries::number( $row, 'cost' ),
			Queries::number( $row, 'created_at' ),
			$number( 'restored_at' ),
		);
	}

	/**
	 * Reads what is stored, as strictly as what comes from the cloud: other plugins write to databases too.
	 *
	 * @param string $json What is stored.
	 */
	private static function made( string $json ): ?ActionResult {
		try {
			return ActionResult::from( Fields::of( json_decode( $json, true ) ) );
		} catch ( OutOfShape ) {
			return null;
		}
	}
}
