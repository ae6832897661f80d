<?php
/**
 * How the text of a page is written: in which letters, so how its length is counted and its sentences are told apart.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Analysis;

/**
 * By what stands there, not by the language alone: a Japanese page of an English site has no words between spaces either.
 */
final class Writing {

	/** Letters with spaces between words: lengths are in words. */
	public const SPACED = 'spaced';
	/** Chinese and Japanese: a letter says as much as half a word, so lengths are in letters. */
	public const IDEOGRAPHIC = 'ideographic';
	/** Thai, Lao, Khmer, Burmese: alphabets without spaces between words. In letters too, three times as many; where a sentence ends is not marked in all of them. */
	public const UNSPACED = 'unspaced';

	/** How much of a text, in bytes, shows how it is written. */
	private const SAMPLE = 20_000;

	private const WORD = '/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*+(?:[\'’\-_.][\p{L}\p{N}][\p{L}\p{N}\p{M}]*+)*+/u';

	/** What ends with a full stop without ending a sentence, and single letters do too. */
	private const ABBREVIATIONS = 'abb|approx|art|bzgl|bzw|ca|cap|cf|dr|dra|ebd|ed|etc|evtl|fig|ggf|hr|hrsg|inkl|jr|max|min|mme|mr|mrs|ms|mt|nr|núm|pág|pp|prof|rev|sog|sr|sra|st|str|tab|tel|usw|vgl|vol|vs|zzgl|рис|см|стр|тел';

	/** One of the constants. */
	public readonly string $kind;

	/** Whether its letters are Latin, Cyrillic or Greek, for which the lengths of words say something about reading. */
	public readonly bool $is_alphabetic;

	/** Whether its letters are Latin. */
	public readonly bool $is_latin;

	/**
	 * How a text is written.
	 *
	 * @param string $text The text of a page, or some of it.
	 */
	public function __construct( string $text ) {
		// The cut may have gone through a letter.
		$sample      = mb_strcut( $text, 0, self::SAMPLE, 'UTF-8' );
		$all         = max( 1, (int) preg_match_all( '/\p{L}/u', $sample ) );
		$ideographic = (int) preg_match_all( '/[\p{Han}\p{Hiragana}\p{Katakana}]/u', $sample );
		$unspaced    = (int) preg_match_all( '/[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]/u', $sample );
		$latin       = (int) preg_match_all( '/\p{Latin}/u', $sample );
		$alphabetic  = $latin + (int) preg_match_all( '/[\p{Cyrillic}\p{Greek}]/u', $sample );
		$this->kind  = match ( true ) {
			$ideographic > 0.25 * $all => self::IDEOGRAPHIC,
			$unspaced > 0.25 * $all    => self::UNSPACED,
			default                    => self::SPACED,
		};
		$this->is_latin      = self::SPACED === $this->kind && $latin > 0.8 * $all;
		$this->is_alphabetic = self::SPACED === $this->kind && $alphabetic > 0.8 * $all;
	}

	/**
	 * The length of a text, in words or in letters.
	 *
	 * @param string $text Any text.
	 */
	public function length_of( string $text ): int {
		return (int) preg_match_all( self::SPACED === $this->kind ? self::WORD : '/[\p{L}\p{N}]/u', $text );
	}

	/**
	 * A length in words as one in what this writing is counted in.
	 *
	 * @param int $words A number of words.
	 */
	public function length_for( int $words ): int {
		return match ( $this->kind ) {
			self::SPACED      => $words,
			self::IDEOGRAPHIC => 2 * $words,
			default           => 6 * $words,
		};
	}

	/**
	 * The words of a text, in small letters, each with how often it is there.
	 *
	 * @param string $text Any text.
	 * @return array<array-key, int> Keys are words; PHP makes numbers of those that look like one.
	 */
	public static function words_of( string $text ): array {
		return preg_match_all( self::WORD, mb_strtolower( $text, 'UTF-8' ), $words ) > 0 ? array_count_values( $words[0] ) : array();
	}

	/**
	 * Whether it shows where a sentence ends.
	 */
	public function has_sentences(): bool {
		return self::UNSPACED !== $this->kind;
	}

	/**
	 * The sentences of a paragraph.
	 *
	 * @param string $paragraph Its text.
	 * @return list<string> Verbatim, with their marks.
	 */
	public function sentences_of( string $paragraph ): array {
		$is_ideographic = self::IDEOGRAPHIC === $this->kind;
		$ends           = $is_ideographic
			? '/(?<=[。！？｡…])(?![。！？｡…」』）\)])|(?<=[.!?])\s+|\n/u'
			: '/(?<=[.!?…؟۔।॥։።][”"’»›“)\]]|[.!?…؟۔।॥։።])\s++(?![\p{Ll}])|\n/u';
		$parts          = preg_split( $ends, $paragraph );
		$sentences      = array();
		$open           = '';
		foreach ( false === $parts ? array( $paragraph ) : $parts as $part ) {
			$open = '' === $open ? $part : "$open $part";
			if ( ! $is_ideographic && 1 === preg_match( '/(?:^\d{1,3}|(?:^|[\s(.])(?:\p{L}|' . self::ABBREVIATIONS . '))\.$/iu', mb_strcut( $open, -24, null, 'UTF-8' ) ) ) {
				continue;
			}
			$sentences[] = trim( $open );
			$open        = '';
		}
		return array_values( array_filter( array( ...$sentences, trim( $open ) ), static fn ( string $sentence ): bool => '' !== $sentence ) );
	}
}
