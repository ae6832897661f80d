<?php
/**
 * Alt text for new uploads: off until asked for, never beyond its ceiling, with the rights of who uploaded.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Features\ImageAltText\UploadBudget;
use SeoRankGenius\Runs\RunTable;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\OptionRow;
use SeoRankGenius\Storage\Queries;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;

final class ImagesOnUploadTest extends CloudTestCase {

	private const ALT   = '_wp_attachment_image_alt';
	private const ROUTE = self::ROUTES . '/image-settings';

	public function test_it_is_off_until_somebody_turns_it_on(): void {
		$this->connect();
		$this->act_as( 'author' );
		$this->image();
		self::assertFalse( wp_next_scheduled( Names::WRITE_UPLOADS ) );
		do_action( Names::WRITE_UPLOADS );
		self::assertSame( array(), $this->runs() );
		$this->act_as( 'administrator' );
		$response = $this->rest( 'GET', self::ROUTE );
		$this->assert_answer( 'image-settings', $response );
		self::assertFalse( $this->data( $response )['on_upload'] ?? null );
		self::assertSame( 0, $this->data( $response )['used_this_month'] ?? null );
	}

	public function test_what_two_people_upload_becomes_two_runs_and_texts(): void {
		$this->turn_on( 50 );
		$editor = $this->act_as( 'editor' );
		$first  = $this->image();
		$second = $this->image();
		$author = $this->act_as( 'author' );
		$third  = $this->image();
		self::assertCount( 1, $this->cloud->requests(), 'The upload itself asked nobody.' );
		self::assertNotFalse( wp_next_scheduled( Names::WRITE_UPLOADS ) );
		wp_set_current_user( 0 );
		do_action( Names::WRITE_UPLOADS );
		self::assertSame( 0, get_current_user_id() );
		self::assertSame( array( array( $editor, 2 ), array( $author, 1 ) ), $this->runs() );
		self::assertSame( 3, $this->used() );
		// A second tick finds nothing.
		do_action( Names::WRITE_UPLOADS );
		self::assertCount( 2, $this->runs() );
		add_filter( 'pre_http_request', $this->answer_all( ... ), 10, 3 );
		do_action( Names::RUNS_TICK );
		foreach ( array( $first, $second, $third ) as $id ) {
			self::assertSame( "A picture, number $id", get_post_meta( $id, self::ALT, true ) );
		}
		self::assertSame( 3, $this->used() );
	}

	public function test_the_ceiling_holds_for_the_whole_month(): void {
		$this->turn_on( 3 );
		$user = $this->act_as( 'author' );
		for ( $count = 0; $count < 2; $count++ ) {
			$this->image();
		}
		do_action( Names::WRITE_UPLOADS );
		for ( $count = 0; $count < 4; $count++ ) {
			$this->image();
		}
		do_action( Names::WRITE_UPLOADS );
		$this->image();
		do_action( Names::WRITE_UPLOADS );
		self::assertSame( array( array( $user, 2 ), array( $user, 1 ) ), $this->runs() );
		self::assertSame( 3, $this->used() );
		self::assertSame( 7, Json::at( $this->data( $this->rest( 'GET', self::ROUTES . '/images' ) ), 'total' ), 'The others are among the missing.' );
		$this->turn_on( 5 );
		$this->act_as( 'author' );
		do_action( Names::WRITE_UPLOADS );
		self::assertCount( 2, $this->runs(), 'What was passed over is not written later by surprise.' );
	}

	public function test_what_a_run_did_not_spend_is_given_back_and_a_new_month_starts_at_nothing(): void {
		$this->turn_on( 3 );
		$this->act_as( 'author' );
		$this->image();
		$this->image();
		do_action( Names::WRITE_UPLOADS );
		self::assertSame( 2, $this->used() );
		$runs = $this->data( $this->rest( 'GET', self::ROUTES . '/runs', array( 'feature' => 'image_alt' ) ) );
		$id   = Json::text_at( $runs, 'runs.0.id' );
		$this->act_as( 'administrator' );
		$this->rest( 'POST', self::ROUTES . "/runs/$id/stop" );
		$this->rest( 'POST', self::ROUTES . "/runs/$id/step", array( 'after' => 0 ) );
		self::assertSame( 0, $this->used() );
		$stored = Json::decode( (string) $this->settings_row()->read() );
		$this->settings_row()->replace( (string) $this->settings_row()->read(), (string) wp_json_encode( array( 'month' => '2020-01', 'spent' => 3 ) + $stored ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		self::assertSame( 0, $this->used() );
	}

	public function test_of_two_at_once_the_second_gets_what_is_left(): void {
		$this->turn_on( 5 );
		$runs   = new RunTable( new Queries( self::wpdb() ) );
		$budget = new UploadBudget( $this->settings_row(), $runs );
		$first  = 0;
		$once   = function ( string $query ) use ( $runs, &$first ): string {
			if ( 0 === $first && str_starts_with( $query, 'UPDATE' ) && str_contains( $query, Names::IMAGE_SETTINGS ) ) {
				$first = -1;
				$first = ( new UploadBudget( $this->settings_row(), $runs ) )->reserve( '11111111-1111-4111-8111-111111111111', 4 );
			}
			return $query;
		};
		add_filter( 'query', $once );
		self::assertSame( 1, $budget->reserve( '22222222-2222-4222-8222-222222222222', 4 ) );
		self::assertSame( 4, $first );
		remove_filter( 'query', $once );
		self::assertSame( 5, $this->used() );
	}

	/**
	 * @return iterable<string, array{callable(self):mixed}>
	 */
	public static function obstacles(): iterable {
		yield 'who uploaded may no longer' => array( static fn ( self $test ) => ( new \WP_User( get_current_user_id() ) )->set_role( 'subscriber' ) );
		yield 'who uploaded is gone' => array( static fn ( self $test ) => wp_delete_user( get_current_user_id() ) );
		yield 'it was turned off meanwhile' => array( static fn ( self $test ) => $test->turn_off() );
		yield 'the site was disconnected' => array( static fn ( self $test ) => delete_option( Names::ACCOUNT ) );
		yield 'there is nothing to spend' => array( static fn ( self $test ) => $test->rewrite_record( array( 'balance.license.shared' => 0, 'balance.site.domain' => 0 ) ) ); // phpcs:ignore WordPress.Arrays.ArrayDeclarationSpacing.AssociativeArrayFound
		yield 'a person has written a text' => array( static fn ( self $test ) => update_post_meta( $test->latest(), self::ALT, 'By hand' ) );
		yield 'it was marked as decorative' => array( static fn ( self $test ) => update_post_meta( $test->latest(), Names::DECORATIVE, '1' ) );
		yield 'it was deleted' => array( static fn ( self $test ) => wp_delete_attachment( $test->latest(), true ) );
	}

	/**
	 * @param callable(self):mixed $obstacle
	 */
	#[DataProvider( 'obstacles' )]
	public function test_then_nothing_is_started_and_nothing_set_aside( callable $obstacle ): void {
		$this->turn_on( 5 );
		$this->act_as( 'author' );
		$this->image();
		$obstacle( $this );
		wp_set_current_user( 0 );
		do_action( Names::WRITE_UPLOADS );
		self::assertSame( array(), $this->runs() );
		self::assertSame( 0, $this->used() );
		self::assertSame( '', self::wpdb()->last_error );
	}

	public function test_documents_and_uploads_of_nobody_are_left_alone(): void {
		$this->turn_on( 5 );
		wp_set_current_user( 0 );
		$this->image();
		$this->act_as( 'author' );
		wp_insert_attachment(
			array(
				'post_mime_type' => 'application/pdf',
				'post_title'     => 'Paper',
				'post_status'    => 'inherit',
			)
		);
		self::assertFalse( wp_next_scheduled( Names::WRITE_UPLOADS ) );
	}

	public function test_settings_refuse_what_makes_no_sense(): void {
		$this->act_as( 'administrator' );
		foreach ( array( array( 'monthly_ceiling' => -1 ), array( 'monthly_ceiling' => 1000001 ), array( 'monthly_ceiling' => 'much' ), array( 'on_upload' => 'perhaps' ) ) as $bad ) {
			$good = array(
				'on_upload'       => true,
				'monthly_ceiling' => 5,
			);
			self::assertSame( 400, $this->rest( 'PUT', self::ROUTE, $bad + $good )->get_status() );
		}
		self::assertSame( 400, $this->rest( 'PUT', self::ROUTE, array( 'on_upload' => true ) )->get_status() );
		self::assertNull( $this->settings_row()->read() );
	}

	public function turn_off(): void {
		$user = get_current_user_id();
		$this->act_as( 'administrator' );
		$this->rest(
			'PUT',
			self::ROUTE,
			array(
				'on_upload'       => false,
				'monthly_ceiling' => 5,
			)
		);
		wp_set_current_user( $user );
	}

	public function latest(): int {
		return (int) get_posts(
			array(
				'post_type'   => 'attachment',
				'post_status' => 'inherit',
				'fields'      => 'ids',
				'numberposts' => 1,
			)
		)[0];
	}

	private function turn_on( int $ceiling ): void {
		if ( 0 === count( $this->cloud->requests() ) ) {
			$this->connect();
		}
		$this->act_as( 'administrator' );
		$this->assert_answer(
			'image-settings',
			$this->rest(
				'PUT',
				self::ROUTE,
				array(
					'on_upload'       => true,
					'monthly_ceiling' => $ceiling,
				)
			)
		);
	}

	private function used(): int {
		return ( new UploadBudget( $this->settings_row(), new RunTable( new Queries( self::wpdb() ) ) ) )->show()['used_this_month'];
	}

	private function settings_row(): OptionRow {
		return new OptionRow( self::wpdb(), Names::IMAGE_SETTINGS );
	}

	/**
	 * @return list<array{int, int}> Who started each run, and how many images it has; oldest first.
	 */
	private function runs(): array {
		$runs = array();
		foreach ( ( new RunTable( new Queries( self::wpdb() ) ) )->page( 'image_alt', null, 50 ) as $run ) {
			$runs[] = array( $run->acts_as, $run->counts->total() );
		}
		return array_reverse( $runs );
	}

	/**
	 * The cloud, writing a text for whatever it is sent.
	 *
	 * @param mixed                $answer  Nothing yet.
	 * @param array<string, mixed> $request The request.
	 * @param string               $url     Its address.
	 */
	private function answer_all( mixed $answer, array $request, string $url ): mixed {
		if ( ! str_ends_with( $url, '/v1/actions' ) || ! is_string( $request['body'] ?? null ) ) {
			return $answer;
		}
		$actions = array();
		foreach ( Json::list_at( Json::decode( $request['body'] ), 'actions' ) as $action ) {
			$actions[] = array(
				'id'          => Json::at( $action, 'id' ),
				'outcome'     => 'completed',
				'cost'        => 1,
				'from_domain' => 0,
				'from_shared' => 1,
				'code'        => null,
				'result'      => array( 'alt_text' => 'A picture, number ' . Json::text_at( $action, 'subject.id' ) ),
				'meta'        => null,
			);
		}
		return array(
			'response' => array(
				'code'    => 200,
				'message' => 'OK',
			),
			'headers'  => array( 'content-type' => 'application/json' ),
			'cookies'  => array(),
			'body'     => (string) wp_json_encode( Json::with( self::answer_of( 'actions-answer' ), 'actions', $actions ) ),
		);
	}
}
