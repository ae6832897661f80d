<?php
/**
 * REST: what was bought.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Rest;

use SeoRankGenius\Tests\Support\CloudTestCase;
use SeoRankGenius\Tests\Support\Json;

final class PurchasesTest extends CloudTestCase {

	public function test_purchases_page_by_page(): void {
		$this->connect();
		$this->cloud->answer( 'GET', '/v1/purchases', 200, self::answer_of( 'purchases-page' ) );
		$response = $this->rest( 'GET', self::ROUTES . '/purchases' );
		$this->assert_answer( 'purchases-page', $response );
		self::assertSame( self::answer_of( 'purchases-page' ), $this->data( $response ) );
		$cursor = Json::text_at( $this->data( $response ), 'next_cursor' );
		$this->cloud->answer( 'GET', '/v1/purchases', 200, self::answer_of( 'purchases-page', 1 ) );
		self::assertSame( 200, $this->rest( 'GET', self::ROUTES . '/purchases', array( 'cursor' => $cursor ) )->get_status() );
		self::assertSame( array( array(), array( 'cursor' => $cursor ) ), array_column( array_slice( $this->cloud->requests(), 1 ), 'query' ) );
	}

	public function test_a_hostile_receipt_is_not_passed_on(): void {
		$this->connect();
		foreach ( array( 'javascript:alert(1)', '//evil.example', 'https://evil.example/"><script>' ) as $url ) {
			$this->cloud->answer( 'GET', '/v1/purchases', 200, Json::with( self::answer_of( 'purchases-page' ), 'purchases.0.receipt_url', $url ) );
			$this->assert_cloud_problem( 'unavailable', $this->rest( 'GET', self::ROUTES . '/purchases' ) );
		}
	}

	public function test_a_bad_cursor_is_not_sent(): void {
		$this->act_as( 'administrator' );
		self::assertSame( 400, $this->rest( 'GET', self::ROUTES . '/purchases', array( 'cursor' => 'a/b' ) )->get_status() );
		self::assertSame( array(), $this->cloud->requests() );
	}
}
