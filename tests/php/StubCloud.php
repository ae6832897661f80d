<?php
/**
 * The cloud as tests need it: a real HTTP server on a port of its own that gives the answers it was told and records
 * what it was asked. A request that nobody scripted is answered with 501 and fails the test.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests;

use RuntimeException;

final class StubCloud {

	private static ?self $instance = null;

	private readonly string $folder;

	private int $port = 0;

	/** @var resource|null */
	private $process = null;

	private int $answers = 0;

	private function __construct() {
		$this->folder = sys_get_temp_dir() . '/stub-cloud-' . bin2hex( random_bytes( 8 ) );
		mkdir( $this->folder, 0700 );
		register_shutdown_function(
			function (): void {
				$this->stop();
				$this->reset();
				rmdir( $this->folder );
			}
		);
	}

	public static function instance(): self {
		return self::$instance ??= new self();
	}

	/**
	 * Starts the server, after a stop on the same port again.
	 *
	 * @return string Its address, without a slash at the end.
	 */
	public function start(): string {
		if ( null === $this->process ) {
			$this->port    = 0 === $this->port ? $this->free_port() : $this->port;
			$output        = array( 'file', '/dev/null', 'w' );
			$this->process = proc_open(
				array( PHP_BINARY, '-S', "127.0.0.1:{$this->port}", __DIR__ . '/stub-cloud/server.php' ),
				array( array( 'file', '/dev/null', 'r' ), $output, $output ),
				$pipes,
				null,
				array( 'STUB_CLOUD_FOLDER' => $this->folder ) + getenv()
			) ?: throw new RuntimeException( 'The stub cloud cannot be started.' );
			$this->wait_until_listening();
		}
		return $this->url();
	}

	/**
	 * @return string The server's address, without a slash at the end.
	 */
	public function url(): string {
		return "http://localhost:{$this->port}";
	}

	/**
	 * Takes the cloud down: connections are refused until start().
	 */
	public function stop(): void {
		if ( null !== $this->process ) {
			proc_terminate( $this->process );
			proc_close( $this->process );
			$this->process = null;
		}
	}

	/**
	 * Answers whatever is asked with 503 until reset(): for tests that do not care how the cloud is out of reach, and are
	 * too many to end the server and start it again in each.
	 */
	public function be_unavailable(): void {
		touch( $this->folder . '/unavailable' );
	}

	/**
	 * Scripts the answer to the next request for a path. Several for one path are given in turn; each is given once.
	 *
	 * @param string                                  $method  Such as "POST".
	 * @param string                                  $path    Without the query, such as "/v1/actions".
	 * @param int                                     $status  HTTP status.
	 * @param array<mixed>|object|string              $body    Sent as JSON unless it is a string; "{{action 0}}" in it becomes the id of the request's first action.
	 * @param array<string, string>                   $headers Sent besides the content type.
	 */
	public function answer( string $method, string $path, int $status, array|object|string $body = array(), array $headers = array() ): void {
		$this->script(
			array(
				'method'  => $method,
				'path'    => $path,
				'status'  => $status,
				'headers' => $headers + array( 'Content-Type' => $status >= 400 ? 'application/problem+json' : 'application/json' ),
				'body'    => is_string( $body ) ? $body : json_encode( $body, JSON_THROW_ON_ERROR ),
			)
		);
	}

	/**
	 * Scripts that the next request for a path gets a broken answer: headers that promise more than comes.
	 *
	 * @param string $method Such as "POST".
	 * @param string $path   Without the query.
	 */
	public function cut_connection( string $method, string $path ): void {
		$this->script(
			array(
				'method'  => $method,
				'path'    => $path,
				'status'  => 200,
				'headers' => array(
					'Content-Type'   => 'application/json',
					'Content-Length' => '1000',
				),
				'body'    => '{"cut',
			)
		);
	}

	/**
	 * @return list<array{method: string, path: string, query: array<mixed>, headers: array<string, string>, body: string, json: mixed, scripted: bool}>
	 *         What was asked, in order. Header names are lower case; json is null where the body is none.
	 */
	public function requests(): array {
		$file     = $this->folder . '/requests';
		$lines    = is_file( $file ) ? file( $file, FILE_IGNORE_NEW_LINES ) : array();
		$requests = array();
		foreach ( $lines ?: array() as $line ) {
			/** @var array{method: string, path: string, query: array<mixed>, headers: array<string, string>, body: string, json: mixed, scripted: bool} $request */
			$request         = json_decode( $line, true, 512, JSON_THROW_ON_ERROR );
			$request['body'] = (string) base64_decode( $request['body'], true );
			$requests[]      = $request;
		}
		return $requests;
	}

	/**
	 * @return list<string> "GET /v1/balance" for each request that nobody scripted.
	 */
	public function unscripted(): array {
		$unscripted = array_filter( $this->requests(), static fn ( array $request ): bool => ! $request['scripted'] );
		return array_values( array_map( static fn ( array $request ): string => "{$request['method']} {$request['path']}", $unscripted ) );
	}

	/**
	 * @return int How many scripted answers nobody has asked for yet.
	 */
	public function unused(): int {
		return count( glob( $this->folder . '/answer-*' ) ?: array() );
	}

	/**
	 * Forgets the script and what was asked.
	 */
	public function reset(): void {
		array_map( 'unlink', glob( $this->folder . '/*' ) ?: array() );
		$this->answers = 0;
	}

	/**
	 * @param array{method: string, path: string, status: int, headers: array<string, string>, body: string} $answer What to send.
	 */
	private function script( array $answer ): void {
		file_put_contents( sprintf( '%s/answer-%06d', $this->folder, ++$this->answers ), json_encode( $answer, JSON_THROW_ON_ERROR ) );
	}

	private function free_port(): int {
		$socket = stream_socket_server( 'tcp://127.0.0.1:0' ) ?: throw new RuntimeException( 'No port is free.' );
		$port   = (int) substr( (string) strrchr( (string) stream_socket_get_name( $socket, false ), ':' ), 1 );
		fclose( $socket );
		return $port;
	}

	private function wait_until_listening(): void {
		$deadline = microtime( true ) + 10;
		do {
			$connection = @fsockopen( '127.0.0.1', $this->port, $code, $message, 1 );
			if ( false !== $connection ) {
				fclose( $connection );
				return;
			}
			usleep( 5000 );
		} while ( microtime( true ) < $deadline );
		throw new RuntimeException( "The stub cloud does not listen: $message" );
	}
}
