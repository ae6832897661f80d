<?php
/**
 * What each feature costs: one function, the same in the cloud, PHP and TypeScript.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Credits;

use InvalidArgumentException;

/**
 * Held to the other languages by schema/vectors/pricing.json.
 */
final class Pricing {

	/** A word is so many Unicode code points of the visible text. */
	private const CODE_POINTS_PER_WORD = 6;

	/**
	 * By feature: the base price, one more credit for every so many units, and the most it costs.
	 * The unit is a candidate page, a word of the text sent, or a word asked for.
	 */
	private const PRICES = array(
		'image_alt'        => array( 1, 0, 1 ),
		'meta_title'       => array( 1, 0, 1 ),
		'meta_description' => array( 1, 0, 1 ),
		'schema'           => array( 1, 0, 1 ),
		'link_suggestions' => array( 2, 25, 10 ),
		'content_analysis' => array( 3, 500, 15 ),
		'rewrite'          => array( 2, 250, 15 ),
		'draft'            => array( 5, 250, 15 ),
	);

	/**
	 * The price of one action, in credits.
	 *
	 * @param string $feature A feature.
	 * @param int    $units   Candidate pages (link_suggestions), words of the text sent (content_analysis, rewrite) or words asked for (draft).
	 * @throws InvalidArgumentException For an unknown feature or a negative number of units.
	 */
	public static function price( string $feature, int $units = 0 ): int {
		if ( ! isset( self::PRICES[ $feature ] ) || $units < 0 ) {
			throw new InvalidArgumentException( 'No such feature, or fewer than no units.' );
		}
		list( $base, $units_per_credit, $most ) = self::PRICES[ $feature ];
		return min( $most, $base + ( 0 === $units_per_credit ? 0 : self::divide_up( $units, $units_per_credit ) ) );
	}

	/**
	 * How many words a text counts as.
	 *
	 * @param int $code_points Unicode code points of its visible text.
	 */
	public static function words( int $code_points ): int {
		return self::divide_up( $code_points, self::CODE_POINTS_PER_WORD );
	}

	/**
	 * How many code points a text has.
	 *
	 * @param string $text UTF-8.
	 */
	public static function code_points( string $text ): int {
		return mb_strlen( $text, 'UTF-8' );
	}

	/**
	 * Division of whole numbers, rounded up.
	 *
	 * @param int $number  Not negative.
	 * @param int $divisor Positive.
	 */
	private static function divide_up( int $number, int $divisor ): int {
		return intdiv( $number + $divisor - 1, $divisor );
	}
}
