<?php
/**
 * Tools › Export and Erase Personal Data: what is kept about a person, and that it can be forgotten.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Privacy;

use SeoRankGenius\Storage\Tables;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;
use WP_User;

final class PersonalDataTest extends CloudTestCase {

	private const EMAIL = 'writer@example.com';

	public function test_runs_are_exported_page_by_page(): void {
		$user = $this->writer();
		for ( $index = 0; $index < 101; $index++ ) {
			$this->add_run( $user->ID, 'ended' );
		}
		$this->add_run( $user->ID + 1, 'ended' );
		$first = $this->ask( 'wp_privacy_personal_data_exporters', self::EMAIL, 1 );
		self::assertCount( 100, Json::list_at( $first, 'data' ) );
		self::assertFalse( $first['done'] ?? null );
		$second = $this->ask( 'wp_privacy_personal_data_exporters', self::EMAIL, 2 );
		self::assertCount( 1, Json::list_at( $second, 'data' ) );
		self::assertTrue( $second['done'] ?? null );
		self::assertSame( '7', Json::at( $second, 'data.0.data.4.value' ) );
	}

	public function test_nobody_with_this_address(): void {
		$this->act_as( 'administrator' );
		self::assertSame( array(), $this->ask( 'wp_privacy_personal_data_exporters', 'nobody@example.com', 1 )['data'] ?? null );
		self::assertFalse( $this->ask( 'wp_privacy_personal_data_erasers', 'nobody@example.com', 1 )['items_removed'] ?? null );
	}

	public function test_who_started_a_run_is_forgotten_once_it_has_ended(): void {
		$user = $this->writer();
		$this->add_run( $user->ID, 'ended' );
		$this->add_run( $user->ID, 'running' );
		$answer = $this->ask( 'wp_privacy_personal_data_erasers', self::EMAIL, 1 );
		self::assertTrue( $answer['items_removed'] ?? null );
		self::assertTrue( $answer['items_retained'] ?? null );
		self::assertStringContainsString( 'Stop it', Json::text_at( $answer, 'messages.0' ) );
		$table = self::wpdb()->prefix . Tables::RUNS;
		self::assertSame( array( '0 0', "{$user->ID} {$user->ID}" ), self::wpdb()->get_col( "SELECT CONCAT(started_by, ' ', acts_as) FROM $table ORDER BY number" ) );

		self::wpdb()->query( "UPDATE $table SET state = 'ended'" );
		self::assertFalse( $this->ask( 'wp_privacy_personal_data_erasers', self::EMAIL, 1 )['items_retained'] ?? null );
		self::assertSame( array(), $this->ask( 'wp_privacy_personal_data_exporters', self::EMAIL, 1 )['data'] ?? null );
	}

	public function test_who_had_a_result_made_is_exported_and_forgotten_and_the_result_stays(): void {
		$user   = $this->writer();
		$table  = self::wpdb()->prefix . Tables::RESULTS;
		$result = array(
			'object_id'  => 5,
			'feature'    => 'meta_title',
			'action_id'  => wp_generate_uuid4(),
			'user_id'    => $user->ID,
			'result'     => '{"alternatives":["A meadow"]}',
			'cost'       => 1,
			'created_at' => 1_790_000_000,
		);
		self::assertSame( 1, self::wpdb()->insert( $table, $result ) );
		$exported = $this->ask( 'wp_privacy_personal_data_exporters', self::EMAIL, 1 );
		self::assertSame( array( 'seo-rank-genius-results', 'meta_title', true ), array( Json::at( $exported, 'data.0.group_id' ), Json::at( $exported, 'data.0.data.0.value' ), $exported['done'] ?? null ) );
		self::assertTrue( $this->ask( 'wp_privacy_personal_data_erasers', self::EMAIL, 1 )['items_removed'] ?? null );
		self::assertSame( array( '0' ), self::wpdb()->get_col( "SELECT user_id FROM $table" ) );
	}

	private function writer(): WP_User {
		$this->act_as( 'editor' );
		$user        = wp_get_current_user();
		$user_update = wp_update_user(
			array(
				'ID'         => $user->ID,
				'user_email' => self::EMAIL,
			)
		);
		self::assertSame( $user->ID, $user_update );
		return $user;
	}

	private function add_run( int $user_id, string $state ): void {
		$run = array(
			'id'            => wp_generate_uuid4(),
			'feature'       => 'image_alt',
			'started_by'    => $user_id,
			'acts_as'       => $user_id,
			'max_credits'   => 7,
			'credits_spent' => 7,
			'state'         => $state,
			'started_at'    => 1_790_000_000,
		);
		self::assertSame( 1, self::wpdb()->insert( self::wpdb()->prefix . Tables::RUNS, $run ) );
	}

	/**
	 * Calls our exporter or eraser as core does.
	 *
	 * @param non-empty-string $filter
	 * @return array<array-key, mixed>
	 */
	private function ask( string $filter, string $email, int $page ): array {
		$registered = apply_filters( $filter, array() );
		self::assertIsArray( $registered );
		$callback = Json::at( $registered, 'seo-rank-genius.callback' );
		self::assertIsCallable( $callback );
		$answer = $callback( $email, $page );
		self::assertIsArray( $answer );
		return $answer;
	}
}
