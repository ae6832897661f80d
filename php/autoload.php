<?php
/**
 * Loads the plugin's classes: SeoRankGenius\Cloud\Client lies in php/Cloud/Client.php.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

spl_autoload_register(
	static function ( string $class_name ): void {
		if ( ! str_starts_with( $class_name, 'SeoRankGenius\\' ) ) {
			return;
		}
		$file = __DIR__ . '/' . str_replace( '\\', '/', substr( $class_name, strlen( 'SeoRankGenius\\' ) ) ) . '.php';
		if ( is_file( $file ) ) {
			require $file;
		}
	}
);
