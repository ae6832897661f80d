<?php
/**
 * A step of a run in a process of its own; see step-process.php.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Support;

use RuntimeException;
use SeoRankGenius\Tests\StubCloud;

final class StepProcess {

	/** @var resource */
	private $process;

	/** @var array<int, resource> */
	private array $pipes = array();

	/**
	 * Starts it, as the current user.
	 *
	 * @param string $run The run.
	 * @param string $at  A hook at which it is killed; empty for none.
	 * @param int    $of  Which call of it, or which object's.
	 */
	public function __construct( StubCloud $cloud, string $run, string $at = '', int $of = 0 ) {
		$this->process = proc_open(
			array( PHP_BINARY, dirname( __DIR__ ) . '/step-process.php' ),
			array( array( 'pipe', 'r' ), array( 'file', '/dev/null', 'w' ), array( 'pipe', 'w' ) ),
			$this->pipes
		) ?: throw new RuntimeException( 'The process cannot be started.' );
		$input         = array(
			'cloud' => $cloud->url(),
			'user'  => get_current_user_id(),
			'run'   => $run,
			'at'    => $at,
			'of'    => $of,
		);
		fwrite( $this->pipes[0], (string) wp_json_encode( $input ) );
		fclose( $this->pipes[0] );
	}

	/**
	 * Waits for its end.
	 *
	 * @return array{string, int} What it complained of, and its exit code or the signal that it died of.
	 */
	public function end(): array {
		$said = (string) stream_get_contents( $this->pipes[2] );
		return array( $said, proc_close( $this->process ) );
	}
}
