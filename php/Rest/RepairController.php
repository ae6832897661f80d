<?php
/**
 * REST: the repair.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Capabilities;
use SeoRankGenius\License\Finding;
use SeoRankGenius\License\Repair;
use SeoRankGenius\Rest\Schema\RepairSchema;
use WP_Error;
use WP_REST_Response;
use WP_REST_Server;

/**
 * `/repair`: for those who manage the license. A cloud that does not answer is a finding, not a failure.
 */
final class RepairController {

	/**
	 * A controller.
	 *
	 * @param Repair       $repair       Checks and mends.
	 * @param Answers      $answers      Shows the account.
	 * @param Capabilities $capabilities Who may.
	 */
	public function __construct(
		private readonly Repair $repair,
		private readonly Answers $answers,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Registers the route.
	 */
	public function register_routes(): void {
		register_rest_route(
			Answers::ROUTES,
			'/repair',
			array(
				array(
					'methods'             => WP_REST_Server::CREATABLE,
					'permission_callback' => fn (): bool|WP_Error => Answers::permit( $this->capabilities->can_manage_license() ),
					'callback'            => $this->repair( ... ),
				),
				'schema' => RepairSchema::item( ... ),
			)
		);
	}

	/**
	 * Checks and mends.
	 */
	private function repair(): WP_REST_Response {
		$findings = $this->repair->run();
		return new WP_REST_Response(
			array(
				'checks'  => array_map( static fn ( Finding $finding ): array => $finding->to_array(), $findings ),
				'account' => $this->answers->account_data(),
			)
		);
	}
}
