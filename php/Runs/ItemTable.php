<?php
/**
 * The table of the items of runs.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Runs;

use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;

/**
 * Several items are changed in one statement: all of them or, when the process dies, none.
 */
final class ItemTable {

	private readonly string $table;

	/**
	 * The table, of the site of this request.
	 *
	 * @param Queries $queries Asks the database.
	 */
	public function __construct( private readonly Queries $queries ) {
		$this->table = $queries->table( Tables::RUN_ITEMS );
	}

	/**
	 * Adds candidates to a run, in their order.
	 *
	 * @param int        $run_number The run.
	 * @param Candidates $candidates The objects.
	 * @param int|null   $first      Only so many of the first; null: all.
	 */
	public function add( int $run_number, Candidates $candidates, ?int $first ): void {
		$limit = null === $first ? '' : " LIMIT $first";
		$this->queries->run( "INSERT IGNORE INTO {$this->table} (run_number, object_id, price, state) SELECT $run_number, {$candidates->object_id}, {$candidates->price}, 'waiting' FROM {$candidates->source} ORDER BY {$candidates->order}$limit" );
	}

	/**
	 * Adds the failed objects of another run.
	 *
	 * @param int $run_number The run.
	 * @param Run $of         The other.
	 */
	public function add_failed( int $run_number, Run $of ): void {
		$this->queries->run(
			"INSERT IGNORE INTO {$this->table} (run_number, object_id, price, state) SELECT %d, object_id, price, 'waiting' FROM {$this->table} WHERE run_number = %d AND state = 'failed' ORDER BY number",
			array( $run_number, $of->number )
		);
	}

	/**
	 * What a run's items add up to.
	 *
	 * @param int $run_number The run.
	 */
	public function counts( int $run_number ): Counts {
		$sums = array();
		$rows = $this->queries->rows( "SELECT state, is_applied, undone, COUNT(*) AS items, SUM(price) AS price, SUM(cost) AS cost FROM {$this->table} WHERE run_number = %d GROUP BY state, is_applied, undone", array( $run_number ) );
		$add  = static function ( string $sum, int $number ) use ( &$sums ): void {
			$sums[ $sum ] = ( $sums[ $sum ] ?? 0 ) + $number;
		};
		foreach ( Row::all( $rows ) as $row ) {
			$state  = $row->text( 'state' );
			$items  = $row->number( 'items' );
			$undone = $row->number( 'undone' );
			$add( $state, $items );
			$add( "price of $state", $row->number( 'price' ) );
			$add( 'cost', $row->number( 'cost' ) );
			$add( self::UNDONE[ $undone ] ?? 'undone', 0 === $undone && 0 === $row->number( 'is_applied' ) ? 0 : $items );
		}
		return new Counts(
			$sums['waiting'] ?? 0,
			$sums['sent'] ?? 0,
			$sums['done'] ?? 0,
			$sums['failed'] ?? 0,
			$sums['skipped'] ?? 0,
			$sums['restored'] ?? 0,
			$sums['kept'] ?? 0,
			$sums['undoable'] ?? 0,
			$sums['cost'] ?? 0,
			$sums['price of sent'] ?? 0,
			( $sums['price of waiting'] ?? 0 ) + ( $sums['price of sent'] ?? 0 ),
			$sums['price of failed'] ?? 0,
		);
	}

	/** What the column `undone` says. */
	private const UNDONE = array( 'undoable', 'restored', 'kept' );

	/**
	 * The next items of a state, in their order.
	 *
	 * @param int       $run_number The run.
	 * @param ItemState $state      The state.
	 * @param int       $most       How many at most.
	 * @return list<Item>
	 */
	public function next( int $run_number, ItemState $state, int $most ): array {
		return $this->rows( 'WHERE run_number = %d AND state = %s ORDER BY number LIMIT %d', array( $run_number, $state->value, $most ) );
	}

	/**
	 * Counts one more attempt for items that are about to be prepared: what kills the process is found by it.
	 *
	 * @param list<Item> $items The items.
	 */
	public function attempt( array $items ): void {
		$this->queries->run( "UPDATE {$this->table} SET attempts = attempts + 1 WHERE number IN (" . self::numbers( $items ) . ") AND state = 'waiting'" );
	}

	/**
	 * Stores the id that each item is about to be sent under, and the text that it replaces. False when one of them is
	 * not waiting any more: then nothing may be sent.
	 *
	 * @param list<array{item: Item, action_id: string, former: string}> $prepared What is about to be sent.
	 */
	public function send( array $prepared ): bool {
		$ids     = '';
		$formers = '';
		$first   = array();
		$second  = array();
		foreach ( $prepared as $one ) {
			$ids     .= ' WHEN %d THEN %s';
			$formers .= ' WHEN %d THEN %s';
			array_push( $first, $one['item']->number, $one['action_id'] );
			array_push( $second, $one['item']->number, $one['former'] );
		}
		$changed = $this->queries->run(
			"UPDATE {$this->table} SET action_id = CASE number$ids END, former = CASE number$formers END, state = 'sent'
			WHERE number IN (" . self::numbers( array_column( $prepared, 'item' ) ) . ") AND state = 'waiting'",
			array( ...$first, ...$second )
		);
		return count( $prepared ) === $changed;
	}

