<?php
/**
 * Which words are common on this site, by language: counted in a sample of its contents.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

use SeoRankGenius\Storage\Names;

/**
 * Kept in an option that is not autoloaded, with what is rare left out. In a language with few contents only the small words
 * that Language knows are called common: there what is looked up counts by itself how many have a term.
 *
 * @phpstan-type Sample array<string, array{contents: int, terms: array<string, int>}>
 */
final class CommonWords {

	/** As many contents tell what is common. */
	public const SAMPLE = 300;

	/** Fewer than this in a language tell nothing. */
	public const LEAST_CONTENTS = 10;

	/** What stands in so great a share of all contents says nothing about any. */
	private const SHARE_OF_EMPTY_WORDS = 0.3;

	/** What stands in less counts as rare and is not kept. */
	private const LEAST_SHARE = 0.02;

	/** Kept of a language at most: the most common. */
	private const MOST_TERMS = 800;

	private const MOST_LANGUAGES = 30;

	/**
	 * What is kept; null until it is asked for.
	 *
	 * @var array|null
	 * @phpstan-var Sample|null
	 */
	private ?array $sample = null;

	/**
	 * How much it says that a term stands in a content, before its own site's figures are known.
	 *
	 * @param string $term     A term.
	 * @param string $language In which it stands.
	 * @return float 0: nothing; 1 and above: the more, the rarer.
	 */
	public function rarity( string $term, string $language ): float {
		$this->sample ??= self::stored();

		if ( Language::is_small_word( $term, $language ) ) {
			return 0.0;
		}
		$known = $this->sample[ $language ] ?? null;
		if ( null === $known || $known['contents'] < self::LEAST_CONTENTS ) {
			return 1.0;
		}
		$share = ( $known['terms'][ $term ] ?? 0 ) / $known['contents'];
		return $share > self::SHARE_OF_EMPTY_WORDS ? 0.0 : 1.0 - log( max( $share, self::LEAST_SHARE ) );
	}

	/**
	 * How many contents the sample is of.
	 */
	public function size(): int {
		$this->sample ??= self::stored();
		return array_sum( array_column( $this->sample, 'contents' ) );
	}

	/**
	 * Counts a sample and keeps it instead of the former.
	 *
	 * @param iterable<array{string, array<string, mixed>}> $contents Language and terms (as keys) of each.
	 */
	public function learn( iterable $contents ): void {
		$sample = array();
		foreach ( $contents as list( $language, $terms ) ) {
			$sample[ $language ] ??= array(
				'contents' => 0,
				'terms'    => array(),
			);
			++$sample[ $language ]['contents'];
			foreach ( array_keys( $terms ) as $term ) {
				$sample[ $language ]['terms'][ $term ] = ( $sample[ $language ]['terms'][ $term ] ?? 0 ) + 1;
			}
		}
		uasort( $sample, static fn ( array $one, array $other ): int => $other['contents'] <=> $one['contents'] );
		$kept = array();
		foreach ( array_slice( $sample, 0, self::MOST_LANGUAGES, true ) as $language => $of ) {
			$least = max( 2, $of['contents'] * self::LEAST_SHARE );
			$terms = array_filter( $of['terms'], static fn ( int $contents ): bool => $contents >= $least );
			arsort( $terms );
			$kept[ $language ] = array(
				'contents' => $of['contents'],
				'terms'    => array_slice( $terms, 0, self::MOST_TERMS, true ),
			);
		}
		update_option( Names::LINK_WORDS, $kept, false );
		$this->sample = null;
	}

	/**
	 * What is kept.
	 *
	 * @return array
	 * @phpstan-return Sample
	 */
	private static function stored(): array {
		$stored = get_option( Names::LINK_WORDS );
		$sample = array();
		foreach ( is_array( $stored ) ? $stored : array() as $language => $of ) {
			if ( is_array( $of ) && is_int( $of['contents'] ?? null ) && is_array( $of['terms'] ?? null ) ) {
				$terms = array();
				foreach ( $of['terms'] as $term => $contents ) {
					if ( is_int( $contents ) ) {
						$terms[ (string) $term ] = $contents;
					}
				}
				$sample[ (string) $language ] = array(
					'contents' => $of['contents'],
					'terms'    => $terms,
				);
			}
		}
		return $sample;
	}
}
