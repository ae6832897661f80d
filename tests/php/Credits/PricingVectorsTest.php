<?php
/**
 * Prices are the same in every language: schema/vectors/pricing.json.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Credits;

use InvalidArgumentException;
use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Credits\Pricing;
use SeoRankGenius\Tests\Support\Json;
use PHPUnit\Framework\TestCase;

final class PricingVectorsTest extends TestCase {

	/**
	 * @return iterable<string, array{mixed}>
	 */
	public static function texts(): iterable {
		return self::cases( 'words' );
	}

	/**
	 * @return iterable<string, array{mixed}>
	 */
	public static function prices(): iterable {
		return self::cases( 'prices' );
	}

	#[DataProvider( 'texts' )]
	public function test_counts_words( mixed $vector ): void {
		$code_points = Pricing::code_points( Json::text_at( $vector, 'text' ) );
		self::assertSame( Json::at( $vector, 'code_points' ), $code_points );
		self::assertSame( Json::at( $vector, 'words' ), Pricing::words( $code_points ) );
	}

	#[DataProvider( 'prices' )]
	public function test_prices( mixed $vector ): void {
		self::assertIsArray( $vector );
		$units = match ( true ) {
			isset( $vector['candidate_pages'] ) => Json::int_at( $vector, 'candidate_pages' ),
			isset( $vector['code_points'] ) => Pricing::words( Json::int_at( $vector, 'code_points' ) ),
			isset( $vector['words_asked'] ) => Json::int_at( $vector, 'words_asked' ),
			default => 0,
		};
		self::assertSame( Json::at( $vector, 'price' ), Pricing::price( Json::text_at( $vector, 'feature' ), $units ) );
	}

	public function test_an_unknown_feature_has_no_price(): void {
		$this->expectException( InvalidArgumentException::class );
		Pricing::price( 'horoscope' );
	}

	/**
	 * @return iterable<string, array{mixed}>
	 */
	private static function cases( string $group ): iterable {
		foreach ( Json::list_at( Json::file( 'vectors/pricing.json' ), $group ) as $vector ) {
			$name = is_array( $vector ) && isset( $vector['feature'] ) ? Json::text_at( $vector, 'feature' ) . ': ' : '';
			yield $name . Json::text_at( $vector, 'name' ) => array( $vector );
		}
	}
}
