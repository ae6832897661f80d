<?php
/**
 * What counts as a term.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Links;

use PHPUnit\Framework\TestCase;
use SeoRankGenius\Links\Words;

final class WordsTest extends TestCase {

	public function test_numbers_are_no_terms_whatever_their_ending(): void {
		$counts = Words::counts( 'In the 1990s and 2026, 123456789012345678901234567890th of 386ers: ext4 2.0' );
		foreach ( array_keys( $counts ) as $term ) {
			// PHP makes an integer of a key that looks like one.
			self::assertIsString( $term );
			self::assertMatchesRegularExpression( '/\p{L}/u', $term );
		}
		self::assertArrayHasKey( 'ext4', $counts );
	}
}
