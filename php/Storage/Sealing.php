<?php
/**
 * Encrypts secrets at rest under a key derived from the site's salts.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Storage;

use SensitiveParameter;

/**
 * A copy of the database alone does not give the secret away. When the salts change, it can no longer be opened.
 */
final class Sealing {

	private const FORMAT = 'v1:';

	/**
	 * Seals a text.
	 *
	 * @param string $text    The secret.
	 * @param string $purpose Sealed texts of one purpose do not open as another's.
	 */
	public function seal( #[SensitiveParameter] string $text, string $purpose ): string {
		$nonce = random_bytes( SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		return self::FORMAT . sodium_bin2base64( $nonce . sodium_crypto_secretbox( $text, $nonce, self::key( $purpose ) ), SODIUM_BASE64_VARIANT_ORIGINAL );
	}

	/**
	 * Opens a sealed text; null when it cannot be opened, as after the salts have changed.
	 *
	 * @param string $sealed  What seal() has returned.
	 * @param string $purpose The same as then.
	 */
	public function open( string $sealed, string $purpose ): ?string {
		$bytes = str_starts_with( $sealed, self::FORMAT ) ? base64_decode( substr( $sealed, strlen( self::FORMAT ) ), true ) : false; // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_decode -- Not code: ciphertext.
		if ( false === $bytes || strlen( $bytes ) < SODIUM_CRYPTO_SECRETBOX_NONCEBYTES + SODIUM_CRYPTO_SECRETBOX_MACBYTES ) {
			return null;
		}
		$text = sodium_crypto_secretbox_open(
			substr( $bytes, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ),
			substr( $bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ),
			self::key( $purpose )
		);
		return false === $text ? null : $text;
	}

	/**
	 * The key of a purpose.
	 *
	 * @param string $purpose Named in the derivation.
	 */
	private static function key( string $purpose ): string {
		return hash_hkdf( 'sha256', wp_salt( 'auth' ), SODIUM_CRYPTO_SECRETBOX_KEYBYTES, 'seo-rank-genius/' . $purpose );
	}
}
