<?php
/**
 * In which language a content is written, as far as that can be known.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Links;

use WP_Post;

/**
 * What the site's plugin for languages says; where there is none, what the script and the most frequent small words tell;
 * where those tell nothing, the language of the site.
 */
final class Language {

	private const MAX_BYTES = 20;

	/** The beginning of a text is enough. */
	private const SAMPLE_CODE_POINTS = 2000;

	/** A script that one language is written in, or that says more than nothing. */
	private const SCRIPTS = array(
		'Hangul'     => 'ko',
		'Han'        => 'zh',
		'Thai'       => 'th',
		'Lao'        => 'lo',
		'Khmer'      => 'km',
		'Myanmar'    => 'my',
		'Tibetan'    => 'bo',
		'Hebrew'     => 'he',
		'Greek'      => 'el',
		'Georgian'   => 'ka',
		'Armenian'   => 'hy',
		'Ethiopic'   => 'am',
		'Devanagari' => 'hi',
		'Bengali'    => 'bn',
		'Gurmukhi'   => 'pa',
		'Gujarati'   => 'gu',
		'Tamil'      => 'ta',
		'Telugu'     => 'te',
		'Kannada'    => 'kn',
		'Malayalam'  => 'ml',
		'Sinhala'    => 'si',
	);

	/** Scripts of many languages: the first is meant where nothing else tells, unless another is the site's. */
	private const SHARED_SCRIPTS = array(
		'Arabic'   => array( 'ar', 'fa', 'ur', 'ps', 'ckb', 'ug', 'azb', 'sd' ),
		'Cyrillic' => array( 'ru', 'uk', 'bg', 'sr', 'mk', 'bel', 'kk', 'mn', 'ky', 'tg', 'tt' ),
	);

	/** Words that make up much of any text in their language and little of one in another. */
	private const SMALL_WORDS = array(
		'en' => 'the of and to is that it for was with are this you not have from they be which by in an as at your can will has but all we no',
		'de' => 'der die und das ist nicht ein eine den von mit dem sich auf zu auch werden wird sie für im in einen einer als aus bei nach wenn oder zum zur',
		'fr' => 'le les des est et une dans pour que qui pas sur avec au du vous nous sont ce cette en un plus ou par il mais être son ses si',
		'es' => 'el los las del una por con para que es en su se como más pero está son y lo no si al sus este esta o',
		'it' => 'il di che la per una non con del della sono gli nel alla più anche dei è si questo in le da al ma o come alla degli',
		'pt' => 'os das dos uma para com não que em é do da no na por mais seu como você são as se ou ao mas pode',
		'nl' => 'het een van de en dat niet voor met zijn op te ook aan er door worden naar wordt bij in is die als zijn maar om uit kan',
		'pl' => 'nie się na jest że do to oraz jak przez dla od są tego po może ale być przy tym',
		'sv' => 'och att det som är på en inte för av med den har om kan ett till från var eller',
		'da' => 'og at det er på en ikke til af med den har kan som et fra eller men være også',
		'fi' => 'ja on ei se että oli kun myös tai jos mutta niin ole voi hän joka ovat kuin sen sitä',
		'cs' => 'je se na že to jsou jako nebo pro který které aby také při může jeho být ale však od',
		'hu' => 'az hogy nem egy és is meg ez van csak de ha már vagy volt kell még lehet mint azt',
		'ro' => 'și este nu pe cu care în la din pentru sunt mai sau că fi se să prin dar unei',
		'tr' => 'bir ve bu için ile de da olarak daha çok olan gibi kadar değil en ne var sonra her ya',
		'id' => 'yang dan di untuk dengan ini tidak dari dalam adalah pada itu atau akan anda juga ke bisa oleh lebih',
		'vi' => 'là và của các có trong không được cho một với này những khi người đến bạn để từ về',
		'ru' => 'и в не на что с по это как из для от или но если вы также его их быть',
		'uk' => 'і в не на що з для це як та від або але якщо до також його їх ви є',
		'bg' => 'и на да се за от не са по това като или с че при може ще който има но',
		'ar' => 'في من على أن إلى هذا التي عن مع ما لا هذه كان الذي أو كل بعد هو هي كما',
		'fa' => 'و در به از که این را با است برای آن یک می های شود تا بر خود هم شما',
		'ur' => 'کے میں کی ہے اور سے کا کو ہیں یہ نے پر اس کہ بھی نہیں ایک کر لئے آپ',
	);

	/** What of all words a language's small ones are at least. */
	private const LEAST_SHARE = 0.05;

	/** So many different ones: a single one may be a word of another language. */
	private const LEAST_WORDS = 3;

	/** How many times as many as those of the next language. */
	private const LEAST_LEAD = 1.25;

	/**
	 * The small words as terms; null until they are asked for.
	 *
	 * @var array<string, array<string, int>>|null
	 */
	private static ?array $small_words = null;

