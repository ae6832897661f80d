<?php
/**
 * Writes the REST item schemas of php/Rest/Schema to schema/rest/*.json, from which the TypeScript types are made.
 *
 * Run: php tools/dump-schemas.php
 * Check only (exit code 1 when a file is stale): php tools/dump-schemas.php --check
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Tools;

use SeoRankGenius\Rest\Schema\Documents;

require dirname( __DIR__ ) . '/php/autoload.php';

$folder = dirname( __DIR__ ) . '/schema/rest';
$check  = in_array( '--check', $argv, true );
$stale  = array();

foreach ( Documents::all() as $name => $document ) {
	$file = $folder . '/' . $name . '.json';
	$json = Documents::json( $document );
	if ( is_file( $file ) && file_get_contents( $file ) === $json ) {
		continue;
	}
	$stale[] = 'schema/rest/' . $name . '.json';
	if ( ! $check && false === file_put_contents( $file, $json ) ) {
		fwrite( STDERR, "Cannot write $file\n" );
		exit( 1 );
	}
}

if ( $check && array() !== $stale ) {
	fwrite( STDERR, 'Stale: ' . implode( ', ', $stale ) . ". Run: php tools/dump-schemas.php\n" );
	exit( 1 );
}
echo array() === $stale ? "schema/rest is current\n" : 'Wrote ' . implode( ', ', $stale ) . "\n";
