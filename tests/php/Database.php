<?php
/**
 * Puts the database back to what it was before a test.
 *
 * A transaction around each test would end at the first COMMIT or ALTER TABLE of the code under test, and would hide
 * what it does in transactions of its own. So the whole database is put back: on SQLite by its online backup, which
 * is safe under an open connection and takes a millisecond or two; on MySQL table by table where the checksum differs.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests;

use RuntimeException;
use SQLite3;
use wpdb;

final class Database {

	private static ?self $instance = null;

	private ?SQLite3 $pristine = null;

	/**
	 * Of each MySQL table: its checksum, its definition and its rows.
	 *
	 * @var array<string, array{checksum: string, definition: string, rows: list<array<string, string|null>>}>
	 */
	private array $tables = array();

	private function __construct( private readonly wpdb $wpdb ) {}

	public static function instance(): self {
		/** @var wpdb $wpdb */
		global $wpdb;
		return self::$instance ??= new self( $wpdb );
	}

	/**
	 * Takes the present state as the one that each test begins with.
	 */
	public function remember(): void {
		if ( self::is_sqlite() ) {
			$this->pristine = new SQLite3( ':memory:' );
			$live           = $this->live();
			$live->backup( $this->pristine );
			$live->close();
			return;
		}
		foreach ( $this->checksums() as $table => $checksum ) {
			$this->tables[ $table ] = array(
				'checksum'   => $checksum,
				'definition' => $this->definition( $table ),
				'rows'       => $this->rows( $table ),
			);
		}
	}

	/**
	 * Brings that state back. A transaction that a test left open is rolled back first.
	 */
	public function restore(): void {
		$this->wpdb->query( 'ROLLBACK' );
		if ( null !== $this->pristine ) {
			$live = $this->live();
			if ( ! $this->pristine->backup( $live ) ) {
				throw new RuntimeException( 'The database cannot be put back: a test has left it locked.' );
			}
			$live->close();
			return;
		}
		$found = $this->checksums();
		foreach ( array_diff_key( $found, $this->tables ) as $table => $checksum ) {
			$this->wpdb->query( "DROP TABLE `$table`" );
		}
		foreach ( $this->tables as $table => $remembered ) {
			if ( ( $found[ $table ] ?? null ) === $remembered['checksum'] && $this->definition( $table ) === $remembered['definition'] ) {
				continue;
			}
			$this->wpdb->query( "DROP TABLE IF EXISTS `$table`" );
			$this->wpdb->query( $remembered['definition'] );
			foreach ( $remembered['rows'] as $row ) {
				$this->wpdb->insert( $table, $row );
			}
		}
	}

	/**
	 * @return array<string, string> Checksum by table.
	 */
	private function checksums(): array {
		$checksums = array();
		/** @var list<non-empty-string> $tables */
		$tables = $this->wpdb->get_col( 'SHOW TABLES' );
		foreach ( $tables as $table ) {
			$checksums[ $table ] = (string) $this->wpdb->get_var( "CHECKSUM TABLE `$table`", 1 );
		}
		return $checksums;
	}

	private function definition( string $table ): string {
		return (string) $this->wpdb->get_var( "SHOW CREATE TABLE `$table`", 1 );
	}

	/**
	 * @return list<array<string, string|null>>
	 */
	private function rows( string $table ): array {
		/** @var list<array<string, string|null>> $rows */
		$rows = $this->wpdb->get_results( "SELECT * FROM `$table`", ARRAY_A );
		return $rows;
	}

	private function live(): SQLite3 {
		$live = new SQLite3( DB_DIR . '/' . DB_FILE, SQLITE3_OPEN_READWRITE );
		$live->enableExceptions( true );
		$live->busyTimeout( 5000 );
		return $live;
	}

	private static function is_sqlite(): bool {
		return defined( 'DB_ENGINE' ) && 'sqlite' === DB_ENGINE;
	}
}
