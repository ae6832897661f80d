<?php
/**
 * REST: what this site has spent; and its download.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Rest\UsageDownload;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\WpDie;
use SeoRankGenius\Usage\UsageExport;

final class UsageTest extends CloudTestCase {

	/**
	 * One line of the fixtures, changed.
	 *
	 * @param array<string, mixed> $changes By path.
	 * @return array<array-key, mixed>
	 */
	private static function line( array $changes = array() ): array {
		$line = Json::list_at( self::answer_of( 'usage-page' ), 'lines.0' );
		foreach ( $changes as $path => $value ) {
			$line = Json::with( $line, $path, $value );
		}
		return $line;
	}

	/**
	 * @param list<array<array-key, mixed>> $lines The lines.
	 * @return array{lines: list<array<array-key, mixed>>, next_cursor: string|null}
	 */
	private static function page( array $lines, ?string $next_cursor = null ): array {
		return array(
			'lines'       => $lines,
			'next_cursor' => $next_cursor,
		);
	}

	/**
	 * @return array<mixed> The query of the last request to the cloud.
	 */
	private function last_query(): array {
		$requests = $this->cloud->requests();
		return end( $requests )['query'] ?? array();
	}

	public function test_lines_with_the_names_that_their_ids_have_here(): void {
		$this->connect();
		$post   = $this->post( array( 'post_title' => 'Fish & <em>chips</em> “fresh”' ) );
		$author = $this->user( 'author' );
		wp_update_user(
			array(
				'ID'           => $author,
				'display_name' => 'Ada <b>L</b>',
			)
		);
		$lines = array(
			self::line(
				array(
					'subject.type' => 'post',
					'subject.id'   => (string) $post,
					'actor'        => (string) $author,
				)
			),
			self::line(
				array(
					'subject.id' => '987654321',
					'actor'      => 'cron',
				)
			),
		);
		$this->cloud->answer( 'GET', '/v1/usage', 200, self::page( $lines, 'abc' ) );
		$response = $this->rest( 'GET', self::ROUTES . '/usage' );
		$this->assert_answer( 'usage-page', $response );
		$data = $this->data( $response );
		self::assertSame( 'abc', $data['next_cursor'] ?? null );
		self::assertSame(
			array(
				'type'     => 'post',
				'id'       => (string) $post,
				'title'    => 'Fish & chips “fresh”',
				'edit_url' => admin_url( "post.php?post=$post&action=edit" ),
			),
			Json::at( $data, 'lines.0.subject' )
		);
		self::assertSame( get_userdata( $author )->display_name ?? '', Json::at( $data, 'lines.0.person.name' ) );
		self::assertNull( Json::at( $data, 'lines.1.subject.title' ) );
		self::assertNull( Json::at( $data, 'lines.1.subject.edit_url' ) );
		self::assertNull( Json::at( $data, 'lines.1.person.name' ) );
	}

	public function test_filters_are_passed_on_with_days_of_this_site(): void {
		$this->connect();
		update_option( 'timezone_string', 'Europe/Berlin' );
		$this->cloud->answer( 'GET', '/v1/usage', 200, self::page( array() ) );
		$filters = array(
			'feature'  => 'draft',
			'outcome'  => 'failed',
			'person'   => 7,
			'from'     => '2026-10-24',
			'to'       => '2026-10-25',
			'cursor'   => 'abc_-1',
			'per_page' => 20,
		);
		self::assertSame( 200, $this->rest( 'GET', self::ROUTES . '/usage', $filters )->get_status() );
		// On 25 October the clocks go back: that day has 25 hours.
		$expected = array(
			'feature'  => 'draft',
			'outcome'  => 'failed',
			'actor'    => '7',
			'from'     => '2026-10-23T22:00:00Z',
			'to'       => '2026-10-25T23:00:00Z',
			'per_page' => '20',
			'cursor'   => 'abc_-1',
		);
		self::assertSame( $expected, $this->last_query() );
	}

	public function test_the_summary_has_the_link_to_the_download(): void {
		$this->connect();
		$this->cloud->answer( 'GET', '/v1/usage/summary', 200, self::answer_of( 'usage-summary' ) );
		$response = $this->rest( 'GET', self::ROUTES . '/usage/summary', array( 'from' => '2026-11-01' ) );
		$this->assert_answer( 'usage-summary', $response );
		$data = $this->data( $response );
		$url  = Json::text_at( $data, 'csv_url' );
		self::assertSame( 1, preg_match( '/^(.*)&_wpnonce=(\w+)$/', $url, $parts ) );
		self::assertSame( admin_url( 'admin-post.php?action=' . UsageDownload::ACTION ), $parts[1] );
		self::assertSame( 1, wp_verify_nonce( $parts[2], UsageDownload::ACTION ) );
		unset( $data['csv_url'] );
		self::assertSame( self::answer_of( 'usage-summary' ), $data );
		self::assertSame( array( 'from' => '2026-11-01T00:00:00Z' ), $this->last_query() );
	}

	public function test_nothing_that_is_known_changes(): void {
		$this->connect();
		$before = $this->row()->read();
		$this->cloud->answer( 'GET', '/v1/usage', 200, self::page( array( self::line() ) ) );
		$this->rest( 'GET', self::ROUTES . '/usage' );
		self::assertSame( $before, $this->row()->read() );
	}

	public function test_a_cloud_that_is_down_is_said(): void {
		$this->connect();
		$this->cloud->stop();
		$this->assert_cloud_problem( 'unavailable', $this->rest( 'GET', self::ROUTES . '/usage' ) );
		$this->assert_cloud_problem( 'unavailable', $this->rest( 'GET', self::ROUTES . '/usage/summary' ) );
	}

	public function test_an_answer_that_does_not_add_up_is_refused(): void {
		$this->connect();
		foreach ( array( array( 'cost' => 2 ), array( 'from_shared' => 1 ), array( 'actor' => "1\n2" ), array( 'subject.type' => '<script>' ) ) as $changes ) {
			$this->cloud->answer( 'GET', '/v1/usage', 200, self::page( array( self::line( $changes ) ) ) );
			$this->assert_cloud_problem( 'unavailable', $this->rest( 'GET', self::ROUTES . '/usage' ) );
		}
	}

	/**
	 * @return iterable<string, array{array<string, mixed>}>
	 */
	public static function bad_filters(): iterable {
		yield 'an unknown feature' => array( array( 'feature' => 'telepathy' ) );
		yield 'an unknown outcome' => array( array( 'outcome' => 'refused' ) );
		yield 'nobody' => array( array( 'person' => -1 ) );
		yield 'a name for a person' => array( array( 'person' => 'ada' ) );
		yield 'a day that is none' => array( array( 'from' => 'yesterday' ) );
		yield 'a day that no month has' => array( array( 'to' => '2026-02-30' ) );
		yield 'a list of days' => array( array( 'from' => array( '2026-02-03' ) ) );
		yield 'a cursor with a blank' => array( array( 'cursor' => 'a b' ) );
		yield 'no lines' => array( array( 'per_page' => 0 ) );
		yield 'too many lines' => array( array( 'per_page' => 501 ) );
	}

	/**
	 * @param array<string, mixed> $filters
	 */
	#[DataProvider( 'bad_filters' )]
	public function test_bad_filters_are_not_sent( array $filters ): void {
		$this->act_as( 'administrator' );
		self::assertSame( 400, $this->rest( 'GET', self::ROUTES . '/usage', $filters )->get_status() );
		self::assertSame( array(), $this->cloud->requests() );
	}

	/**
	 * What a browser would download.
	 *
	 * @param array<string, mixed> $query Besides action and nonce.
	 */
	private function download( array $query = array(), ?string $nonce = null ): string {
		$_GET     = $query + array( '_wpnonce' => $nonce ?? wp_create_nonce( UsageDownload::ACTION ) );
		$_REQUEST = $_GET;
		set_current_screen( 'dashboard' );
		\SeoRankGenius\Plugin::start( dirname( __DIR__, 3 ) . '/plugin.php' );
		ob_start();
		try {
			do_action( 'admin_post_' . UsageDownload::ACTION );
		} finally {
			$sent = (string) ob_get_clean();
		}
		return $sent;
	}

	/**
	 * @return list<array<int, string|null>> The rows of a CSV file.
	 */
	private static function rows( string $csv ): array {
		$rows = array();
		foreach ( explode( "\r\n", rtrim( substr( $csv, 3 ), "\r\n" ) ) as $row ) {
			$rows[] = str_getcsv( $row, ',', '"', '' );
		}
		return $rows;
	}

	public function test_the_download_has_every_page(): void {
		$this->connect();
		$post = $this->post( array( 'post_title' => 'Bread, "sourdough"' ) );
		$line = self::line(
			array(
				'subject.type' => 'post',
				'subject.id'   => (string) $post,
			)
		);
		$this->cloud->answer( 'GET', '/v1/usage', 200, self::page( array( $line, self::line() ), 'next' ) );
		$this->cloud->answer( 'GET', '/v1/usage', 200, self::page( array( self::line() ) ) );
		$csv = $this->download( array( 'feature' => 'image_alt' ) );
		self::assertStringStartsWith( "\xEF\xBB\xBF\"Time (UTC)\"", $csv );
		$rows = self::rows( $csv );
		self::assertCount( 4, $rows );
		self::assertSame( 'Bread, "sourdough"', $rows[1][4] ?? null );
		self::assertSame( array( '1', '1', '0' ), array_slice( $rows[1], 9, 3 ) );
		self::assertSame(
			array(
				'feature'  => 'image_alt',
				'per_page' => '500',
				'cursor'   => 'next',
			),
			$this->last_query()
		);
	}

	public function test_a_download_that_nothing_limits_sets_no_limit(): void {
		$this->connect();
		$this->cloud->answer( 'GET', '/v1/usage', 200, self::page( array( self::line() ) ) );
		self::assertSame( '0', ini_get( 'max_execution_time' ) );
		self::assertCount( 2, self::rows( $this->download() ) );
		self::assertSame( '0', ini_get( 'max_execution_time' ), 'WP-CLI and these tests have no limit' );
	}

	public function test_a_download_gets_time_where_it_is_limited(): void {
		$this->connect();
		$this->cloud->answer( 'GET', '/v1/usage', 200, self::page( array( self::line() ) ) );
		set_time_limit( 30 );
		try {
			$this->download();
			self::assertSame( '60', ini_get( 'max_execution_time' ) );
		} finally {
			set_time_limit( 0 );
		}
	}

	/**
	 * @return iterable<string, array{string, string}>
	 */
	public static function cells(): iterable {
		yield 'a formula' => array( '=HYPERLINK("http://evil.example")', "'=HYPERLINK(\"http://evil.example\")" );
		yield 'a plus' => array( '+1', "'+1" );
		yield 'a minus' => array( '-1', "'-1" );
		yield 'an at' => array( '@SUM(A1)', "'@SUM(A1)" );
		yield 'a tab' => array( "\t=1", "'\t=1" );
		yield 'a carriage return' => array( "\r=1", "'\r=1" );
		yield 'after a blank' => array( ' =1', "' =1" );
		yield 'in full width' => array( '＝1', "'＝1" );
		yield 'plain' => array( 'a=b+c', 'a=b+c' );
		yield 'a quote' => array( 'say "hi"', 'say "hi"' );
	}

	#[DataProvider( 'cells' )]
	public function test_a_cell_is_never_a_formula( string $cell, string $expected ): void {
		self::assertSame( array( $expected, '7' ), str_getcsv( rtrim( UsageExport::row( array( $cell, 7 ) ), "\n" ), ',', '"', '' ) );
	}

	public function test_damaged_text_does_not_hide_a_formula(): void {
		self::assertSame( "\"?=1\",\"'=?\"\r\n", UsageExport::row( array( "\xFF=1", "=\xFF" ) ) );
	}

	public function test_a_download_that_breaks_off_says_so_in_its_last_line(): void {
		$this->connect();
		$this->cloud->answer( 'GET', '/v1/usage', 200, self::page( array( self::line() ), 'next' ) );
		$this->cloud->cut_connection( 'GET', '/v1/usage' );
		$rows = self::rows( $this->download() );
		self::assertCount( 3, $rows );
		self::assertStringContainsString( 'not complete', $rows[2][0] ?? '' );
	}

	public function test_a_download_that_cannot_begin_says_why(): void {
		$this->connect();
		$this->cloud->stop();
		$this->expectException( WpDie::class );
		$this->expectExceptionMessageMatches( '/could not be reached/' );
		$this->download();
	}

	public function test_a_download_needs_its_nonce_the_capability_and_good_filters(): void {
		$this->connect();
		$refused = array();
		foreach ( array( array( array(), 'forged' ), array( array( 'feature' => 'telepathy' ), null ), array( array( 'from' => array( 'x' ) ), null ) ) as list( $query, $nonce ) ) {
			try {
				$this->download( $query, $nonce );
			} catch ( WpDie $die ) {
				$refused[] = $die->getMessage();
			}
		}
		$this->act_as( 'editor' );
		try {
			$this->download();
		} catch ( WpDie $die ) {
			$refused[] = $die->getMessage();
		}
		self::assertCount( 4, $refused );
		self::assertStringContainsString( 'not allowed', $refused[3] );
		self::assertCount( 1, $this->cloud->requests(), 'only the connection' );
	}
}
