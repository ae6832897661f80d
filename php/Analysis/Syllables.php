<?php
/**
 * Counts syllables: by groups of vowels, with what each language is known for.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Analysis;

/**
 * Near enough for an average over many words, which is all that formulas of readability need.
 */
final class Syllables {

	/**
	 * What is one vowel's group in a language. Russian and Turkish have a syllable for every vowel; Spanish and Portuguese part
	 * strong vowels from one another and from an accented weak one.
	 */
	private const GROUPS = array(
		'de' => '/ie|ei|eu|äu|au|ai|aa|ee|oo|ui|[aeiouäöüyéèà]/u',
		'en' => '/[aeiouy]+/u',
		'es' => '/[iuü]?[aeoáéó][iuy]?(?![íúaeoáéó])|[iuü]?[aeoáéó]|[íú]|[iuü]+/u',
		'fr' => '/[aeiouyàâäéèêëîïôöùûüœæ]+/u',
		'nl' => '/aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyéëèïöü]/u',
		'pt' => '/[ãõ][oe]|[iu]?[aeoáéóâêôãõà][iu]?(?![íúaeoáéóâêô])|[iu]?[aeoáéóâêôãõà]|[íú]|[iuü]+/u',
		'ru' => '/[аеёиоуыэюя]/u',
		'tr' => '/[aeıioöuüâîû]/u',
	);

	/**
	 * How many syllables a word has; at least one.
	 *
	 * @param string $word     In small letters.
	 * @param string $language One of "de", "en", "es", "fr", "nl", "pt", "ru", "tr".
	 */
	public static function of( string $word, string $language ): int {
		$silent = 0;
		if ( 'en' === $language ) {
			// The last e of "made", "makes" and "walked" is silent, that of "little", "boxes" and "needed" is not.
			$silent = (int) preg_match( '/[aeiouy].*[^aeiouy](?:(?<![^aeiouy]l)e|(?<![sxzcg]|ch|sh)es|(?<![td])ed)$/', $word );
		} elseif ( 'fr' === $language ) {
			$silent = (int) preg_match( '/[aeiouyàâéèêëîïôùûœ].*[^aeiouyàâäéèêëîïôöùûü](?:e|es|ent)$/u', $word );
		} elseif ( 'es' === $language || 'pt' === $language ) {
			// The u of "que" and "guerra" is not spoken.
			$word = (string) preg_replace( '/(?<=q)u|(?<=g)u(?=[eiéíê])/u', '', $word );
		}
		return max( 1, (int) preg_match_all( self::GROUPS[ $language ], $word ) - $silent );
	}
}
