<?php
/**
 * Serves the stub cloud: takes the oldest scripted answer for the method and path, and records the request.
 * Run by PHP's built-in server; see StubCloud.php.
 */

declare( strict_types=1 );

/** @var array{REQUEST_METHOD: string, REQUEST_URI: string} $_SERVER */

$folder   = (string) getenv( 'STUB_CLOUD_FOLDER' );
$method   = $_SERVER['REQUEST_METHOD'];
$path     = (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
$body     = (string) file_get_contents( 'php://input' );
$scripted = null;

if ( is_file( $folder . '/unavailable' ) ) {
	$scripted = array(
		'status'  => 503,
		'headers' => array( 'Content-Type' => 'application/problem+json' ),
		'body'    => json_encode(
			array(
				'type'   => 'about:blank',
				'title'  => 'Unavailable',
				'status' => 503,
				'code'   => 'unavailable',
				'detail' => 'The cloud is down.',
			),
			JSON_THROW_ON_ERROR
		),
	);
}

foreach ( null === $scripted ? ( glob( $folder . '/answer-*' ) ?: array() ) : array() as $file ) {
	/** @var array{method: string, path: string, status: int, headers: array<string, string>, body: string} $answer */
	$answer = json_decode( (string) file_get_contents( $file ), true, 512, JSON_THROW_ON_ERROR );
	if ( $answer['method'] === $method && $answer['path'] === $path ) {
		unlink( $file );
		$scripted = $answer;
		break;
	}
}

$request = array(
	'method'   => $method,
	'path'     => $path,
	'query'    => $_GET,
	'headers'  => array_change_key_case( getallheaders(), CASE_LOWER ),
	'body'     => base64_encode( $body ),
	'json'     => json_decode( $body, true ),
	'scripted' => null !== $scripted,
);
file_put_contents( $folder . '/requests', json_encode( $request, JSON_THROW_ON_ERROR ) . "\n", FILE_APPEND );

$answer = $scripted ?? array(
	'status'  => 501,
	'headers' => array( 'Content-Type' => 'text/plain' ),
	'body'    => 'Nobody scripted this request.',
);
http_response_code( $answer['status'] );
foreach ( $answer['headers'] as $name => $value ) {
	header( "$name: $value" );
}
// The ids of actions are the plugin's own: an answer names the one at a place of the request.
$json = is_array( $request['json'] ) ? $request['json'] : array();
$ids  = 'POST' === $method ? array_column( is_array( $json['actions'] ?? null ) ? $json['actions'] : array(), 'id' ) : explode( ',', is_string( $_GET['ids'] ?? null ) ? $_GET['ids'] : '' );
$ids  = array_filter( $ids, 'is_string' );
echo preg_replace_callback( '/\{\{action (\d+)\}\}/', static fn ( array $place ): string => $ids[ (int) $place[1] ] ?? 'no such action', $answer['body'] );
