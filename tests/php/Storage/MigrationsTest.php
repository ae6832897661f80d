<?php
/**
 * The tables are made when the plugin is activated or first used, brought up to date, and dropped when it goes.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Storage;

use SeoRankGenius\Storage\Migrations;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\Tables;
use SeoRankGenius\Storage\Uninstall;
use SeoRankGenius\Tests\Support\CloudTestCase;

final class MigrationsTest extends CloudTestCase {

	public function test_activation_has_made_every_table_with_its_fields_and_indexes(): void {
		foreach ( Tables::definitions() as $name => $definition ) {
			preg_match_all( '/^\s+(?!PRIMARY|UNIQUE|KEY)(\w+) /m', $definition, $fields );
			preg_match_all( '/KEY (\w+) \(/', $definition, $indexes );
			self::assertSame( $fields[1], $this->column( "SHOW COLUMNS FROM `{$this->table( $name )}`", 'Field' ), $name );
			self::assertSame( array(), array_diff( $indexes[1], $this->column( "SHOW INDEX FROM `{$this->table( $name )}`", 'Key_name' ) ), $name );
		}
	}

	public function test_tables_that_are_current_cost_no_query(): void {
		// What WordPress loads on every request anyway.
		wp_load_alloptions();
		$before = self::wpdb()->num_queries;
		self::assertFalse( ( new Migrations( self::wpdb() ) )->run() );
		self::assertSame( $before, self::wpdb()->num_queries );
	}

	public function test_after_an_update_the_first_request_adds_what_is_missing_and_keeps_the_rows(): void {
		$wpdb = self::wpdb();
		$runs = $this->table( Tables::RUNS );
		$row  = array(
			'id'          => '11111111-1111-4111-8111-111111111111',
			'feature'     => 'image_alt',
			'started_by'  => 1,
			'acts_as'     => 1,
			'max_credits' => 1,
			'state'       => 'ended',
			'started_at'  => 1,
		);
		$wpdb->insert( $runs, $row );
		$wpdb->query( "ALTER TABLE `$runs` DROP COLUMN undone_at" );
		update_option( Names::TABLES, 'of an earlier version' );
		$this->act_as( 'administrator' );
		$this->account();
		self::assertContains( 'undone_at', $this->column( "SHOW COLUMNS FROM `$runs`", 'Field' ) );
		self::assertSame( '1', (string) $wpdb->get_var( "SELECT COUNT(*) FROM `$runs`" ) );
	}

	public function test_a_site_without_the_tables_gets_them_when_the_plugin_is_first_used_there(): void {
		$migrations = new Migrations( self::wpdb() );
		$migrations->drop();
		self::assertSame( array(), $this->tables() );
		$this->act_as( 'administrator' );
		$this->account();
		self::assertSame( array_map( $this->table( ... ), array_keys( Tables::definitions() ) ), $this->tables() );
	}

	public function test_uninstalling_drops_them_and_deactivating_ends_the_background_work(): void {
		wp_schedule_single_event( time() + 60, Names::RUNS_TICK );
		do_action( 'deactivate_seo-rank-genius/plugin.php' ); // phpcs:ignore WordPress.NamingConventions.ValidHookName.UseUnderscores -- WordPress's own.
		self::assertFalse( wp_next_scheduled( Names::RUNS_TICK ) );
		self::assertNotSame( array(), $this->tables() );
		Uninstall::every_site();
		self::assertSame( array(), $this->tables() );
		self::assertFalse( get_option( Names::TABLES ) );
	}

	public function test_a_deleted_site_of_a_network_takes_its_tables_along(): void {
		$dropped = apply_filters( 'wpmu_drop_tables', array( 'posts' => 'wp_2_posts' ), 2 );
		self::assertSame( array( 'wp_2_posts', ...array_map( $this->table( ... ), array_keys( Tables::definitions() ) ) ), array_values( (array) $dropped ) );
	}

	private function table( string $name ): string {
		return self::wpdb()->prefix . $name;
	}

	/**
	 * @return list<string> The tables of ours that are there.
	 */
	private function tables(): array {
		$all = array_map( 'strval', self::wpdb()->get_col( 'SHOW TABLES' ) );
		return array_values( array_filter( array_map( $this->table( ... ), array_keys( Tables::definitions() ) ), static fn ( string $table ): bool => in_array( $table, $all, true ) ) );
	}

	/**
	 * @return list<string> One column of a result.
	 */
	private function column( string $query, string $column ): array {
		/** @var list<array<string, string|null>> $rows */
		$rows = self::wpdb()->get_results( $query, ARRAY_A );
		return array_map( 'strval', array_column( $rows, $column ) );
	}
}
