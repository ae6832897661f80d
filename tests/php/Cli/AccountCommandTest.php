<?php
/**
 * `wp seo-rank-genius status | balance | connect | disconnect | usage | repair`, by the real WP-CLI.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Cli;

use ReflectionClass;
use ReflectionMethod;
use SeoRankGenius\Cli\AccountCommand;
use SeoRankGenius\Cli\RunCommand;
use SeoRankGenius\Cli\UsageCommand;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;
use SeoRankGenius\Tests\Support\WpCli;

final class AccountCommandTest extends CloudTestCase {

	private const KEY = 'SRG-SECRET-KEY';

	private int $admin = 0;

	protected function setUp(): void {
		parent::setUp();
		$this->admin = $this->act_as( 'administrator' );
	}

	public function test_nobody_is_told_to_say_who_they_are(): void {
		$wp = WpCli::run( array( 'seo-rank-genius', 'status' ), null );
		self::assertSame( 1, $wp->code );
		self::assertStringContainsString( 'add --user=', $wp->err );
		self::assertSame( '', $wp->out );
	}

	public function test_connecting_with_the_key_from_standard_input_shows_no_secret(): void {
		self::assertSame( array( 3, 'never' ), $this->connection() );
		$this->cloud->answer( 'POST', '/v1/connections/key', 200, self::answer_of( 'connection' ) );
		$wp = $this->wp( array( 'connect', '--key=-', '--format=json' ), self::KEY . "\n" );
		self::assertSame( array( 0, '' ), array( $wp->code, $wp->err ) );
		self::assertSame( 'connected', $wp->json()['connection'] ?? null );
		self::assertSame( self::KEY, Json::text_at( $this->cloud->requests()[0]['json'], 'license_key' ) );
		foreach ( array( $wp, $this->wp( array( 'status' ) ), $this->wp( array( 'balance', '--format=json' ) ) ) as $said ) {
			self::assertSame( 0, $said->code );
			foreach ( array( self::KEY, self::token(), 'sealed' ) as $secret ) {
				self::assertStringNotContainsString( $secret, $said->out . $said->err );
			}
		}
	}

	public function test_a_connected_site_is_connected_anew_only_with_yes(): void {
		$this->connect();
		$wp = $this->wp( array( 'connect', '--key=' . self::KEY ) );
		self::assertSame( 1, $wp->code );
		self::assertStringContainsString( 'Add --yes', $wp->err );
		$this->cloud->answer( 'POST', '/v1/connections/key', 200, self::answer_of( 'connection' ) );
		$wp = $this->wp( array( 'connect', '--yes' ), '', array( 'SEO_RANK_GENIUS_LICENSE_KEY' => self::KEY ) );
		self::assertSame( 0, $wp->code );
		self::assertStringContainsString( 'Success: Connected.', $wp->out );
		self::assertSame( self::KEY, Json::text_at( $this->cloud->requests()[1]['json'], 'license_key' ) );
	}

	public function test_what_keeps_it_from_connecting_is_told_apart(): void {
		$wp = $this->wp( array( 'connect' ) );
		self::assertSame( 1, $wp->code );
		self::assertStringContainsString( 'Which license key?', $wp->err );
		$this->cloud->answer( 'POST', '/v1/connections/key', 404, self::problem( 'not_found', 404 ) );
		$wp = $this->wp( array( 'connect', '--key=' . self::KEY ) );
		self::assertSame( 1, $wp->code );
		self::assertStringContainsString( 'The service does not know this.', $wp->err );
		$this->cloud->stop();
		$wp = $this->wp( array( 'connect', '--key=' . self::KEY ) );
		self::assertSame( 2, $wp->code );
		self::assertStringContainsString( 'could not be reached', $wp->err );
		$this->cloud->start();
		$editor = WpCli::run( array( 'seo-rank-genius', 'connect', '--key=' . self::KEY ), $this->user( 'editor' ) );
		self::assertSame( 1, $editor->code );
		self::assertStringContainsString( 'not allowed', $editor->err );
		self::assertSame( 'never', $this->account()['connection'] );
	}

	public function test_the_balance_is_the_known_one_unless_it_is_refreshed(): void {
		$wp = $this->wp( array( 'balance' ) );
		self::assertSame( array( 1, '' ), array( $wp->code, $wp->out ), 'Not known is not 0.' );
		$this->connect();
		$shared = Json::at( self::balance(), 'license.shared' );
		$domain = Json::at( self::balance(), 'site.domain' );
		self::assertIsInt( $shared );
		self::assertIsInt( $domain );
		$wp = $this->wp( array( 'balance', '--fields=shared,domain,total', '--format=csv' ) );
		self::assertSame( "\"Field\",\"Value\"\n\"total\",\"" . ( $shared + $domain ) . "\"\n\"shared\",\"$shared\"\n\"domain\",\"$domain\"\n", $wp->out );
		$state = Json::with(
			self::answer_of( 'site-state' ),
			'balance',
			self::balance(
				array(
					'site.version' => 99,
					'site.domain'  => 77,
					'as_of'        => gmdate( 'Y-m-d\TH:i:s\Z' ),
				)
			)
		);
		$this->cloud->answer( 'GET', '/v1/site', 200, $state );
		$wp = $this->wp( array( 'balance', '--refresh', '--field=domain' ) );
		self::assertSame( array( 0, "77\n" ), array( $wp->code, $wp->out ) );
		$this->cloud->stop();
		$wp = $this->wp( array( 'balance', '--refresh', '--field=domain' ) );
		self::assertSame( array( 2, "77\n" ), array( $wp->code, $wp->out ), 'The last known one.' );
		self::assertStringContainsString( 'last known balance', $wp->err );
		$this->cloud->start();
		self::assertSame( 3, $this->wp( array( 'status' ) )->code, 'The last call has failed.' );
		$wp = $this->wp( array( 'balance', '--field=token' ) );
		self::assertSame( 1, $wp->code );
		self::assertStringContainsString( 'There is no field "token". There are: total, shared,', $wp->err );
	}

	public function test_a_shared_pool_that_the_owner_hides_is_hidden_here_too(): void {
		$this->connect( Json::with( self::answer_of( 'site-state' ), 'site.hide_shared', true ) );
		$balance = $this->wp( array( 'balance', '--format=json' ) )->json();
		self::assertNull( $balance['shared'] );
		self::assertNull( $balance['total'] );
		self::assertNull( $balance['spendable'] );
		self::assertIsInt( $balance['domain'] );
	}

	public function test_disconnecting_wants_yes(): void {
		$this->connect();
		self::assertSame( 1, $this->wp( array( 'disconnect' ) )->code );
		self::assertSame( 'connected', $this->account()['connection'] );
		$this->cloud->answer( 'DELETE', '/v1/site', 204, '' );
		self::assertSame( 0, $this->wp( array( 'disconnect', '--yes' ) )->code );
		self::assertSame( array( 3, 'disconnected' ), $this->connection() );
	}

	public function test_usage_goes_through_the_pages_and_is_safe_to_open(): void {
		$this->connect();
		$image = $this->image( null, array( 'post_title' => "=HYPERLINK(1)\x1b]0;owned\x07" ) );
		$first = self::answer_of( 'usage-page' );
		$line  = Json::list_at( $first, 'lines.0' );
		$line  = Json::with( Json::with( $line, 'subject.type', 'attachment' ), 'subject.id', (string) $image );
		$this->cloud->answer(
			'GET',
			'/v1/usage',
			200,
			array(
				'lines'       => array( $line ),
				'next_cursor' => 'abc',
			)
		);
		$this->cloud->answer(
			'GET',
			'/v1/usage',
			200,
			array(
				'lines'       => array( $line ),
				'next_cursor' => 'def',
			)
		);
		$wp = $this->wp( array( 'usage', '--limit=2', '--fields=title,cost', '--format=csv', '--from=2026-11-01' ) );
		self::assertSame( 0, $wp->code, $wp->err );
		$rows = explode( "\n", trim( $wp->out ) );
		self::assertCount( 3, $rows );
		self::assertStringStartsWith( "\"'=HYPERLINK(1)", $rows[1] );
		self::assertDoesNotMatchRegularExpression( '/[\x00-\x09\x0b-\x1f\x7f]/', $wp->out );
		self::assertStringContainsString( 'There are more', $wp->err );
		$asked = array_values( array_filter( $this->cloud->requests(), static fn ( array $request ): bool => '/v1/usage' === $request['path'] ) );
		self::assertSame( array( '2', '1' ), array( $asked[0]['query']['per_page'] ?? null, $asked[1]['query']['per_page'] ?? null ) );
		self::assertSame( 'abc', $asked[1]['query']['cursor'] ?? null );
		$wp = $this->wp( array( 'usage', '--from=yesterday' ) );
		self::assertSame( 1, $wp->code );
		self::assertStringContainsString( 'from is not a day', $wp->err );
		$wp = $this->wp( array( 'usage', '--limit=many' ) );
		self::assertSame( 1, $wp->code );
		self::assertStringContainsString( '--limit is to be a whole number, not "many"', $wp->err );
	}

	public function test_repair_says_what_needs_attention(): void {
		$this->connect();
		$this->cloud->answer( 'GET', '/v1/site', 401, self::problem( 'unauthenticated', 401 ) );
		$wp = $this->wp( array( 'repair', '--format=json' ) );
		self::assertSame( 3, $wp->code, $wp->err );
		$token = array_values( array_filter( $wp->json(), static fn ( mixed $finding ): bool => is_array( $finding ) && 'token' === $finding['check'] ) );
		self::assertSame( 'problem', Json::at( $token, '0.state' ) );
		self::assertNotSame( '', Json::text_at( $token, '0.next_step' ) );
	}

	public function test_help_of_each_command_says_what_its_exit_codes_mean(): void {
		foreach ( array( AccountCommand::class, RunCommand::class, UsageCommand::class ) as $command ) {
			foreach ( ( new ReflectionClass( $command ) )->getMethods( ReflectionMethod::IS_PUBLIC ) as $method ) {
				self::assertMatchesRegularExpression( '/## EXIT CODES\s+\* *\s+\* 0: /', (string) $method->getDocComment(), $method->getName() );
			}
		}
		$wp = $this->wp( array( 'status' ), '', array(), array( 'help' ) );
		self::assertSame( 0, $wp->code );
		self::assertMatchesRegularExpression( '/EXIT CODES\s+0: connected/', $wp->out );
	}

	/**
	 * @param list<string>          $arguments What follows `wp seo-rank-genius`.
	 * @param string                $input     Its standard input.
	 * @param array<string, string> $constants Of wp-config.php.
	 * @param list<string>          $before    What stands before `seo-rank-genius`.
	 */
	private function wp( array $arguments, string $input = '', array $constants = array(), array $before = array() ): WpCli {
		return WpCli::run( array( ...$before, 'seo-rank-genius', ...$arguments ), $this->admin, $input, $constants );
	}

	/**
	 * @return array{int, string} The exit code of `status`, and how the site stands with the cloud.
	 */
	private function connection(): array {
		$wp = $this->wp( array( 'status', '--field=connection' ) );
		return array( $wp->code, trim( $wp->out ) );
	}
}
