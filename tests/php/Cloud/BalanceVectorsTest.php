<?php
/**
 * Merge, total and spendable are the same in every language: schema/vectors/balance.json.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Cloud;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Cloud\Fields;
use SeoRankGenius\Cloud\Value\Balance;
use SeoRankGenius\Tests\Support\Json;
use PHPUnit\Framework\TestCase;

final class BalanceVectorsTest extends TestCase {

	/**
	 * @return iterable<string, array{mixed}>
	 */
	public static function merges(): iterable {
		return self::cases( 'merge' );
	}

	/**
	 * @return iterable<string, array{mixed}>
	 */
	public static function derivations(): iterable {
		return self::cases( 'derive' );
	}

	#[DataProvider( 'merges' )]
	public function test_merges( mixed $vector ): void {
		$answer = Balance::from( Fields::of( Json::at( $vector, 'answer' ) ) );
		$known  = Json::at( $vector, 'known' );
		$merged = null === $known ? $answer : Balance::from( Fields::of( $known ) )->merge( $answer );
		self::assertSame( Json::at( $vector, 'merged' ), $merged->to_array() );
	}

	#[DataProvider( 'derivations' )]
	public function test_derives_total_and_spendable( mixed $vector ): void {
		$balance = Balance::from( Fields::of( Json::at( $vector, 'balance' ) ) );
		self::assertSame( Json::at( $vector, 'total' ), $balance->total() );
		self::assertSame( Json::at( $vector, 'spendable' ), $balance->spendable() );
	}

	/**
	 * @return iterable<string, array{mixed}>
	 */
	private static function cases( string $group ): iterable {
		foreach ( Json::list_at( Json::file( 'vectors/balance.json' ), $group ) as $vector ) {
			yield Json::text_at( $vector, 'name' ) => array( $vector );
		}
	}
}
