<?php
/**
 * Creates the plugin's tables and brings them up to date, for the site of this request.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Storage;

use RuntimeException;
use wpdb;

/**
 * What the tables were last made from is an autoloaded option, so that asking whether they are current costs no query.
 * Each site of a network has its own tables, made when the plugin is first used there.
 */
final class Migrations {

	/**
	 * Migrations.
	 *
	 * @param wpdb $wpdb The database.
	 */
	public function __construct( private readonly wpdb $wpdb ) {}

	/**
	 * Makes the tables what Tables says, unless they are. Two requests at once do no harm.
	 *
	 * @return bool Whether anything had to be done: then what is kept in them may have to be filled again.
	 * @throws RuntimeException When the database refuses.
	 */
	public function run(): bool {
		$version = self::version();
		if ( get_option( Names::TABLES ) === $version ) {
			return false;
		}
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		foreach ( Tables::definitions() as $name => $definition ) {
			dbDelta( "CREATE TABLE {$this->wpdb->prefix}$name ($definition) {$this->wpdb->get_charset_collate()};" );
		}
		foreach ( array_keys( Tables::definitions() ) as $name ) {
			if ( ! $this->exists( $this->wpdb->prefix . $name ) ) {
				throw new RuntimeException( "SEO Rank Genius could not create its table $name. The database user needs the right to create tables." );
			}
		}
		update_option( Names::TABLES, $version, true );
		return true;
	}

	/**
	 * Makes what is missing, whatever the option says: a table may have been dropped, or left out of a copy.
	 *
	 * @return list<string> The tables that were missing.
	 * @throws RuntimeException When the database refuses.
	 */
	public function mend(): array {
		$names   = array_map( fn ( string $name ): string => $this->wpdb->prefix . $name, array_keys( Tables::definitions() ) );
		$missing = array_values( array_filter( $names, fn ( string $name ): bool => ! $this->exists( $name ) ) );
		if ( array() !== $missing ) {
			delete_option( Names::TABLES );
			$this->run();
		}
		return $missing;
	}

	/**
	 * Removes the tables of the current site.
	 */
	public function drop(): void {
		foreach ( array_keys( Tables::definitions() ) as $name ) {
			$this->wpdb->query( "DROP TABLE IF EXISTS {$this->wpdb->prefix}$name" ); // phpcs:ignore WordPress.DB.PreparedSQL.InterpolatedNotPrepared -- A name of ours.
		}
		delete_option( Names::TABLES );
	}

	/**
	 * With the tables of ours among those that WordPress drops when it deletes a site of the network.
	 *
	 * @param array<array-key, mixed> $tables Full names.
	 * @return array<array-key, mixed>
	 */
	public function with_tables( array $tables ): array {
		foreach ( array_keys( Tables::definitions() ) as $name ) {
			$tables[] = $this->wpdb->prefix . $name;
		}
		return $tables;
	}

	/**
	 * Whether a table is there.
	 *
	 * @param string $table Full name.
	 */
	private function exists( string $table ): bool {
		return array() !== ( new Queries( $this->wpdb ) )->rows( 'SHOW TABLES LIKE %s', array( $this->wpdb->esc_like( $table ) ) );
	}

	/**
	 * Names the present definitions.
	 */
	private static function version(): string {
		return md5( implode( "\n", Tables::definitions() ) );
	}
}
