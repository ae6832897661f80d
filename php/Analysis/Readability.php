<?php
/**
 * How easily a text is read, by the formula that is published for its language.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Analysis;

/**
 * A figure of a formula, and where on its scale a text for everybody lies. Languages without one, and texts too short for
 * one, have none.
 */
final class Readability {

	/** The fewest words that say something: Flesch's samples have 100. */
	private const FEWEST_WORDS = 100;

	/**
	 * Formulas of the form a − b × words per sentence − c × syllables per word, on Flesch's scale of ease: 60 to 70 is plain
	 * text, below 30 that of learned journals.
	 *
	 * - en: R. Flesch, A new readability yardstick, 1948.
	 * - de: T. Amstad, Wie verständlich sind unsere Zeitungen?, 1978.
	 * - es: J. Fernández Huerta, Medidas sencillas de lecturabilidad, 1959, as corrected by G. Law, 2011: the mean length of
	 *   sentences, not their number.
	 * - fr: L. Kandel and A. Moles, Application de l'indice de Flesch à la langue française, 1958.
	 * - nl: W. H. Douma, De leesbaarheid van landbouwbladen, 1960.
	 * - pt: T. B. F. Martins and others, Readability formulas applied to textbooks in Brazilian Portuguese, 1996.
	 * - ru: I. V. Oborneva, Automated estimation of the complexity of educational texts, 2006.
	 * - tr: E. Ateşman, Türkçede okunabilirliğin ölçülmesi, 1997.
	 */
	private const EASE = array(
		'en' => array(
			'name'     => 'Flesch',
			'constant' => 206.835,
			'sentence' => 1.015,
			'word'     => 84.6,
		),
		'de' => array(
			'name'     => 'Amstad',
			'constant' => 180.0,
			'sentence' => 1.0,
			'word'     => 58.5,
		),
		'es' => array(
			'name'     => 'Fernández Huerta',
			'constant' => 206.84,
			'sentence' => 1.02,
			'word'     => 60.0,
		),
		'fr' => array(
			'name'     => 'Kandel & Moles',
			'constant' => 207.0,
			'sentence' => 1.015,
			'word'     => 73.6,
		),
		'nl' => array(
			'name'     => 'Douma',
			'constant' => 206.84,
			'sentence' => 0.93,
			'word'     => 77.0,
		),
		'pt' => array(
			'name'     => 'Martins',
			'constant' => 248.835,
			'sentence' => 1.015,
			'word'     => 84.6,
		),
		'ru' => array(
			'name'     => 'Oborneva',
			'constant' => 206.835,
			'sentence' => 1.3,
			'word'     => 60.1,
		),
		'tr' => array(
			'name'     => 'Ateşman',
			'constant' => 198.825,
			'sentence' => 2.61,
			'word'     => 40.175,
		),
	);

	/**
	 * A figure.
	 *
	 * @param string $formula Its name.
	 * @param float  $value   What it says of the text, to one decimal.
	 * @param float  $good    From where on a text is easy enough for everybody.
	 * @param float  $poor    From where on most readers have trouble; beyond $good on a scale of difficulty.
	 */
	private function __construct(
		public readonly string $formula,
		public readonly float $value,
		public readonly float $good,
		public readonly float $poor
	) {}

	/**
	 * The readability of a text; null where no formula holds.
	 *
	 * @param string       $language  Two letters, such as "de".
	 * @param Writing      $writing   How it is written.
	 * @param list<string> $sentences All of them.
	 */
	public static function of( string $language, Writing $writing, array $sentences ): ?self {
		if ( ! $writing->is_alphabetic ) {
			return null;
		}
		$words = Writing::words_of( implode( "\n", $sentences ) );
		$count = array_sum( $words );
		if ( $count < self::FEWEST_WORDS ) {
			return null;
		}
		$words_per_sentence = $count / count( $sentences );
		if ( isset( self::EASE[ $language ] ) && ( 'ru' === $language ) !== $writing->is_latin ) {
			$syllables = 0;
			foreach ( $words as $word => $times ) {
				$syllables += $times * Syllables::of( (string) $word, $language );
			}
			$by = self::EASE[ $language ];
			return self::figure( $by['name'], $by['constant'] - $by['sentence'] * $words_per_sentence - $by['word'] * $syllables / $count, 60.0, 30.0 );
		}
		$letters = 0;
		$long    = 0;
		foreach ( $words as $word => $times ) {
			$length   = mb_strlen( (string) $word, 'UTF-8' );
			$letters += $times * $length;
			$long    += $length > 6 ? $times : 0;
		}
		if ( 'it' === $language && $writing->is_latin ) {
			// P. Lucisano and M. E. Piemontese, GULPEASE, 1988. Below 60 it is hard for who left school after eight years, below 40 after thirteen.
			return self::figure( 'Gulpease', 89 + ( 300 * count( $sentences ) - 10 * $letters ) / $count, 55.0, 35.0 );
		}
		// C. H. Björnsson, Läsbarhet, 1968: below 40 easy, above 50 difficult, above 60 very much so.
		return self::figure( 'LIX', $words_per_sentence + 100 * $long / $count, 45.0, 65.0 );
	}

	/**
	 * A figure to one decimal, within 0 to 100 as the scales are.
	 *
	 * @param string $formula The formula.
	 * @param float  $value   What it says.
	 * @param float  $good    See the constructor.
	 * @param float  $poor    See the constructor.
	 */
	private static function figure( string $formula, float $value, float $good, float $poor ): self {
		return new self( $formula, round( max( 0.0, min( 100.0, $value ) ), 1 ), $good, $poor );
	}

	/**
	 * Where between $poor, 0, and $good, 1, the text lies; beyond either it stays there.
	 */
	public function quality(): float {
		return max( 0.0, min( 1.0, ( $this->value - $this->poor ) / ( $this->good - $this->poor ) ) );
	}

	/**
	 * As it is shown.
	 *
	 * @return array{formula: string, value: float, quality: float}
	 */
	public function to_array(): array {
		return array(
			'formula' => $this->formula,
			'value'   => $this->value,
			'quality' => round( $this->quality(), 2 ),
		);
	}
}
