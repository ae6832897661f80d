<?php
/**
 * Where a page of a list ended.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Indexing;

/**
 * The last object's id with the value that the list is ordered by. To the browser it is a word without meaning.
 */
final class ListCursor {

	private const MAX_BYTES = 2000;

	/**
	 * A cursor.
	 *
	 * @param string     $order     The name of the order.
	 * @param int|string $value     Of the field that it orders by.
	 * @param int        $object_id The object.
	 */
	public function __construct(
		public readonly string $order,
		public readonly int|string $value,
		public readonly int $object_id,
	) {}

	/**
	 * As it is handed out.
	 */
	public function to_text(): string {
		return rtrim( strtr( base64_encode( (string) wp_json_encode( array( $this->order, $this->value, $this->object_id ) ) ), '+/', '-_' ), '=' ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- For an address.
	}

	/**
	 * As it comes back; null when it is none, or of a list in another order.
	 *
	 * @param string $text    What came.
	 * @param string $order   The order of the list.
	 * @param bool   $by_text Whether that orders by a text, and not by a number.
	 */
	public static function from_text( string $text, string $order, bool $by_text ): ?self {
		$json  = strlen( $text ) > self::MAX_BYTES ? false : base64_decode( strtr( $text, '-_', '+/' ), true ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_decode -- From an address.
		$parts = false === $json ? null : json_decode( $json, true );
		if ( ! is_array( $parts ) || ! array_is_list( $parts ) || 3 !== count( $parts ) || $order !== $parts[0] || ! is_int( $parts[2] ) ) {
			return null;
		}
		$is_value = $by_text ? is_string( $parts[1] ) : is_int( $parts[1] );
		return $is_value && ( is_int( $parts[1] ) || is_string( $parts[1] ) ) ? new self( $order, $parts[1], $parts[2] ) : null;
	}
}
