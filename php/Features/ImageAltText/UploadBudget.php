<?php
/**
 * What texts for new uploads may cost in a month, and what they have.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\ImageAltText;

use RuntimeException;
use SeoRankGenius\Runs\RunTable;
use SeoRankGenius\Storage\OptionRow;

/**
 * Invariant: in a UTC calendar month, what runs for uploads have spent and may still spend by themselves is never more
 * than the ceiling was when the last of them was started. A run's whole quote is set aside before it is started; what it
 * did not spend is given back when it has ended. One row, changed by compare and set: two at once cannot set aside the
 * same credits.
 *
 * @phpstan-type Budget array{on_upload: bool, monthly_ceiling: int, month: string, spent: int, open: array<string, array{credits: int, since: int}>}
 */
final class UploadBudget {

	public const MAX_CEILING = 1000000;

	private const DEFAULT_CEILING = 100;

	private const MAX_TRIES = 20;

	/** A run that is not there by then was never started: whoever wanted to was killed. */
	private const START_WITHIN_S = 600;

	/**
	 * A budget.
	 *
	 * @param OptionRow $row  Where it is kept.
	 * @param RunTable  $runs Knows what runs have spent.
	 */
	public function __construct( private readonly OptionRow $row, private readonly RunTable $runs ) {}

	/**
	 * Whether new uploads get a text.
	 */
	public function is_on(): bool {
		return self::decoded( $this->row->read() )['on_upload'];
	}

	/**
	 * As schema/rest/image-settings.json says.
	 *
	 * @return array{on_upload: bool, monthly_ceiling: int, used_this_month: int}
	 */
	public function show(): array {
		$budget = $this->settled( self::decoded( $this->row->read() ) );
		return array(
			'on_upload'       => $budget['on_upload'],
			'monthly_ceiling' => $budget['monthly_ceiling'],
			'used_this_month' => self::used( $budget ),
		);
	}

	/**
	 * Changes the settings.
	 *
	 * @param bool $on_upload       Whether new uploads get a text.
	 * @param int  $monthly_ceiling The most credits in a month.
	 */
	public function change( bool $on_upload, int $monthly_ceiling ): void {
		$this->replace(
			static fn ( array $budget ): array => array(
				'on_upload'       => $on_upload,
				'monthly_ceiling' => $monthly_ceiling,
			) + $budget
		);
	}

	/**
	 * Sets credits aside for a run that is about to be started.
	 *
	 * @param string $run_id UUID.
	 * @param int    $wanted How many credits.
	 * @return int How many it gets: what is left, at most.
	 */
	public function reserve( string $run_id, int $wanted ): int {
		$granted = 0;
		$this->replace(
			function ( array $budget ) use ( $run_id, $wanted, &$granted ): array {
				$granted = $budget['on_upload'] ? max( 0, min( $wanted, $budget['monthly_ceiling'] - self::used( $budget ) ) ) : 0;
				if ( $granted > 0 ) {
					$budget['open'][ $run_id ] = array(
						'credits' => $granted,
						'since'   => time(),
					);
				}
				return $budget;
			}
		);
		return $granted;
	}

	/**
	 * Gives back what was set aside for a run that was not started after all.
	 *
	 * @param string $run_id UUID.
	 */
	public function give_back( string $run_id ): void {
		$this->replace(
			static function ( array $budget ) use ( $run_id ): array {
				unset( $budget['open'][ $run_id ] );
				return $budget;
			}
		);
	}

	/**
	 * Changes the row.
	 *
	 * @param callable(array):array $change Makes the new budget of the settled one.
	 * @phpstan-param callable(Budget):Budget $change
	 * @throws RuntimeException When the database does not take it.
	 */
	private function replace( callable $change ): void {
		for ( $try = 0; $try < self::MAX_TRIES; $try++ ) {
			$stored = $this->row->read();
			$text   = (string) wp_json_encode( $change( $this->settled( self::decoded( $stored ) ) ) );
			if ( $text === $stored || ( null === $stored ? $this->row->create( $text ) : $this->row->replace( $stored, $text ) ) ) {
				return;
			}
		}
		throw new RuntimeException( 'SEO Rank Genius could not store the budget for uploads in the options table.' );
	}

	/**
	 * The budget of this month, with what has ended counted by what it has spent.
	 *
	 * @param array $budget As it was stored.
	 * @phpstan-param Budget $budget
	 * @return array
	 * @phpstan-return Budget
	 */
	private function settled( array $budget ): array {
		$month = gmdate( 'Y-m' );
		if ( $budget['month'] !== $month ) {
			$budget['month'] = $month;
			$budget['spent'] = 0;
		}
		foreach ( $budget['open'] as $run_id => $reserved ) {
			$run = $this->runs->find( $run_id );
			if ( null === $run ? $reserved['since'] < time() - self::START_WITHIN_S : $run->has_ended && ! $run->goes_on_by_itself() ) {
				unset( $budget['open'][ $run_id ] );
				$budget['spent'] += min( $reserved['credits'], $run->counts->credits_spent ?? 0 );
			}
		}
		return $budget;
	}

	/**
	 * What is spent or set aside.
	 *
	 * @param array $budget A settled one.
	 * @phpstan-param Budget $budget
	 */
	private static function used( array $budget ): int {
		return $budget['spent'] + array_sum( array_column( $budget['open'], 'credits' ) );
	}

	/**
	 * Reads what is stored.
	 *
	 * @param string|null $stored JSON.
	 * @return array
	 * @phpstan-return Budget
	 */
	private static function decoded( ?string $stored ): array {
		$fields = null === $stored ? null : json_decode( $stored, true );
		$fields = is_array( $fields ) ? $fields : array();
		$open   = array();
		foreach ( is_array( $fields['open'] ?? null ) ? $fields['open'] : array() as $run_id => $reserved ) {
			if ( is_array( $reserved ) && is_int( $reserved['credits'] ?? null ) && is_int( $reserved['since'] ?? null ) ) {
				$open[ (string) $run_id ] = array(
					'credits' => $reserved['credits'],
					'since'   => $reserved['since'],
				);
			}
		}
		return array(
			'on_upload'       => true === ( $fields['on_upload'] ?? null ),
			'monthly_ceiling' => is_int( $fields['monthly_ceiling'] ?? null ) ? $fields['monthly_ceiling'] : self::DEFAULT_CEILING,
			'month'           => is_string( $fields['month'] ?? null ) ? $fields['month'] : '',
			'spent'           => is_int( $fields['spent'] ?? null ) ? $fields['spent'] : 0,
			'open'            => $open,
		);
	}
}
