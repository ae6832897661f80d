<?php
/**
 * Results that are kept as JSON.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Features\Content;

/**
 * The same data is always the same text, byte by byte: texts are compared before they are replaced.
 */
final class Json {

	/**
	 * Data as it is kept.
	 *
	 * @param array<array-key, mixed> $data Any data.
	 */
	public static function encode( array $data ): string {
		return (string) wp_json_encode( $data, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
	}

	/**
	 * What is kept; empty where it is none: anybody can write post meta.
	 *
	 * @param string $kept What is kept.
	 * @return array<array-key, mixed>
	 */
	public static function decode( string $kept ): array {
		$data = json_decode( $kept, true, 16 );
		return is_array( $data ) ? $data : array();
	}
}
