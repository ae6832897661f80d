<?php
/**
 * Reads the shared JSON files of schema/, and takes decoded JSON apart.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Support;

use RuntimeException;

final class Json {

	/**
	 * A file of schema/, decoded.
	 *
	 * @param string $path Such as "vectors/balance.json".
	 * @return array<array-key, mixed>
	 */
	public static function file( string $path ): array {
		return self::decode( (string) file_get_contents( dirname( __DIR__, 3 ) . '/schema/' . $path ) );
	}

	/**
	 * @return array<array-key, mixed>
	 */
	public static function decode( string $text ): array {
		$data = json_decode( $text, true, 64, JSON_THROW_ON_ERROR );
		return is_array( $data ) ? $data : throw new RuntimeException( 'Neither an object nor a list.' );
	}

	/**
	 * What lies at a path; fails where there is nothing.
	 *
	 * @param mixed  $data Decoded JSON.
	 * @param string $path Such as "balance.site.domain" or "actions.0.id".
	 */
	public static function at( mixed $data, string $path ): mixed {
		foreach ( explode( '.', $path ) as $key ) {
			if ( ! is_array( $data ) || ! array_key_exists( $key, $data ) ) {
				throw new RuntimeException( "There is nothing at $path." );
			}
			$data = $data[ $key ];
		}
		return $data;
	}

	/**
	 * @return array<array-key, mixed>
	 */
	public static function list_at( mixed $data, string $path ): array {
		$value = self::at( $data, $path );
		return is_array( $value ) ? $value : throw new RuntimeException( "$path is no list." );
	}

	public static function text_at( mixed $data, string $path ): string {
		$value = self::at( $data, $path );
		return is_string( $value ) ? $value : throw new RuntimeException( "$path is no text." );
	}

	public static function int_at( mixed $data, string $path ): int {
		$value = self::at( $data, $path );
		return is_int( $value ) ? $value : throw new RuntimeException( "$path is no integer." );
	}

	/**
	 * A copy with another value at a path.
	 *
	 * @param array<array-key, mixed> $data Decoded JSON.
	 * @return array<array-key, mixed>
	 */
	public static function with( array $data, string $path, mixed $value ): array {
		list( $key, $rest ) = explode( '.', $path, 2 ) + array( '', null );
		if ( null === $rest ) {
			$data[ $key ] = $value;
			return $data;
		}
		$inner        = $data[ $key ] ?? array();
		$data[ $key ] = self::with( is_array( $inner ) ? $inner : array(), $rest, $value );
		return $data;
	}

	/**
	 * A copy without what lies at a path.
	 *
	 * @param array<array-key, mixed> $data Decoded JSON.
	 * @return array<array-key, mixed>
	 */
	public static function without( array $data, string $path ): array {
		list( $key, $rest ) = explode( '.', $path, 2 ) + array( '', null );
		if ( null === $rest ) {
			unset( $data[ $key ] );
			return $data;
		}
		$inner        = $data[ $key ] ?? array();
		$data[ $key ] = self::without( is_array( $inner ) ? $inner : array(), $rest );
		return $data;
	}
}