	/**
	 * Lets items wait again. They keep their ids: what was paid for under them is fetched, not bought again.
	 *
	 * @param list<Item> $items        The items.
	 * @param bool       $is_their_own Whether it was something about them that kept them from getting anywhere.
	 */
	public function wait( array $items, bool $is_their_own = false ): void {
		if ( array() !== $items ) {
			$attempts = $is_their_own ? '' : ', attempts = 0';
			$this->queries->run( "UPDATE {$this->table} SET state = 'waiting'$attempts WHERE number IN (" . self::numbers( $items ) . ") AND state IN ('sent', 'waiting')" );
		}
	}

	/**
	 * Ends items.
	 *
	 * @param list<Ended> $ended How each ended.
	 * @param int         $after The seq before the first of theirs.
	 */
	public function end( array $ended, int $after ): void {
		if ( array() === $ended ) {
			return;
		}
		$cases  = array_fill_keys( array( 'state', 'code', 'made', 'cost', 'is_applied', 'seq' ), '' );
		$values = array_fill_keys( array_keys( $cases ), array() );
		foreach ( $ended as $one ) {
			$row = array(
				'code'       => $one->code,
				'made'       => $one->made,
				'cost'       => $one->cost,
				'is_applied' => $one->is_applied ? 1 : 0,
				'seq'        => ++$after,
				'state'      => $one->state->value,
			);
			foreach ( $row as $column => $value ) {
				$cases[ $column ]   .= ' WHEN %d THEN ' . ( null === $value ? 'NULL' : ( is_int( $value ) ? '%d' : '%s' ) );
				$values[ $column ][] = $one->item->number;
				if ( null !== $value ) {
					$values[ $column ][] = $value;
				}
			}
		}
		$assignments = implode( ', ', array_map( static fn ( string $column, string $case ): string => "$column = CASE number$case END", array_keys( $cases ), $cases ) );
		$this->queries->run(
			"UPDATE {$this->table} SET $assignments WHERE number IN (" . self::numbers( array_column( $ended, 'item' ) ) . ") AND state IN ('waiting', 'sent')",
			array_merge( ...array_values( $values ) )
		);
	}

	/**
	 * Items whose result was saved and is not undone, in their order.
	 *
	 * @param Run $run  The run.
	 * @param int $most How many at most.
	 * @return list<Item>
	 */
	public function undoable( Run $run, int $most ): array {
		return $this->rows( "WHERE run_number = %d AND state = 'done' AND is_applied = 1 AND undone = 0 ORDER BY number LIMIT %d", array( $run->number, $most ) );
	}

	/**
	 * Notes what became of undoing items.
	 *
	 * @param list<Item> $restored They have their former text again.
	 * @param list<Item> $kept     Somebody had changed them.
	 */
	public function undo( array $restored, array $kept ): void {
		foreach ( array(
			1 => $restored,
			2 => $kept,
		) as $undone => $items ) {
			if ( array() !== $items ) {
				$this->queries->run( "UPDATE {$this->table} SET undone = %d WHERE undone = 0 AND number IN (" . self::numbers( $items ) . ')', array( $undone ) );
			}
		}
	}

	/**
	 * Items that ended after a seq, in the order of ending.
	 *
	 * @param Run $run   The run.
	 * @param int $after The seq.
	 * @param int $most  How many at most.
	 * @return list<Item>
	 */
	public function ended_after( Run $run, int $after, int $most ): array {
		return $this->rows( 'WHERE run_number = %d AND seq > %d ORDER BY seq, number LIMIT %d', array( $run->number, $after, $most ) );
	}

	/**
	 * A page of items, in their order.
	 *
	 * @param Run            $run   The run.
	 * @param ItemState|null $state Only those of this state.
	 * @param int            $after Only those after the one with this number.
	 * @param int            $most  How many at most.
	 * @return list<Item>
	 */
	public function page( Run $run, ?ItemState $state, int $after, int $most ): array {
		return null === $state
			? $this->rows( 'WHERE run_number = %d AND number > %d ORDER BY number LIMIT %d', array( $run->number, $after, $most ) )
			: $this->rows( 'WHERE run_number = %d AND state = %s AND number > %d ORDER BY number LIMIT %d', array( $run->number, $state->value, $after, $most ) );
	}

	/**
	 * The keys of items.
	 *
	 * @param array<array-key, Item> $items At least one.
	 */
	private static function numbers( array $items ): string {
		return implode( ', ', array_map( static fn ( Item $item ): int => $item->number, $items ) );
	}

	/**
	 * The items that a condition names.
	 *
	 * @param string           $condition What follows FROM.
	 * @param list<string|int> $values    Its values.
	 * @return list<Item>
	 */
	private function rows( string $condition, array $values ): array {
		return array_map( Item::from( ... ), Row::all( $this->queries->rows( "SELECT * FROM {$this->table} $condition", $values ) ) );
	}
}
