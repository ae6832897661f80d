<?php
/**
 * Checks a page's text: how much there is, how long its paragraphs and sentences are, how easily it is read.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Analysis;

/**
 * Passive voice and linking words are left out: without a grammar of each language they are guessed wrong too often.
 */
final class TextChecks {

	/** With fewer words a page has little to be found by. */
	private const TEXT_WORDS = 300;

	private const PARAGRAPH_WORDS = 150;

	/** The most words of a sentence, by language: Slavic and Semitic ones say more with a word, Romance ones less. */
	private const SENTENCE_WORDS = array(
		'ar' => 16,
		'ca' => 25,
		'cs' => 16,
		'es' => 25,
		'fa' => 25,
		'fi' => 15,
		'he' => 15,
		'hu' => 16,
		'it' => 25,
		'pl' => 16,
		'pt' => 25,
		'ru' => 16,
		'sk' => 16,
		'tr' => 15,
		'uk' => 16,
	);

	private const SENTENCE_WORDS_ELSE = 20;

	/** How many of a hundred sentences may be longer. */
	private const LONG_SENTENCES_PERCENT = 25;

	/** The fewest sentences of which a share says something. */
	private const FEWEST_SENTENCES = 4;

	/** The sentences of the page's prose: those of paragraphs and of items of lists. */
	private readonly SentenceList $sentences;

	/** How easily it is read; null where no formula holds. */
	public readonly ?Readability $readability;

	/** The length of all text, headings and tables included: words, or letters where no spaces part words. */
	public readonly int $length;

	/**
	 * Checks of a text.
	 *
	 * @param Outline $outline  The page's content.
	 * @param Writing $writing  How it is written.
	 * @param string  $language Two letters.
	 */
	public function __construct( private readonly Outline $outline, private readonly Writing $writing, private readonly string $language ) {
		$this->sentences   = SentenceList::of( $outline, $writing );
		$this->readability = Readability::of( $language, $writing, $this->sentences->texts );
		$this->length      = array_sum( array_map( static fn ( Piece $piece ): int => $writing->length_of( $piece->text ), $outline->pieces() ) );
	}

	/**
	 * The checks.
	 *
	 * @return list<Check>
	 */
	public function all(): array {
		return array_values(
			array_filter(
				array(
					$this->enough(),
					$this->paragraphs(),
					$this->long_sentences(),
					null === $this->readability ? null : self::ease( $this->readability ),
				)
			)
		);
	}

	/**
	 * Whether there is enough text.
	 */
	private function enough(): Check {
		$least = $this->writing->length_for( self::TEXT_WORDS );
		if ( $this->length >= $least ) {
			return new Check( 'text_length', 1.0 );
		}
		$finding = 0 === $this->length
			? new Finding( 'text_empty', Finding::HIGH )
			: new Finding( $this->id( 'text_short' ), 2 * $this->length < $least ? Finding::HIGH : Finding::MEDIUM, array( $this->length, $least ) );
		return new Check( 'text_length', $this->length / $least, array( $finding ) );
	}

	/**
	 * Long paragraphs.
	 */
	private function paragraphs(): ?Check {
		$prose    = $this->outline->prose();
		$most     = $this->writing->length_for( self::PARAGRAPH_WORDS );
		$findings = array();
		foreach ( $prose as $piece ) {
			$length = $this->writing->length_of( $piece->text );
			if ( $length > $most ) {
				$findings[] = new Finding( $this->id( 'paragraph_long' ), Finding::MEDIUM, array( $length, $most ), $piece->text, $piece->block );
			}
		}
		return array() === $prose ? null : new Check( 'paragraphs', 1 - 3 * count( $findings ) / count( $prose ), $findings );
	}

	/**
	 * The share of long sentences.
	 */
	private function long_sentences(): ?Check {
		$count = count( $this->sentences->texts );
		if ( $count < self::FEWEST_SENTENCES || ! $this->writing->has_sentences() ) {
			return null;
		}
		$most = Writing::IDEOGRAPHIC === $this->writing->kind ? 60 : self::SENTENCE_WORDS[ $this->language ] ?? self::SENTENCE_WORDS_ELSE;
		$long = array_filter( $this->sentences->lengths, static fn ( int $length ): bool => $length > $most );
		arsort( $long );
		$percent = (int) round( 100 * count( $long ) / $count );
		if ( $percent <= self::LONG_SENTENCES_PERCENT ) {
			return new Check( 'sentences', 1.0 );
		}
		$findings = array( new Finding( $this->id( 'sentences_long' ), $percent > 2 * self::LONG_SENTENCES_PERCENT ? Finding::HIGH : Finding::MEDIUM, array( $percent, $most, self::LONG_SENTENCES_PERCENT ) ) );
		foreach ( array_slice( $long, 0, 5, true ) as $place => $length ) {
			$findings[] = new Finding( $this->id( 'sentence_long' ), Finding::LOW, array( $length ), $this->sentences->texts[ $place ], $this->sentences->blocks[ $place ] );
		}
		return new Check( 'sentences', 1 - ( $percent - self::LONG_SENTENCES_PERCENT ) / ( 2 * self::LONG_SENTENCES_PERCENT ), $findings );
	}

	/**
	 * Whether it is read easily.
	 *
	 * @param Readability $readability The figure.
	 */
	private static function ease( Readability $readability ): Check {
		$quality = $readability->quality();
		// The formulas differ by a few points from one page of the same author to the next.
		if ( $quality >= 0.8 ) {
			return new Check( 'readability', 1.0 );
		}
		$severity = $quality < 0.3 ? Finding::MEDIUM : Finding::LOW;
		return new Check( 'readability', $quality / 0.8, array( new Finding( 'readability_hard', $severity, array( $readability->formula, (string) $readability->value, (string) $readability->good ) ) ) );
	}

	/**
	 * A finding's id, for what is counted in words or in letters.
	 *
	 * @param string $id The one for words.
	 */
	private function id( string $id ): string {
		return Writing::SPACED === $this->writing->kind ? $id : "{$id}_letters";
	}
}
