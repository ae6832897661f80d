<?php
/**
 * Runs the real WP-CLI, in a process of its own, on the site of the tests and against the stub cloud.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Support;

use RuntimeException;
use SeoRankGenius\Tests\StubCloud;

final class WpCli {

	private function __construct(
		public readonly int $code,
		public readonly string $out,
		public readonly string $err,
	) {}

	/**
	 * @param list<string>          $arguments What follows `wp`.
	 * @param int|null              $user      For --user; null: nobody.
	 * @param string                $input     Its standard input.
	 * @param array<string, string> $constants Defined as if wp-config.php did.
	 */
	public static function run( array $arguments, ?int $user, string $input = '', array $constants = array() ): self {
		$constants['SEO_RANK_GENIUS_CLOUD_URL'] = StubCloud::instance()->url();

		$command = array(
			PHP_BINARY,
			dirname( __DIR__, 3 ) . '/vendor/wp-cli/wp-cli/php/boot-fs.php',
			'--allow-root',
			'--no-color',
			'--path=' . getenv( 'WORDPRESS_DIRECTORY' ) . '/public',
			'--require=' . dirname( __DIR__ ) . '/wp-cli-constants.php',
			...( null === $user ? array() : array( "--user=$user" ) ),
			...( array() === preg_grep( '/^--url=/', $arguments ) ? array( '--url=http://localhost:8888' ) : array() ),
			...$arguments,
		);
		$in      = tmpfile() ?: throw new RuntimeException( 'No temporary file.' );
		$out     = tmpfile() ?: throw new RuntimeException( 'No temporary file.' );
		$err     = tmpfile() ?: throw new RuntimeException( 'No temporary file.' );
		fwrite( $in, $input );
		rewind( $in );
		$environment = array(
			'WP_CLI_CONFIG_PATH'  => '/dev/null',
			'WP_CLI_PACKAGES_DIR' => '/dev/null',
			'CONSTANTS'           => (string) wp_json_encode( $constants ),
		);
		$process     = proc_open( $command, array( $in, $out, $err ), $pipes, '/', $environment + getenv() ) ?: throw new RuntimeException( 'WP-CLI cannot be started.' );
		$code        = proc_close( $process );
		rewind( $out );
		rewind( $err );
		// What WP-CLI does was not deprecated when this version of it was made.
		$said = (string) preg_replace( '#^(PHP )?Deprecated: .*/vendor/(wp-cli|mustache|rmccue)/.*\n#m', '', (string) stream_get_contents( $err ) );
		wp_cache_flush();
		return new self( $code, (string) stream_get_contents( $out ), trim( $said ) );
	}

	/**
	 * @return array<array-key, mixed> Its standard output, which is JSON.
	 */
	public function json(): array {
		return Json::decode( $this->out );
	}
}
