<?php
/**
 * Remembers, for each object, the action that was sent and whose outcome is not known yet.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features;

use RuntimeException;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\OptionRow;
use wpdb;

/**
 * Stored before anything is sent: when the answer is lost, the same id is sent again, and costs nothing more. One row in
 * the options table for each key, because its name is unique: of two requests at once, the second joins the first.
 */
final class PendingActions {

	private const MAX_TRIES = 10;

	/**
	 * Pending actions.
	 *
	 * @param wpdb $wpdb The database.
	 */
	public function __construct( private readonly wpdb $wpdb ) {}

	/**
	 * Claims an object for an action.
	 *
	 * @param string $key       What ActionTask::key() says.
	 * @param string $action_id UUID in lower case.
	 * @param int    $max_cost  The quote, in credits: part of what the cloud recognises a repeat by.
	 * @param string $instead   The object's text now, which the new one is to replace.
	 * @return array{id: string, max_cost: int, instead: string, is_new: bool} The action that is pending from now on: this one, or one from before that is not settled.
	 * @throws RuntimeException When the database does not take it.
	 */
	public function claim( string $key, string $action_id, int $max_cost, string $instead ): array {
		$row = $this->row( $key );
		for ( $try = 0; $try < self::MAX_TRIES; $try++ ) {
			if ( $row->create( $action_id . ' ' . $max_cost . ' ' . $instead ) ) {
				return array(
					'id'       => $action_id,
					'max_cost' => $max_cost,
					'instead'  => $instead,
					'is_new'   => true,
				);
			}
			// Null when it was settled in between.
			$stored = (string) $row->read();
			if ( 1 === preg_match( '/^([0-9a-f-]{36}) (\d{1,2}) (.*)$/Ds', $stored, $parts ) ) {
				return array(
					'id'       => $parts[1],
					'max_cost' => (int) $parts[2],
					'instead'  => $parts[3],
					'is_new'   => false,
				);
			}
			$row->delete( $stored );
		}
		throw new RuntimeException( 'SEO Rank Genius could not store the id of an action in the options table.' );
	}

	/**
	 * Forgets an action: its outcome is known, or it was never sent.
	 *
	 * @param string $key       What ActionTask::key() says.
	 * @param string $action_id UUID in lower case.
	 */
	public function settle( string $key, string $action_id ): void {
		$row    = $this->row( $key );
		$stored = $row->read();
		if ( null !== $stored && str_starts_with( $stored, $action_id . ' ' ) ) {
			$row->delete( $stored );
		}
	}

	/**
	 * Forgets whatever is pending under a key.
	 *
	 * @param string $key What ActionTask::key() says.
	 */
	public function forget( string $key ): void {
		$row    = $this->row( $key );
		$action = $row->read();
		if ( null !== $action ) {
			$row->delete( $action );
		}
	}

	/**
	 * Forgets whatever is pending for an object that is deleted, of all features and inputs.
	 *
	 * @param int $object_id The object.
	 */
	public function forget_all_of( int $object_id ): void {
		$wpdb = $this->wpdb;
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->options} WHERE option_name LIKE %s", $wpdb->esc_like( Names::PENDING_ACTION_PREFIX . $object_id . '_' ) . '%' ) ?? '' );
	}

	/**
	 * The row of a key.
	 *
	 * @param string $key The key.
	 */
	private function row( string $key ): OptionRow {
		return new OptionRow( $this->wpdb, Names::PENDING_ACTION_PREFIX . $key );
	}
}
