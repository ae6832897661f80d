<?php
/**
 * Sentences, syllables and the formulas made of them, in the languages that have one.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Analysis;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use SeoRankGenius\Analysis\Readability;
use SeoRankGenius\Analysis\Syllables;
use SeoRankGenius\Analysis\Writing;

final class ReadabilityTest extends TestCase {

	/**
	 * @return iterable<string, array{string, list<string>}>
	 */
	public static function paragraphs(): iterable {
		yield 'English' => array( 'It is 3.5 m wide. Is it? "Yes!" she said. Ask Dr. Who, e.g. in example.com.', array( 'It is 3.5 m wide.', 'Is it?', '"Yes!" she said.', 'Ask Dr. Who, e.g. in example.com.' ) );
		yield 'German' => array( 'Das gilt z. B. für Wiesen, vgl. Nr. 3. „Mähen?“ „Nie.“', array( 'Das gilt z. B. für Wiesen, vgl. Nr. 3.', '„Mähen?“', '„Nie.“' ) );
		yield 'Spanish' => array( '¿Llueve? ¡Sí! Llueve…', array( '¿Llueve?', '¡Sí!', 'Llueve…' ) );
		yield 'French' => array( "Pleut-il ? Oui ! Il pleut.\nEncore.", array( 'Pleut-il ?', 'Oui !', 'Il pleut.', 'Encore.' ) );
		yield 'Russian' => array( 'Идёт дождь. См. рис. 2. Да!', array( 'Идёт дождь.', 'См. рис. 2.', 'Да!' ) );
		yield 'Arabic' => array( 'هل تمطر؟ نعم. إنها تمطر!', array( 'هل تمطر؟', 'نعم.', 'إنها تمطر!' ) );
		yield 'Hindi' => array( 'बारिश हो रही है। हाँ।', array( 'बारिश हो रही है।', 'हाँ।' ) );
		yield 'Japanese' => array( '雨です。「はい。」と言った！本当？', array( '雨です。', '「はい。」と言った！', '本当？' ) );
		yield 'Chinese' => array( '下雨了。真的吗？！是的。', array( '下雨了。', '真的吗？！', '是的。' ) );
	}

	/**
	 * @param list<string> $sentences
	 */
	#[DataProvider( 'paragraphs' )]
	public function test_sentences( string $paragraph, array $sentences ): void {
		self::assertSame( $sentences, ( new Writing( $paragraph ) )->sentences_of( $paragraph ) );
	}

	/**
	 * @return iterable<string, array{string, string, bool, bool}>
	 */
	public static function writings(): iterable {
		yield 'English' => array( 'A meadow', Writing::SPACED, true, true );
		yield 'Greek' => array( 'Ένα λιβάδι', Writing::SPACED, true, false );
		yield 'Russian' => array( 'Луг', Writing::SPACED, true, false );
		yield 'Arabic' => array( 'مرج', Writing::SPACED, false, false );
		yield 'Korean' => array( '초원 위에서', Writing::SPACED, false, false );
		yield 'Japanese with English in it' => array( 'Debianは自由なオペレーティングシステムです。', Writing::IDEOGRAPHIC, false, false );
		yield 'Chinese' => array( '草地', Writing::IDEOGRAPHIC, false, false );
		yield 'Thai' => array( 'ทุ่งหญ้า', Writing::UNSPACED, false, false );
		yield 'nothing' => array( '1234 !', Writing::SPACED, false, false );
	}

	#[DataProvider( 'writings' )]
	public function test_writing( string $text, string $kind, bool $is_alphabetic, bool $is_latin ): void {
		$writing = new Writing( $text );
		self::assertSame( array( $kind, $is_alphabetic, $is_latin ), array( $writing->kind, $writing->is_alphabetic, $writing->is_latin ) );
	}

	public function test_lengths(): void {
		self::assertSame( 5, ( new Writing( 'a' ) )->length_of( "It's 3.5 m – well-known, naïve." ) );
		self::assertSame( 4, ( new Writing( '草' ) )->length_of( '草地、緑 2!' ) );
		self::assertSame( array( 300, 600, 1800 ), array( ( new Writing( 'a' ) )->length_for( 300 ), ( new Writing( '草' ) )->length_for( 300 ), ( new Writing( 'ท' ) )->length_for( 300 ) ) );
	}

	/**
	 * @return iterable<string, array{string, array<string, int>}>
	 */
	public static function words(): iterable {
		yield 'English' => array( 'en', self::counts( 'the 1, made 1, makes 1, walked 1, needed 2, little 2, boxes 2, people 2, readability 5, rhythm 1, a 1, queue 1, wishes 2, whole 1' ) );
		yield 'German' => array( 'de', self::counts( 'wiese 2, häuser 2, bäume 2, lesbarkeit 3, eins 1, oesterreich 4, verständlich 3, knie 1' ) );
		yield 'Spanish' => array( 'es', self::counts( 'que 1, quien 1, aquí 2, guerra 2, país 2, caer 2, ciudad 2, leyes 2, pradera 3, y 1, agua 2, pingüino 3' ) );
		yield 'French' => array( 'fr', self::counts( 'prairie 2, le 1, parlent 1, fleurs 1, herbe 1, oiseau 2, été 2, parles 1' ) );
		yield 'Dutch' => array( 'nl', self::counts( 'weide 2, mooie 2, tijd 1, leeuw 1, bloem 1, leesbaarheid 3' ) );
		yield 'Portuguese' => array( 'pt', self::counts( 'prado 2, quem 1, pão 1, saída 3, leitura 3, água 2' ) );
		yield 'Russian' => array( 'ru', self::counts( 'луг 1, трава 2, понимание 5, в 1' ) );
		yield 'Turkish' => array( 'tr', self::counts( 'çayır 2, okunabilirlik 6, saat 2' ) );
	}

	/**
	 * @param array<string, int> $counts
	 */
	#[DataProvider( 'words' )]
	public function test_syllables( string $language, array $counts ): void {
		$found = array();
		foreach ( array_keys( $counts ) as $word ) {
			$found[ $word ] = Syllables::of( $word, $language );
		}
		self::assertSame( $counts, $found );
	}

	/**
	 * A sentence of which 20 are read, and what the formula says of them, computed by hand.
	 *
	 * @return iterable<string, array{string, string, string, float}>
	 */
	public static function formulas(): iterable {
		yield 'Flesch: 6 words, 7 syllables' => array( 'en', 'The cat sat by the window.', 'Flesch', 100.0 );
		yield 'Flesch: 5 words, 15 syllables' => array( 'en', 'Considerable readability necessitates deliberate vocabulary.', 'Flesch', 0.0 );
		yield 'Flesch: 8 words, 14 syllables' => array( 'en', 'Every meadow needs a summer without much mowing.', 'Flesch', round( 206.835 - 1.015 * 8 - 84.6 * 14 / 8, 1 ) );
		yield 'Amstad: 6 words, 9 syllables' => array( 'de', 'Im Mai wachsen auf Wiesen Gräser.', 'Amstad', round( 180 - 6 - 58.5 * 9 / 6, 1 ) );
		yield 'Fernández Huerta: 6 words, 15 syllables' => array( 'es', 'La pradera florece cada primavera tarde.', 'Fernández Huerta', round( 206.84 - 1.02 * 6 - 60 * 15 / 6, 1 ) );
		yield 'Kandel & Moles: 5 words, 7 syllables' => array( 'fr', 'Le matin nous fauchons tard.', 'Kandel & Moles', round( 207 - 1.015 * 5 - 73.6 * 7 / 5, 1 ) );
		yield 'Gulpease: 5 words, 28 letters' => array( 'it', 'Il prato fiorisce ogni primavera.', 'Gulpease', round( 89 + ( 300 - 10 * 28 ) / 5, 1 ) );
		yield 'LIX: 5 words, 2 long' => array( 'sv', 'Ängen blommar varje försommar här.', 'LIX', 5 + 100 * 2 / 5 );
		yield 'LIX, Cyrillic of another language' => array( 'bg', 'Ливадата цъфти всяка пролет тук.', 'LIX', 5 + 100 * 1 / 5 );
		yield 'LIX: another alphabet than the language has' => array( 'en', 'Луг цветёт каждую весну рано.', 'LIX', 5.0 );
	}

	#[DataProvider( 'formulas' )]
	public function test_formulas( string $language, string $sentence, string $formula, float $value ): void {
		$readability = Readability::of( $language, new Writing( $sentence ), array_fill( 0, 20, $sentence ) );
		self::assertSame( $formula, $readability?->formula );
		self::assertEqualsWithDelta( $value, $readability->value, 0.05 );
	}

	public function test_where_no_formula_holds(): void {
		foreach ( array( '草地上的花開了。', 'ทุ่งหญ้าเขียวขจี', 'أزهر المرج في الربيع.', '초원에 꽃이 피었다.' ) as $sentence ) {
			self::assertNull( Readability::of( 'en', new Writing( $sentence ), array_fill( 0, 200, $sentence ) ), $sentence );
		}
		self::assertNull( Readability::of( 'en', new Writing( 'a' ), array_fill( 0, 19, 'One two three four five.' ) ), '95 words are too few.' );
		self::assertNull( Readability::of( 'en', new Writing( '' ), array() ) );
	}

	/**
	 * @return array<string, int>
	 */
	private static function counts( string $text ): array {
		$counts = array();
		foreach ( explode( ', ', $text ) as $pair ) {
			$parts               = explode( ' ', $pair );
			$counts[ $parts[0] ] = (int) ( $parts[1] ?? 0 );
		}
		return $counts;
	}
}
