<?php
/**
 * What is found in a page, where, and what score it gets.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Analysis;

use PHPUnit\Framework\Attributes\DataProvider;
use SeoRankGenius\Analysis\Analysis;
use SeoRankGenius\Analysis\Check;
use SeoRankGenius\Analysis\Finding;
use SeoRankGenius\Analysis\FindingMessages;
use SeoRankGenius\Analysis\LocalAnalysis;
use SeoRankGenius\Analysis\Page;
use SeoRankGenius\Content\VisibleText;
use SeoRankGenius\Tests\TestCase;

final class LocalAnalysisTest extends TestCase {

	/** Says nothing, and is found fault with only where it is too long: 10 words. */
	private const SENTENCE = 'The cat sat on the old mat in the sun. ';

	public function test_a_page_without_fault(): void {
		$content  = self::paragraph( 'A meadow needs poor soil. ' . str_repeat( self::SENTENCE, 9 ) );
		$content .= self::heading( 2, 'Sow the meadow' ) . self::paragraph( str_repeat( self::SENTENCE, 10 ) . 'See <a href="/hay/">when to make hay</a> and <a href="https://seed.example.org/">where seed comes from</a>.' );
		$content .= self::heading( 3, 'In autumn' ) . self::paragraph( str_repeat( self::SENTENCE, 12 ) ) . '<!-- wp:image --><figure><img src="a.webp" alt="Buttercups"/></figure><!-- /wp:image -->';
		$analysis = self::analyse( $content );
		self::assertSame( array(), array_column( $analysis->findings, 'id' ) );
		self::assertSame( 100, $analysis->score );
		self::assertTrue( $analysis->is_in_words );
		self::assertSame( 'Flesch', $analysis->readability?->formula );
		self::assertEquals( $analysis, self::analyse( $content ), 'The same page, the same answer.' );
	}

	public function test_an_empty_page(): void {
		$analysis = LocalAnalysis::of( new Page( '', '', '', '', 'en_US', '', '', 'https://example.com' ) );
		self::assertSame( 0, $analysis->score );
		self::assertSame( array( 'title_missing', 'meta_description_missing', 'text_empty', 'meta_title_missing' ), array_column( $analysis->findings, 'id' ), 'The severest first.' );
		self::assertSame( 0, $analysis->length );
		self::assertSame( 40, self::analyse( '' )->score, 'A good title does not make up for a page without text.' );
	}

	/**
	 * @return iterable<string, array{array<string, string>, list<string>}>
	 */
	public static function snippets(): iterable {
		yield 'fine' => array( array(), array() );
		yield 'no title' => array( array( 'title' => '' ), array( 'title_missing' ) );
		yield 'a short title' => array( array( 'meta_title' => str_repeat( 'x', 29 ) ), array( 'meta_title_short' ) );
		yield 'as short as can be' => array( array( 'meta_title' => str_repeat( 'x', 30 ) ), array() );
		yield 'as long as can be' => array( array( 'meta_title' => str_repeat( 'ä', 60 ) ), array() );
		yield 'a long title' => array( array( 'meta_title' => str_repeat( 'ä', 61 ) ), array( 'meta_title_long' ) );
		yield 'wide letters count double' => array( array( 'meta_title' => str_repeat( '草', 31 ) ), array( 'meta_title_long' ) );
		yield 'the title stands for it' => array(
			array(
				'meta_title' => '',
				'title'      => 'Hay',
			),
			array( 'meta_title_missing', 'meta_title_short' ),
		);
		yield 'variables of another plugin' => array(
			array(
				'meta_title'       => '%%title%% %%sep%%',
				'meta_description' => '%excerpt%',
			),
			array(),
		);
		yield 'no description' => array( array( 'meta_description' => '' ), array( 'meta_description_missing' ) );
		yield 'a short description' => array( array( 'meta_description' => str_repeat( 'x', 69 ) ), array( 'meta_description_short' ) );
		yield 'a long description' => array( array( 'meta_description' => str_repeat( 'x', 156 ) ), array( 'meta_description_long' ) );
		yield 'a long address' => array( array( 'slug' => str_repeat( 'meadow-', 11 ) ), array( 'slug_long' ) );
		yield 'letters of other scripts' => array( array( 'slug' => rawurlencode( str_repeat( 'луг-', 10 ) ) ), array() );
	}

	/**
	 * @param array<string, string> $changes
	 * @param list<string>          $ids
	 */
	#[DataProvider( 'snippets' )]
	public function test_snippets( array $changes, array $ids ): void {
		$found = array_column( self::analyse( str_repeat( self::paragraph( str_repeat( self::SENTENCE, 10 ) ), 4 ), $changes )->findings, 'id' );
		self::assertSame( $ids, array_values( array_filter( $found, static fn ( string $id ): bool => 1 === preg_match( '/^(?:title|meta|slug)/', $id ) ) ) );
	}

	/**
	 * The content, and what is found in it, each with its quote and its block.
	 *
	 * @return iterable<string, array{string, list<array{string, string|null, int|null}>}>
	 */
	public static function contents(): iterable {
		$text = self::paragraph( str_repeat( self::SENTENCE, 4 ) );
		yield 'a level left out' => array( $text . self::heading( 2, 'Soil' ) . self::heading( 4, 'Sand' ), array( array( 'heading_jump', 'Sand', 2 ) ) );
		yield 'the first heading too deep' => array( self::heading( 3, 'Soil' ), array( array( 'heading_jump', 'Soil', 0 ) ) );
		yield 'back up is no jump' => array( self::heading( 2, 'A' ) . self::heading( 3, 'B' ) . self::heading( 4, 'C' ) . self::heading( 2, 'D' ), array() );
		yield 'the level of the title' => array( $text . self::heading( 1, 'Soil' ), array( array( 'heading_first_level', 'Soil', 1 ) ) );
		yield 'an empty heading' => array( $text . self::heading( 2, ' &nbsp;' ) . $text, array( array( 'heading_empty', null, 1 ) ) );
		yield 'a picture is a heading' => array( self::heading( 2, '<img src="a.png" alt="Soil">' ), array() );
		yield 'the same heading twice' => array( self::heading( 2, 'Soil' ) . self::heading( 2, 'Sand' ) . self::heading( 2, '<em>SOIL</em>' ), array( array( 'heading_duplicate', 'SOIL', 2 ) ) );
		yield 'headings deep in blocks' => array( '<!-- wp:group --><div><!-- wp:columns --><div><!-- wp:heading --><h2>A</h2><!-- /wp:heading --><!-- wp:heading --><h5>B</h5><!-- /wp:heading --></div><!-- /wp:columns --></div><!-- /wp:group -->', array( array( 'heading_jump', 'B', 0 ) ) );
		yield 'blocks that are rendered are counted' => array( "<!-- wp:latest-posts /-->\n\n<!-- wp:spacer --><div></div><!-- /wp:spacer -->\n\n" . self::heading( 1, 'A' ), array( array( 'heading_first_level', 'A', 2 ) ) );
		yield 'a long paragraph' => array( $text . self::paragraph( 'Long. ' . str_repeat( self::SENTENCE, 15 ) ), array( array( 'paragraph_long', mb_substr( 'Long. ' . str_repeat( self::SENTENCE, 15 ), 0, 300 ), 1 ) ) );
		yield 'a long section' => array( $text . self::heading( 2, 'Soil' ) . str_repeat( self::paragraph( str_repeat( self::SENTENCE, 11 ) ), 3 ), array( array( 'section_long', 'Soil', 1 ) ) );
		yield 'pictures without alt text' => array( '<img src="https://example.com/a%20b.webp?x=1"><img src="c.png" alt="C"><img alt="">', array( array( 'image_alt_missing', null, 0 ), array( 'image_alt_missing', null, 0 ) ) );
		yield 'links without words' => array( '<p><a href="/a"></a><a href="/b"><img src="b.png" alt="B"></a><a href="/c" aria-label="C"></a><a name="d"></a></p>', array( array( 'link_empty', null, 0 ) ) );
		yield 'links that lead nowhere' => array( '<p><a href="#">Top</a> <a href="">There</a> <a href="#soil">Soil</a></p>', array( array( 'link_nowhere', 'Top', 0 ), array( 'link_nowhere', 'There', 0 ) ) );
		yield 'words that say nothing' => array( '<p><a href="/a">Click HERE!</a> <a href="/b">» mehr erfahren</a> <a href="/c">こちら</a> <a href="/d">here comes hay</a></p>', array( array( 'link_vague', 'Click HERE!', 0 ), array( 'link_vague', '» mehr erfahren', 0 ), array( 'link_vague', 'こちら', 0 ) ) );
		yield 'what is not shown' => array( '<noscript><h1>A</h1><img src="a.png"></noscript><template><a href="#"></a></template>', array() );
	}

	/**
	 * @param list<array{string, string|null, int|null}> $expected
	 */
	#[DataProvider( 'contents' )]
	public function test_contents( string $content, array $expected ): void {
		$found = array();
		foreach ( self::analyse( $content )->findings as $finding ) {
			if ( 1 !== preg_match( '/^(?:text_|links_|keyword|readability|sentence)/', $finding->id ) ) {
				$found[] = array( $finding->id, $finding->quote, $finding->block );
			}
		}
		self::assertSame( $expected, $found );
	}

	public function test_links_of_the_site_and_out_of_it(): void {
		$text = self::paragraph( str_repeat( self::SENTENCE, 14 ) ) . self::heading( 2, 'A' ) . self::paragraph( str_repeat( self::SENTENCE, 2 ) . '%s' );
		$none = static fn ( string $href ): array => array_values( array_filter( array_column( self::analyse( sprintf( $text, "<a href=\"$href\">meadows</a>" ) )->findings, 'id' ), static fn ( string $id ): bool => str_starts_with( $id, 'links_' ) ) );
		foreach ( array( '/hay/', '../hay', '?p=3', 'https://www.Example.com/x', '//example.com', 'http://user@example.com:80/' ) as $internal ) {
			self::assertSame( array( 'links_external_none' ), $none( $internal ), $internal );
		}
		foreach ( array( 'https://example.org', '//seed.example.com/a', 'http://example.com.evil.example' ) as $external ) {
			self::assertSame( array( 'links_internal_none' ), $none( $external ), $external );
		}
		foreach ( array( 'mailto:a@example.com', 'tel:+1', '#soil', 'javascript:x()' ) as $neither ) {
			self::assertSame( array( 'links_internal_none', 'links_external_none' ), $none( $neither ), $neither );
		}
	}

	public function test_the_focus_keyword(): void {
		$content = self::paragraph( 'Wild flowers love poor soil, so sow. ' . self::SENTENCE ) . self::heading( 2, 'Sowing, or so' ) . self::paragraph( self::SENTENCE );
		$page    = array(
			'title'            => 'How to grow a garden without much work',
			'meta_title'       => '',
			'meta_description' => 'x',
			'focus_keyword'    => 'meadow garden, lawn',
		);
		$ids     = static fn ( string ...$changes ): array => array_values( array_filter( array_column( self::analyse( $content, array_merge( $page, $changes ) )->findings, 'id' ), static fn ( string $id ): bool => str_starts_with( $id, 'keyword' ) ) );
		self::assertSame( array( 'keyword_title', 'keyword_start', 'keyword_description', 'keyword_headings' ), $ids() );
		self::assertSame( array( 'keyword_start', 'keyword_headings' ), $ids( meta_title: 'Gardens like MEADOWS', meta_description: 'A garden of meadows.' ) );
		self::assertSame( array( 'keyword_title', 'keyword_description' ), $ids( focus_keyword: 'so' ), 'Endings have up to three letters.' );
		self::assertSame( array( 'keyword_title', 'keyword_start', 'keyword_description', 'keyword_headings' ), $ids( focus_keyword: '草地' ) );
		self::assertSame( array( 'keyword_start', 'keyword_headings' ), $ids( focus_keyword: '草地', meta_title: '我的草地', meta_description: '在草地上' ) );
		self::assertSame( array(), $ids( focus_keyword: ' , ' ) );
	}

	public function test_a_keyword_too_often(): void {
		$often = array( 'focus_keyword' => 'cat (old)' );
		self::assertNotContains( 'keyword_often', array_column( self::analyse( self::paragraph( str_repeat( self::SENTENCE, 30 ) ), $often )->findings, 'id' ), 'Signs of patterns are letters like others.' );
		$often = array( 'focus_keyword' => 'cat' );
		self::assertContains( 'keyword_often', array_column( self::analyse( self::paragraph( str_repeat( self::SENTENCE, 30 ) ), $often )->findings, 'id' ) );
		self::assertNotContains( 'keyword_often', array_column( self::analyse( self::paragraph( str_repeat( self::SENTENCE, 7 ) ), $often )->findings, 'id' ), 'A few are never too many.' );
	}

	public function test_quotes_are_verbatim_from_the_text_of_the_page(): void {
		$long     = 'Although the <em>meadow</em>, which nobody had mown &amp; raked for years, was full of thistles, docks, nettles and all that comes when one lets things go, it flowered in May, and again, after the rain, in September, as if nothing had happened. ';
		$content  = self::paragraph( str_repeat( $long, 5 ) ) . "[note a=\"b\"]\n" . self::heading( 4, 'Caf&eacute;s <br> &amp; more' );
		$analysis = self::analyse( $content );
		$text     = VisibleText::of_content( $content );
		$quotes   = array_filter( array_column( $analysis->findings, 'quote' ), static fn ( ?string $quote ): bool => null !== $quote && 'Meadows need poor soil and very little of your time' !== $quote );
		self::assertContains( 'sentences_long', array_column( $analysis->findings, 'id' ) );
		self::assertGreaterThan( 2, count( $quotes ) );
		foreach ( $quotes as $quote ) {
			self::assertStringContainsString( $quote, str_replace( "\n", ' ', $text ) );
		}
	}

	/**
	 * @return iterable<string, array{string}>
	 */
	public static function hostile(): iterable {
		yield 'invalid UTF-8' => array( "<p>a\xFF\xC3(</p><h2>\xE2\x82</h2>" );
		yield 'nothing but signs' => array( str_repeat( '<p>!!! ??? ... </p>', 50 ) );
		yield 'unclosed' => array( '<!-- wp:paragraph --><p>a <a href="x">b<h2>c<img src="d' );
		yield 'closed too often' => array( '</p></a></h2></pre></li></table><!-- /wp:group --><p>a</p>' );
		yield 'formats' => array( '<p>100%s %d %1$s</p><a href="%s%d"></a><h4>%n</h4><img src="%s.png">' );
		yield 'a script' => array( '<script>document.write("<h1>x</h1>")</script>' );
	}

	#[DataProvider( 'hostile' )]
	public function test_whatever_comes_in_has_a_score_and_messages( string $content ): void {
		$analysis = self::analyse( $content, array( 'focus_keyword' => "%s /(a+)+$/ \xFF" ) );
		self::assertGreaterThanOrEqual( 0, $analysis->score );
		self::assertLessThanOrEqual( 100, $analysis->score );
		foreach ( $analysis->findings as $finding ) {
			self::assertNotSame( '', FindingMessages::message( $finding ) );
			self::assertNotSame( '', FindingMessages::action( $finding ) );
			self::assertNotFalse( wp_json_encode( $finding->to_array() ) );
		}
	}

	public function test_a_large_page_takes_little_memory(): void {
		$content  = str_repeat( self::heading( 3, 'Same' ) . self::paragraph( str_repeat( self::SENTENCE . 'Noch <b>ein</b> Satz &amp; mehr. ', 10 ) ), 750 );
		$most     = max( memory_get_peak_usage(), memory_get_usage() + 20 * strlen( $content ) );
		$analysis = self::analyse( $content );
		self::assertGreaterThan( 100_000, $analysis->length );
		self::assertLessThanOrEqual( $most, memory_get_peak_usage() );
		self::assertLessThan( 60, count( $analysis->findings ), 'Of each kind the first few.' );
	}

	public function test_every_check_has_a_weight(): void {
		self::assertGreaterThan( 0, min( Check::WEIGHTS ) );
		self::assertSame( 1.0, ( new Check( 'slug', 7.0 ) )->quality );
		self::assertSame( 0.0, ( new Check( 'slug', -1.0 ) )->quality );
		self::assertSame( 300, mb_strlen( (string) ( new Finding( 'text_empty', Finding::LOW, array(), str_repeat( '草', 400 ) ) )->quote ) );
	}

	/**
	 * @param array<array-key, string> $changes
	 */
	private static function analyse( string $content, array $changes = array() ): Analysis {
		return LocalAnalysis::of(
			new Page(
				$changes['title'] ?? 'Meadows',
				$content,
				$changes['meta_title'] ?? 'Meadows need poor soil and very little of your time',
				$changes['meta_description'] ?? 'How to grow a meadow where a lawn was: when to sow, when to mow, and why less is more in between.',
				'en_US',
				$changes['focus_keyword'] ?? '',
				$changes['slug'] ?? 'meadows',
				'https://example.com/blog'
			)
		);
	}

	private static function paragraph( string $html ): string {
		return "<!-- wp:paragraph -->\n<p>$html</p>\n<!-- /wp:paragraph -->\n\n";
	}

	private static function heading( int $level, string $html ): string {
		return "<!-- wp:heading {\"level\":$level} -->\n<h$level class=\"wp-block-heading\">$html</h$level>\n<!-- /wp:heading -->\n\n";
	}
}
