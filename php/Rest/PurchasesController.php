<?php
/**
 * REST: what was bought.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Rest\Schema\PurchaseSchema;
use SeoRankGenius\Usage\Usage;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * `/purchases`: for those who may buy.
 */
final class PurchasesController {

	/**
	 * A controller.
	 *
	 * @param Usage        $usage        Reads them.
	 * @param Answers      $answers      Carries failures of the cloud.
	 * @param Capabilities $capabilities Who may.
	 */
	public function __construct(
		private readonly Usage $usage,
		private readonly Answers $answers,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Registers the route.
	 */
	public function register_routes(): void {
		register_rest_route(
			Answers::ROUTES,
			'/purchases',
			array(
				array(
					'methods'             => WP_REST_Server::READABLE,
					'permission_callback' => fn (): bool|WP_Error => Answers::permit( $this->capabilities->can_buy() ),
					'callback'            => $this->list( ... ),
					'args'                => array(
						'cursor' => array(
							'type'        => 'string',
							'pattern'     => '^[A-Za-z0-9_-]{0,200}$',
							'default'     => '',
							'description' => __( 'Where the page before ended.', 'seo-rank-genius' ),
						),
					),
				),
				'schema' => PurchaseSchema::page( ... ),
			)
		);
	}

	/**
	 * A page of purchases.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function list( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		return $this->answers->to(
			fn (): WP_REST_Response => new WP_REST_Response( $this->usage->purchases( ( new Arguments( $request ) )->text( 'cursor' ) )->to_array() )
		);
	}
}
