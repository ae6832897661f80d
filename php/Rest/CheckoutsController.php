<?php
/**
 * REST: buying packs.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Credits\Checkouts;
use SeoRankGenius\Rest\Schema\AccountSchema;
use SeoRankGenius\Rest\Schema\CheckoutSchema;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * `/checkouts` and `/checkouts/<id>`: for those who may buy.
 */
final class CheckoutsController {

	/**
	 * A controller.
	 *
	 * @param Checkouts    $checkouts    Starts and watches.
	 * @param Answers      $answers      Shows the account.
	 * @param Capabilities $capabilities Who may.
	 */
	public function __construct(
		private readonly Checkouts $checkouts,
		private readonly Answers $answers,
		private readonly Capabilities $capabilities,
	) {}

	/**
	 * Registers the routes.
	 */
	public function register_routes(): void {
		$permission = fn (): bool|WP_Error => Answers::permit( $this->capabilities->can_buy() );
		$id         = array(
			'type'        => 'string',
			'format'      => 'uuid',
			'required'    => true,
			'description' => __( 'The checkout, by the id that the browser has minted.', 'seo-rank-genius' ),
		);
		register_rest_route(
			Answers::ROUTES,
			'/checkouts',
			array(
				array(
					'methods'             => WP_REST_Server::CREATABLE,
					'permission_callback' => $permission,
					'callback'            => $this->start( ... ),
					'args'                => array(
						'id'  => $id,
						'sku' => array(
							'type'        => 'string',
							'pattern'     => '^[a-z0-9_]{1,60}$',
							'required'    => true,
							'description' => __( 'The pack.', 'seo-rank-genius' ),
						),
					),
				),
				'schema' => CheckoutSchema::item( ... ),
			)
		);
		register_rest_route(
			Answers::ROUTES,
			'/checkouts/(?P<id>[^/]+)',
			array(
				'args'   => array( 'id' => $id ),
				array(
					'methods'             => WP_REST_Server::READABLE,
					'permission_callback' => $permission,
					'callback'            => $this->look( ... ),
				),
				array(
					'methods'             => WP_REST_Server::DELETABLE,
					'permission_callback' => $permission,
					'callback'            => $this->stop_watching( ... ),
				),
				'schema' => CheckoutSchema::watched( ... ),
			)
		);
	}

	/**
	 * Starts a checkout.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function start( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		$arguments = new Arguments( $request );
		return $this->answers->to(
			fn (): WP_REST_Response => new WP_REST_Response( $this->checkouts->start( $arguments->text( 'id' ), $arguments->text( 'sku' ) )->to_array() )
		);
	}

	/**
	 * Looks how far a checkout is.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function look( WP_REST_Request $request ): WP_REST_Response|WP_Error {
		return $this->answers->to(
			function () use ( $request ): WP_REST_Response {
				$checkout = $this->checkouts->look( ( new Arguments( $request ) )->text( 'id' ) );
				return new WP_REST_Response(
					array(
						'checkout' => $checkout->to_array(),
						'account'  => $this->answers->account_data(),
					)
				);
			}
		);
	}

	/**
	 * Stops watching a checkout.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function stop_watching( WP_REST_Request $request ): WP_REST_Response {
		$this->checkouts->stop_watching( ( new Arguments( $request ) )->text( 'id' ) );
		return $this->answers->account();
	}
}
