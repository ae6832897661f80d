<?php
/**
 * WordPress's REST server for whole requests in a test: it sends no headers, which are long gone.
 */

declare( strict_types=1 );

namespace SeoRankGenius\Tests\Support;

use WP_REST_Server;

final class SilentServer extends WP_REST_Server {

	/**
	 * @param string $key
	 * @param string $value
	 */
	public function send_header( $key, $value ): void {}

	/**
	 * @param string $key
	 */
	public function remove_header( $key ): void {}

	/**
	 * @param int $code
	 */
	protected function set_status( $code ): void {}
}
