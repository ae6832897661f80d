<?php
/**
 * REST: the personalization is kept whole, by version, and nobody's work is overwritten.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Personalization\Personalization;
use SeoRankGenius\Personalization\SavedPersonalization;
use SeoRankGenius\Storage\Names;
use SeoRankGenius\Storage\OptionRow;
use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;
use WP_REST_Response;

final class PersonalizationTest extends CloudTestCase {

	private const ROUTE = self::ROUTES . '/personalization';

	private const FULL = array(
		'version'     => 0,
		'brand_name'  => 'Reef & Sons',
		'brand_about' => "We dive.\n\nSince 1970.",
		'strategy'    => array(
			'audience' => 'Families',
			'tone'     => 'Calm',
			'keywords' => '',
			'avoid'    => '',
			'example'  => '',
		),
		'language'    => 'en_GB',
	);

	public function test_before_anything_is_filled_in(): void {
		$this->act_as( 'author' );
		$response = $this->rest( 'GET', self::ROUTE );
		$this->assert_answer( 'personalization', $response );
		self::assertSame( array( 0, '', null, true ), array( $this->data( $response )['version'] ?? null, $this->data( $response )['brand_name'] ?? null, $this->data( $response )['language'] ?? null, $this->data( $response )['is_thin'] ?? null ) );
		self::assertTrue( $this->account()['personalization_is_thin'] ?? null );
	}

	public function test_what_is_saved_comes_back_and_the_version_rises_with_each_change(): void {
		$this->act_as( 'administrator' );
		$saved = $this->save();
		$this->assert_answer( 'personalization', $saved );
		$expected = array( 'version' => 1 ) + self::FULL + array( 'is_thin' => false );
		self::assertSame( $expected, $this->data( $saved ) );
		self::assertSame( $expected, $this->data( $this->rest( 'GET', self::ROUTE ) ) );
		self::assertFalse( $this->account()['personalization_is_thin'] ?? null );
		self::assertSame( 1, $this->data( $this->save( array( 'version' => 1 ) ) )['version'] ?? null, 'Nothing was changed.' );
		$changes = array(
			'version'  => 1,
			'language' => null,
		);
		self::assertSame( 2, $this->data( $this->save( $changes ) )['version'] ?? null );
		self::assertSame( array(), $this->cloud->requests() );
	}

	public function test_of_two_people_the_second_hears_of_the_first(): void {
		$this->act_as( 'administrator' );
		$this->save();
		$response = $this->save( array( 'brand_name' => 'Somebody else' ) );
		self::assertSame( 409, $response->get_status() );
		$data = $this->data( $response );
		self::assertSame( 'personalization_changed', $data['code'] ?? null );
		self::assert_matches( 'personalization', Json::at( $data, 'data.personalization' ) );
		self::assertSame( array( 'Reef & Sons', 1 ), array( Json::at( $data, 'data.personalization.brand_name' ), Json::at( $data, 'data.personalization.version' ) ) );
		self::assertSame( 'Reef & Sons', $this->data( $this->rest( 'GET', self::ROUTE ) )['brand_name'] ?? null );
	}

	public function test_of_two_at_once_one_is_first(): void {
		foreach ( array( 0, 1 ) as $version ) {
			$row       = new OptionRow( self::wpdb(), Names::PERSONALIZATION );
			$first     = Personalization::from( $version, array( 'brand_name' => "First $version" ) );
			$saved     = false;
			$meanwhile = function ( string $query ) use ( $row, $first, &$saved ): string {
				if ( ! $saved && 1 === preg_match( '/^(INSERT|UPDATE).*' . Names::PERSONALIZATION . '/s', $query ) ) {
					$saved = true;
					( new SavedPersonalization( $row ) )->save( $first );
				}
				return $query;
			};
			add_filter( 'query', $meanwhile );
			self::assertNull( ( new SavedPersonalization( $row ) )->save( Personalization::from( $version, array( 'brand_name' => "Second $version" ) ) ) );
			remove_filter( 'query', $meanwhile );
			self::assertTrue( $saved );
			self::assertSame( array( "First $version", $version + 1 ), array( ( new SavedPersonalization( $row ) )->now()->brand_name, ( new SavedPersonalization( $row ) )->now()->version ) );
		}
	}

	/**
	 * @return iterable<string, array{array<string, mixed>, bool}>
	 */
	public static function thinness(): iterable {
		yield 'all that is needed' => array( array(), false );
		yield 'no name' => array( array( 'brand_name' => ' ' ), true );
		yield 'no description' => array( array( 'brand_about' => "\n" ), true );
		yield 'one field of the strategy' => array( array( 'strategy' => array( 'tone' => ' ' ) + self::FULL['strategy'] ), true );
		yield 'two others' => array(
			array(
				'strategy' => array(
					'audience' => '',
					'tone'     => '',
					'keywords' => 'reef',
					'avoid'    => 'sharks',
				) + self::FULL['strategy'],
			),
			false,
		);
	}

	/**
	 * @param array<string, mixed> $changes
	 */
	#[DataProvider( 'thinness' )]
	public function test_thin( array $changes, bool $is_thin ): void {
		$this->act_as( 'administrator' );
		self::assertSame( $is_thin, $this->data( $this->save( $changes ) )['is_thin'] ?? null );
	}

	public function test_hostile_text_stays_the_text_that_it_is(): void {
		$this->act_as( 'administrator' );
		$nasty = "'; DROP TABLE x; -- \\ \\n %s <script>alert(1)</script> {\"a\":1} \u{1F420}";
		$data  = $this->data(
			$this->save(
				array(
					'brand_name'  => $nasty,
					'brand_about' => "\0a\r\nb\x07\u{85}c",
				)
			)
		);
		self::assertSame( $nasty, $data['brand_name'] ?? null );
		self::assertSame( "a\nbc", $data['brand_about'] ?? null );
		self::assertSame( $nasty, $this->data( $this->rest( 'GET', self::ROUTE ) )['brand_name'] ?? null );
	}

	public function test_text_at_its_limit_fits(): void {
		$this->act_as( 'administrator' );
		$data = $this->data( $this->save( array( 'brand_name' => str_repeat( "\u{1F420}", 200 ) ) ) );
		self::assertSame( str_repeat( "\u{1F420}", 200 ), $data['brand_name'] ?? null );
	}

	/**
	 * @return iterable<string, array{array<string, mixed>}>
	 */
	public static function bad_input(): iterable {
		yield 'too long a name' => array( array( 'brand_name' => str_repeat( 'x', 201 ) ) );
		yield 'too long a description' => array( array( 'brand_about' => str_repeat( 'x', 2001 ) ) );
		yield 'too long a strategy' => array( array( 'strategy' => array( 'tone' => str_repeat( 'x', 1001 ) ) + self::FULL['strategy'] ) );
		yield 'a strategy of ours not' => array( array( 'strategy' => array( 'mood' => 'x' ) + self::FULL['strategy'] ) );
		yield 'a language that is none' => array( array( 'language' => 'English, please' ) );
		yield 'a name that is a list' => array( array( 'brand_name' => array( 'x' ) ) );
		yield 'a version that is none' => array( array( 'version' => 'first' ) );
	}

	/**
	 * @param array<string, mixed> $changes
	 */
	#[DataProvider( 'bad_input' )]
	public function test_bad_input_changes_nothing( array $changes ): void {
		$this->act_as( 'administrator' );
		self::assertSame( 400, $this->save( $changes )->get_status() );
		self::assertSame( 0, $this->data( $this->rest( 'GET', self::ROUTE ) )['version'] ?? null );
	}

	public function test_nothing_may_be_left_out(): void {
		$this->act_as( 'administrator' );
		foreach ( array_keys( self::FULL ) as $name ) {
			self::assertSame( 400, $this->rest( 'PUT', self::ROUTE, array_diff_key( self::FULL, array( $name => true ) ) )->get_status(), $name );
		}
	}

	/**
	 * @param array<string, mixed> $changes
	 */
	private function save( array $changes = array() ): WP_REST_Response {
		return $this->rest( 'PUT', self::ROUTE, $changes + self::FULL );
	}
}