	/**
	 * The language.
	 *
	 * @param WP_Post            $post   The content.
	 * @param string             $text   What a visitor reads of it.
	 * @param array<string, int> $counts What Words says about that.
	 * @return string A code in lower case, such as "de" or "pt-br".
	 */
	public static function of( WP_Post $post, string $text, array $counts ): string {
		/**
		 * Filters in which language a content is written: links are suggested within one language. By default what Polylang
		 * or WPML say; an empty text has the plugin find out by itself.
		 *
		 * @param string  $language A code such as "de".
		 * @param WP_Post $post     The content.
		 */
		$said = apply_filters( 'seo_rank_genius_content_language', self::said( $post ), $post );
		$code = is_string( $said ) ? self::code( $said ) : '';
		return '' !== $code ? $code : self::guess( $text, $counts );
	}

	/**
	 * Whether a term is one of a language's small words, which say nothing about a content.
	 *
	 * @param string $term     As Words has it.
	 * @param string $language A code; of "pt-br" the part that is known counts.
	 */
	public static function is_small_word( string $term, string $language ): bool {
		return isset( self::small_words()[ strtok( $language, '-' ) ][ $term ] );
	}

	/**
	 * What the site's plugin for languages says; empty where there is none.
	 *
	 * @param WP_Post $post The content.
	 */
	private static function said( WP_Post $post ): string {
		$polylang = function_exists( 'pll_get_post_language' ) ? pll_get_post_language( $post->ID ) : null;
		if ( is_string( $polylang ) && '' !== $polylang ) {
			return $polylang;
		}
		// phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals.NonPrefixedHooknameFound -- WPML's own.
		$wpml = apply_filters( 'wpml_post_language_details', null, $post->ID );
		$code = is_array( $wpml ) ? ( $wpml['language_code'] ?? '' ) : '';
		return is_string( $code ) ? $code : '';
	}

	/**
	 * What the text tells.
	 *
	 * @param string             $text   Plain text.
	 * @param array<string, int> $counts Its words.
	 */
	private static function guess( string $text, array $counts ): string {
		$sample = mb_substr( $text, 0, self::SAMPLE_CODE_POINTS, 'UTF-8' );
		$script = self::script( $sample );
		if ( '' !== $script ) {
			return $script;
		}
		$total  = array_sum( $counts );
		$small  = array_filter( self::small_words(), static fn ( array $words ): bool => self::LEAST_WORDS <= count( array_intersect_key( $words, $counts ) ) );
		$shares = array_map( static fn ( array $words ): int => array_sum( array_intersect_key( $counts, $words ) ), $small );
		arsort( $shares );
		$best = (string) array_key_first( $shares );
		$most = array_shift( $shares ) ?? 0;
		$next = array_shift( $shares ) ?? 0;
		if ( $most > 0 && $most >= $total * self::LEAST_SHARE && $most >= $next * self::LEAST_LEAD ) {
			return $best;
		}
		$sites = self::code( (string) strtok( get_locale(), '_' ) );
		foreach ( self::SHARED_SCRIPTS as $script => $languages ) {
			if ( self::is_mostly( $sample, $script ) ) {
				return in_array( $sites, $languages, true ) ? $sites : $languages[0];
			}
		}
		return $sites;
	}

	/**
	 * The language that a script tells; empty for the scripts of many.
	 *
	 * @param string $sample Some text.
	 */
	private static function script( string $sample ): string {
		if ( self::is_mostly( $sample, 'Latin' ) ) {
			return '';
		}
		// Japanese is full of what is Chinese; its own letters tell.
		if ( preg_match_all( '/[\p{Hiragana}\p{Katakana}]/u', $sample ) > self::letters( $sample ) / 8 ) {
			return 'ja';
		}
		foreach ( self::SCRIPTS as $script => $language ) {
			if ( self::is_mostly( $sample, $script ) ) {
				return $language;
			}
		}
		return '';
	}

	/**
	 * Whether more than half of a text's letters are of a script.
	 *
	 * @param string $sample Some text.
	 * @param string $script As Unicode calls it.
	 */
	private static function is_mostly( string $sample, string $script ): bool {
		return preg_match_all( "/(?=\p{L})\p{{$script}}/u", $sample ) > self::letters( $sample ) / 2;
	}

	/**
	 * How many letters there are.
	 *
	 * @param string $sample Some text.
	 */
	private static function letters( string $sample ): int {
		return (int) preg_match_all( '/\p{L}/u', $sample );
	}

	/**
	 * The small words as terms.
	 *
	 * @return array<string, array<string, int>> Terms as keys, by language.
	 */
	private static function small_words(): array {
		return self::$small_words ??= array_map( Words::counts( ... ), self::SMALL_WORDS );
	}

	/**
	 * A code in one form.
	 *
	 * @param string $code As somebody gives it.
	 */
	private static function code( string $code ): string {
		return substr( (string) preg_replace( '/[^a-z0-9-]/', '', str_replace( '_', '-', strtolower( $code ) ) ), 0, self::MAX_BYTES );
	}
}
