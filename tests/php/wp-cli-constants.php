<?php
/**
 * Loaded by WP-CLI before WordPress: the constants that a test wants; see WpCli.php.
 */

declare( strict_types=1 );

/** @var array<string, string> $constants */
$constants = json_decode( (string) getenv( 'CONSTANTS' ), true, 2, JSON_THROW_ON_ERROR );
foreach ( $constants as $name => $value ) {
	define( $name, $value );
}
