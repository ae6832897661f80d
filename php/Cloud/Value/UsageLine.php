<?php
/**
 * One action, as the cloud keeps account of it.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Cloud\Value;

use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;
use SeoRankGenius\Cloud\ProblemCode;

/**
 * What was asked for, by whom, what became of it, and what it cost from which pool.
 */
final class UsageLine {

	public const FEATURES = array( 'image_alt', 'meta_title', 'meta_description', 'schema', 'link_suggestions', 'content_analysis', 'draft', 'rewrite' );
	public const OUTCOMES = array( 'completed', 'failed', 'expired', 'in_progress' );

	/** The most that an action can cost. */
	private const MOST = 15;

	private const NAME = '/^[A-Za-z0-9_:.-]{1,64}$/';

	/**
	 * A line.
	 *
	 * @param string      $id           The action.
	 * @param string      $at           When it began, ISO 8601 UTC.
	 * @param string      $feature      One of FEATURES.
	 * @param string      $subject_type What kind of object it was for.
	 * @param string      $subject_id   The object.
	 * @param string      $actor        Who started it: the id of a WordPress user.
	 * @param string|null $run_id       The run that it was a part of.
	 * @param string      $outcome      One of OUTCOMES.
	 * @param string|null $code         Why it failed.
	 * @param int         $cost         Credits charged; set aside while it is in progress.
	 * @param int         $from_domain  How many of them are Domain Credits.
	 * @param int         $from_shared  How many of them are Shared Credits.
	 */
	private function __construct(
		public readonly string $id,
		public readonly string $at,
		public readonly string $feature,
		public readonly string $subject_type,
		public readonly string $subject_id,
		public readonly string $actor,
		public readonly ?string $run_id,
		public readonly string $outcome,
		public readonly ?string $code,
		public readonly int $cost,
		public readonly int $from_domain,
		public readonly int $from_shared,
	) {}

	/**
	 * Reads a line.
	 *
	 * @param Fields $fields Its fields.
	 * @throws OutOfShape When it is none.
	 */
	public static function from( Fields $fields ): self {
		$subject = $fields->object( 'subject' );
		$line    = new self(
			$fields->uuid( 'id' ),
			$fields->time( 'at' ),
			$fields->word( 'feature', self::FEATURES ),
			$subject->matching( 'type', self::NAME ),
			$subject->matching( 'id', self::NAME ),
			$fields->matching( 'actor', self::NAME ),
			$fields->nullable( 'run_id', static fn ( Fields $of ): string => $of->uuid( 'run_id' ) ),
			$fields->word( 'outcome', self::OUTCOMES ),
			$fields->nullable( 'code', static fn ( Fields $of ): string => $of->word( 'code', ProblemCode::values() ) ),
			$fields->count( 'cost' ),
			$fields->count( 'from_domain' ),
			$fields->count( 'from_shared' ),
		);
		if ( $line->cost > self::MOST || $line->from_domain + $line->from_shared !== $line->cost ) {
			throw new OutOfShape( 'The parts are not the cost' );
		}
		return $line;
	}
}
