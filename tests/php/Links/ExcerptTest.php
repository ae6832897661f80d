<?php
/**
 * The part of a text that is shown around words that are to become a link.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Links;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use SeoRankGenius\Links\Excerpt;

final class ExcerptTest extends TestCase {

	/**
	 * @return iterable<string, array{string, string, string}>
	 */
	public static function texts(): iterable {
		yield 'all of a short paragraph' => array( "Above.\n\nTake strong flour and water.\n\nBelow.", 'strong flour', 'Take strong flour and water.' );
		yield 'whole words of a long one' => array( 'One two three four five strong flour six seven eight nine ten.', 'strong flour', '…four five strong flour six seven…' );
		yield 'at the beginning' => array( 'Strong flour', 'Strong flour', 'Strong flour' );
		yield 'in another script' => array( 'パンには強力粉を使います。', '強力粉', 'パンには強力粉を使います。' );
		yield 'nowhere' => array( 'Take water.', 'strong flour', '' );
		yield 'no words' => array( 'Take water.', '', '' );
		yield 'no text' => array( '', 'strong flour', '' );
	}

	#[DataProvider( 'texts' )]
	public function test_words_are_shown_with_those_around_them( string $text, string $words, string $shown ): void {
		self::assertSame( $shown, Excerpt::around( $text, $words, 12 ) );
	}
}
