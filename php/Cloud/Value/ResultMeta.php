<?php
/**
 * How a result came about.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;

/**
 * Kept with the result.
 */
final class ResultMeta {

	/**
	 * How it came about.
	 *
	 * @param string   $model                   The model.
	 * @param string   $prompt_version          Which instructions it was given.
	 * @param int|null $personalization_version Which personalization; null: none.
	 */
	private function __construct(
		public readonly string $model,
		public readonly string $prompt_version,
		public readonly ?int $personalization_version,
	) {}

	/**
	 * Reads it.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		return new self(
			$fields->text( 'model', 200 ),
			$fields->text( 'prompt_version', 60 ),
			$fields->nullable( 'personalization_version', static fn ( Fields $of ): int => $of->count( 'personalization_version' ) )
		);
	}
}
