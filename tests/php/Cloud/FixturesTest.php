<?php
/**
 * What the cloud may answer is read, what it may not is refused: schema/fixtures/cloud, which the cloud's tests check too.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Cloud;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\OutOfShape;
use SeoRankGenius\Cloud\RawAnswer;
use SeoRankGenius\Cloud\Value\ActionsAnswer;
use SeoRankGenius\Cloud\Value\CheckoutAnswer;
use SeoRankGenius\Cloud\Value\LicenseSiteAnswer;
use SeoRankGenius\Cloud\Value\NewConnection;
use SeoRankGenius\Cloud\Value\OpenCheckouts;
use SeoRankGenius\Cloud\Value\PurchasesPage;
use SeoRankGenius\Cloud\Value\SitesAnswer;
use SeoRankGenius\Cloud\Value\SiteState;
use SeoRankGenius\Cloud\Value\TrialStarted;
use SeoRankGenius\Cloud\Value\UsagePage;
use SeoRankGenius\Cloud\Value\UsageSummary;
use SeoRankGenius\Tests\Support\Json;
use PHPUnit\Framework\TestCase;

final class FixturesTest extends TestCase {

	private const FILES = array( 'site-state', 'connection', 'trial-started', 'checkout-answer', 'open-checkouts', 'actions-answer', 'problem', 'usage-page', 'usage-summary', 'purchases-page', 'sites-answer', 'license-site-answer' );

	/**
	 * @return iterable<string, array{string, mixed}>
	 */
	public static function valid(): iterable {
		foreach ( self::FILES as $file ) {
			foreach ( Json::list_at( Json::file( "fixtures/cloud/$file.json" ), 'valid' ) as $case ) {
				yield "$file: " . Json::text_at( $case, 'name' ) => array( $file, Json::at( $case, 'body' ) );
			}
		}
	}

	/**
	 * @return iterable<string, array{string, array<array-key, mixed>}>
	 */
	public static function invalid(): iterable {
		foreach ( self::FILES as $file ) {
			$fixtures = Json::file( "fixtures/cloud/$file.json" );
			$good     = Json::list_at( $fixtures, 'valid.0.body' );
			foreach ( Json::list_at( $fixtures, 'invalid' ) as $case ) {
				$path = Json::text_at( $case, 'path' );
				yield "$file: " . Json::text_at( $case, 'name' ) => array(
					$file,
					is_array( $case ) && isset( $case['remove'] ) ? Json::without( $good, $path ) : Json::with( $good, $path, Json::at( $case, 'value' ) ),
				);
			}
		}
	}

	#[DataProvider( 'valid' )]
	public function test_reads( string $file, mixed $body ): void {
		self::assertNotNull( self::read( $file, $body ) );
	}

	/**
	 * @param array<array-key, mixed> $body
	 */
	#[DataProvider( 'invalid' )]
	public function test_refuses( string $file, array $body ): void {
		if ( 'problem' === $file ) {
			self::assertNull( self::read( $file, $body ) );
			return;
		}
		$this->expectException( OutOfShape::class );
		self::read( $file, $body );
	}

	/**
	 * @return iterable<string, array{array<string, mixed>}>
	 */
	public static function contradictions(): iterable {
		yield 'the parts are not the cost' => array( array( 'actions.0.from_domain' => 1 ) );
		yield 'completed without a result' => array( array( 'actions.0.result' => null ) );
		yield 'a failure that costs' => array(
			array(
				'actions.1.cost'        => 1,
				'actions.1.from_shared' => 1,
			),
		);
		yield 'a failure with a result' => array( array( 'actions.1.result' => array( 'alt_text' => 'A reef' ) ) );
	}

	/**
	 * @param array<string, mixed> $changes
	 */
	#[DataProvider( 'contradictions' )]
	public function test_refuses_what_contradicts_itself( array $changes ): void {
		$body = Json::list_at( Json::file( 'fixtures/cloud/actions-answer.json' ), 'valid.0.body' );
		foreach ( $changes as $path => $value ) {
			$body = Json::with( $body, $path, $value );
		}
		$this->expectException( OutOfShape::class );
		self::read( 'actions-answer', $body );
	}

	public function test_fields_that_are_new_are_ignored(): void {
		$body = Json::with( Json::list_at( Json::file( 'fixtures/cloud/site-state.json' ), 'valid.0.body' ), 'balance.site.colour', 'blue' );
		self::assertInstanceOf( SiteState::class, self::read( 'site-state', $body ) );
	}

	private static function read( string $file, mixed $body ): ?object {
		return match ( $file ) {
			'site-state' => SiteState::from( Fields::of( $body ) ),
			'connection' => NewConnection::from( Fields::of( $body ) ),
			'trial-started' => TrialStarted::from( Fields::of( $body ) ),
			'checkout-answer' => CheckoutAnswer::from( Fields::of( $body ) ),
			'open-checkouts' => OpenCheckouts::from( Fields::of( $body ) ),
			'actions-answer' => ActionsAnswer::from( Fields::of( $body ) ),
			'usage-page' => UsagePage::from( Fields::of( $body ) ),
			'usage-summary' => UsageSummary::from( Fields::of( $body ) ),
			'purchases-page' => PurchasesPage::from( Fields::of( $body ) ),
			'sites-answer' => SitesAnswer::from( Fields::of( $body ) ),
			'license-site-answer' => LicenseSiteAnswer::from( Fields::of( $body ) ),
			default => ( new RawAnswer( is_array( $body ) && is_int( $body['status'] ?? null ) ? $body['status'] : 0, (string) wp_json_encode( $body ), '', '' ) )->problem(),
		};
	}
}
