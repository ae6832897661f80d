<?php
/**
 * Keeps every result that was made: what was paid for is there, whatever became of the object since.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Results;

use SeoRankGenius\Cloud\Value\ActionAnswer;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;

/**
 * The newest of each object and feature. Keeping the same one again changes nothing.
 */
final class Results {

	/** So many are kept of each object and feature. */
	public const MOST = 20;

	/**
	 * Results.
	 *
	 * @param Queries $queries Asks the database.
	 */
	public function __construct( private readonly Queries $queries ) {}

	/**
	 * Keeps results, before they are saved anywhere else.
	 *
	 * @param string                   $feature What was done.
	 * @param array<int, ActionAnswer> $answers Completed actions, by object.
	 * @param int                      $user_id For whom.
	 * @param string|null              $run_id  The run that they are of.
	 */
	public function keep( string $feature, array $answers, int $user_id, ?string $run_id ): void {
		$rows   = array();
		$values = array();
		foreach ( $answers as $object_id => $answer ) {
			if ( null !== $answer->result ) {
				$rows[] = '(%d, %s, %s, NULLIF(%s, \'\'), %d, %s, %s, %s, NULLIF(%d, -1), %d, %d)';
				array_push(
					$values,
					$object_id,
					$feature,
					$answer->id,
					(string) $run_id,
					$user_id,
					(string) wp_json_encode( $answer->result->values, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ),
					$answer->meta->model ?? '',
					$answer->meta->prompt_version ?? '',
					$answer->meta->personalization_version ?? -1,
					$answer->cost,
					time()
				);
			}
		}
		if ( array() === $rows ) {
			return;
		}
		$this->queries->run( "INSERT IGNORE INTO {$this->table()} (object_id, feature, action_id, run_id, user_id, result, model, prompt_version, personalization_version, cost, created_at) VALUES " . implode( ', ', $rows ), $values );
		$this->prune( $feature, array_keys( $answers ) );
	}

	/**
	 * The results of an object, newest first.
	 *
	 * @param int      $object_id The object.
	 * @param string   $feature   The feature.
	 * @param int|null $before    Only those older than the one with this id.
	 * @param int      $most      How many at most.
	 * @return list<Result>
	 */
	public function of( int $object_id, string $feature, ?int $before, int $most ): array {
		return array_map(
			Result::from( ... ),
			$this->queries->rows( "SELECT * FROM {$this->table()} WHERE object_id = %d AND feature = %s AND id < %d ORDER BY id DESC LIMIT %d", array( $object_id, $feature, $before ?? PHP_INT_MAX, $most ) )
		);
	}

	/**
	 * A result of an object; null when there is none.
	 *
	 * @param int $object_id The object.
	 * @param int $id        Its key.
	 */
	public function find( int $object_id, int $id ): ?Result {
		$row = $this->queries->rows( "SELECT * FROM {$this->table()} WHERE id = %d AND object_id = %d", array( $id, $object_id ) )[0] ?? null;
		return null === $row ? null : Result::from( $row );
	}

	/**
	 * Notes that a result was made the object's again.
	 *
	 * @param Result $result The result.
	 */
	public function restored( Result $result ): void {
		$this->queries->run( "UPDATE {$this->table()} SET restored_at = %d WHERE id = %d", array( time(), $result->id ) );
	}

	/**
	 * Forgets the results of an object that is gone.
	 *
	 * @param int $object_id The object.
	 */
	public function forget( int $object_id ): void {
		$this->queries->run( "DELETE FROM {$this->table()} WHERE object_id = %d", array( $object_id ) );
	}

	/**
	 * Drops what is beyond MOST.
	 *
	 * @param string    $feature    The feature.
	 * @param list<int> $object_ids The objects, at least one.
	 */
	private function prune( string $feature, array $object_ids ): void {
		$full = $this->queries->numbers(
			"SELECT object_id FROM {$this->table()} WHERE feature = %s AND object_id IN (" . Queries::places( $object_ids ) . ') GROUP BY object_id HAVING COUNT(*) > %d',
			array( $feature, ...$object_ids, self::MOST )
		);
		foreach ( $full as $object_id ) {
			$last = $this->queries->numbers( "SELECT id FROM {$this->table()} WHERE object_id = %d AND feature = %s ORDER BY id DESC LIMIT 1 OFFSET %d", array( $object_id, $feature, self::MOST - 1 ) )[0] ?? 0;
			$this->queries->run( "DELETE FROM {$this->table()} WHERE object_id = %d AND feature = %s AND id < %d", array( $object_id, $feature, $last ) );
		}
	}

	/**
	 * Its full name.
	 */
	private function table(): string {
		return $this->queries->table( Tables::RESULTS );
	}
}
