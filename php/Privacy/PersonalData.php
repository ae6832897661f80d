<?php
/**
 * Exports and erases what the plugin keeps about a person, through core's Tools › Export and Erase Personal Data.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Privacy;

use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Storage\Tables;
use WP_User;

/**
 * That is: which runs they have started, and which results they have had made. The texts belong to the site. A run that
 * goes on works with its starter's rights, so it keeps their id until it has ended.
 */
final class PersonalData {

	private const PER_PAGE = 100;
	private const GROUP    = 'seo-rank-genius-runs';
	private const RESULTS  = 'seo-rank-genius-results';

	/**
	 * Personal data.
	 *
	 * @param Queries $queries Asks the database.
	 */
	public function __construct( private readonly Queries $queries ) {}

	/**
	 * Adds the exporter to core's.
	 *
	 * @param array<array-key, mixed> $exporters Core's.
	 * @return array<array-key, mixed>
	 */
	public function add_exporter( array $exporters ): array {
		$exporters['seo-rank-genius'] = array(
			'exporter_friendly_name' => __( 'SEO Rank Genius', 'seo-rank-genius' ),
			'callback'               => $this->export( ... ),
		);
		return $exporters;
	}

	/**
	 * Adds the eraser to core's.
	 *
	 * @param array<array-key, mixed> $erasers Core's.
	 * @return array<array-key, mixed>
	 */
	public function add_eraser( array $erasers ): array {
		$erasers['seo-rank-genius'] = array(
			'eraser_friendly_name' => __( 'SEO Rank Genius', 'seo-rank-genius' ),
			'callback'             => $this->erase( ... ),
		);
		return $erasers;
	}

	/**
	 * A page of what is kept about the person with this address.
	 *
	 * @param string $email_address Theirs.
	 * @param int    $page          From 1.
	 * @return array{data: list<array<string, mixed>>, done: bool}
	 */
	private function export( string $email_address, int $page = 1 ): array {
		$user = get_user_by( 'email', $email_address );
		if ( ! $user instanceof WP_User ) {
			return array(
				'data' => array(),
				'done' => true,
			);
		}
		$from    = ( max( 1, $page ) - 1 ) * self::PER_PAGE;
		$runs    = $this->queries->rows(
			'SELECT id, feature, started_at, done, credits_spent FROM ' . $this->queries->table( Tables::RUNS ) . ' WHERE started_by = %d OR acts_as = %d ORDER BY number LIMIT %d OFFSET %d',
			array( $user->ID, $user->ID, self::PER_PAGE, $from )
		);
		$results = $this->queries->rows(
			'SELECT id, feature, object_id, created_at, cost FROM ' . $this->queries->table( Tables::RESULTS ) . ' WHERE user_id = %d ORDER BY id LIMIT %d OFFSET %d',
			array( $user->ID, self::PER_PAGE, $from )
		);
		return array(
			'data' => array( ...array_map( self::exported( ... ), $runs ), ...array_map( self::exported_result( ... ), $results ) ),
			'done' => max( count( $runs ), count( $results ) ) < self::PER_PAGE,
		);
	}

	/**
	 * Forgets who started the runs that have ended, and who had results made.
	 *
	 * @param string $email_address Theirs.
	 * @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool}
	 */
	private function erase( string $email_address ): array {
		$user = get_user_by( 'email', $email_address );
		if ( ! $user instanceof WP_User ) {
			return self::erased( false, false );
		}
		delete_user_option( $user->ID, Names::PLANS_LINK );
		$runs    = $this->queries->table( Tables::RUNS );
		$removed = 0;
		foreach ( array( 'started_by', 'acts_as' ) as $field ) {
			$removed += $this->queries->run( "UPDATE $runs SET $field = 0 WHERE $field = %d AND state = 'ended' AND retry_at = 0", array( $user->ID ) );
		}
		$removed += $this->queries->run( "UPDATE {$this->queries->table( Tables::RESULTS )} SET user_id = 0 WHERE user_id = %d", array( $user->ID ) );

		$kept = array() !== $this->queries->numbers( "SELECT number FROM $runs WHERE started_by = %d OR acts_as = %d LIMIT 1", array( $user->ID, $user->ID ) );
		return self::erased( $removed > 0, $kept );
	}

	/**
	 * A run in the form that core exports.
	 *
	 * @param array<array-key, mixed> $row The run.
	 * @return array<string, mixed>
	 */
	private static function exported( array $row ): array {
		$fields = array(
			array( __( 'Run', 'seo-rank-genius' ), Queries::text( $row, 'id' ) ),
			array( __( 'Feature', 'seo-rank-genius' ), Queries::text( $row, 'feature' ) ),
			array( __( 'Started', 'seo-rank-genius' ), gmdate( 'Y-m-d H:i:s', Queries::number( $row, 'started_at' ) ) . ' UTC' ),
			array( __( 'Results', 'seo-rank-genius' ), (string) Queries::number( $row, 'done' ) ),
			array( __( 'Credits', 'seo-rank-genius' ), (string) Queries::number( $row, 'credits_spent' ) ),
		);
		return self::item( self::GROUP, __( 'SEO Rank Genius: runs of AI features', 'seo-rank-genius' ), Queries::text( $row, 'id' ), $fields );
	}

	/**
	 * A result in the form that core exports.
	 *
	 * @param array<array-key, mixed> $row The result.
	 * @return array<string, mixed>
	 */
	private static function exported_result( array $row ): array {
		$fields = array(
			array( __( 'Feature', 'seo-rank-genius' ), Queries::text( $row, 'feature' ) ),
			array( __( 'Post', 'seo-rank-genius' ), Queries::text( $row, 'object_id' ) ),
			array( __( 'Made', 'seo-rank-genius' ), gmdate( 'Y-m-d H:i:s', Queries::number( $row, 'created_at' ) ) . ' UTC' ),
			array( __( 'Credits', 'seo-rank-genius' ), (string) Queries::number( $row, 'cost' ) ),
		);
		return self::item( self::RESULTS, __( 'SEO Rank Genius: results of AI features', 'seo-rank-genius' ), Queries::text( $row, 'id' ), $fields );
	}

	/**
	 * One thing in the form that core exports.
	 *
	 * @param string                     $group  Which kind of thing.
	 * @param string                     $label  The kind, for people.
	 * @param string                     $id     Its id.
	 * @param list<array{string, string}> $fields Names and values.
	 * @return array<string, mixed>
	 */
	private static function item( string $group, string $label, string $id, array $fields ): array {
		return array(
			'group_id'    => $group,
			'group_label' => $label,
			'item_id'     => $group . '-' . $id,
			'data'        => array_map(
				static fn ( array $field ): array => array(
					'name'  => $field[0],
					'value' => $field[1],
				),
				$fields
			),
		);
	}

	/**
	 * The answer of the eraser.
	 *
	 * @param bool $removed Whether something was forgotten.
	 * @param bool $kept    Whether a run goes on.
	 * @return array{items_removed: bool, items_retained: bool, messages: list<string>, done: bool}
	 */
	private static function erased( bool $removed, bool $kept ): array {
		return array(
			'items_removed'  => $removed,
			'items_retained' => $kept,
			'messages'       => $kept ? array( __( 'SEO Rank Genius: a run that this person started goes on. Stop it and erase again.', 'seo-rank-genius' ) ) : array(),
			'done'           => true,
		);
	}
}
