<?php
/**
 * REST: the account, as it is known, and after a sync.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Rest\Schema\AccountSchema;
use SeoRankGenius\Sync\Sync;
use WP_Error;
use WP_REST_Response;
use WP_REST_Server;

/**
 * `/account` and `/account/sync`.
 */
final class AccountController {

	/**
	 * A controller.
	 *
	 * @param Sync         $sync         Asks the cloud.
	 * @param Answers      $answers      Shows the account.
	 * @param Capabilities $capabilities Who may.
	 */
	public function __construct(
		private readonly Sync $sync,
		private readonly Answers $answers,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Registers the routes.
	 */
	public function register_routes(): void {
		$permission = fn (): bool|WP_Error => Answers::permit( $this->capabilities->can_view() );
		register_rest_route(
			Answers::ROUTES,
			'/account',
			array(
				array(
					'methods'             => WP_REST_Server::READABLE,
					'permission_callback' => $permission,
					'callback'            => fn (): WP_REST_Response => $this->answers->account(),
				),
				'schema' => AccountSchema::item( ... ),
			)
		);
		register_rest_route(
			Answers::ROUTES,
			'/account/sync',
			array(
				array(
					'methods'             => WP_REST_Server::CREATABLE,
					'permission_callback' => $permission,
					'callback'            => $this->sync( ... ),
				),
				'schema' => AccountSchema::item( ... ),
			)
		);
	}

	/**
	 * Tries a sync; a failure stands in the account.
	 */
	private function sync(): WP_REST_Response {
		$this->sync->sync();
		return $this->answers->account();
	}
}
