<?php
/**
 * REST: whether new uploads get a text, and what that may cost.
 *
 * @package SeoRankGenius
 */

declare( strict_types = 1 );

namespace SeoRankGenius\Rest;

use SeoRankGenius\Capabilities;
use SeoRankGenius\Features\ImageAltText\UploadBudget;
use SeoRankGenius\Rest\Schema\ImageSettingsSchema;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;
use WP_REST_Server;

/**
 * `/image-settings`.
 */
final class ImageSettingsController {

	/**
	 * A controller.
	 *
	 * @param UploadBudget $budget       Keeps the settings.
	 * @param Capabilities $capabilities Who may.
	 */
	public function __construct( private readonly UploadBudget $budget, private readonly Capabilities $capabilities ) {}

	/**
	 * Registers the route.
	 */
	public function register_routes(): void {
		$permission = fn (): bool|WP_Error => Answers::permit( $this->capabilities->can_change_settings() );
		register_rest_route(
			Answers::ROUTES,
			'/image-settings',
			array(
				array(
					'methods'             => WP_REST_Server::READABLE,
					'permission_callback' => $permission,
					'callback'            => fn (): WP_REST_Response => new WP_REST_Response( $this->budget->show() ),
				),
				array(
					'methods'             => 'PUT',
					'permission_callback' => $permission,
					'callback'            => $this->save( ... ),
					'args'                => array(
						'on_upload'       => array(
							'type'        => 'boolean',
							'required'    => true,
							'description' => __( 'Whether alt text is written for new uploads.', 'seo-rank-genius' ),
						),
						'monthly_ceiling' => array(
							'type'        => 'integer',
							'minimum'     => 0,
							'maximum'     => UploadBudget::MAX_CEILING,
							'required'    => true,
							'description' => __( 'The most credits that this may spend in a month.', 'seo-rank-genius' ),
						),
					),
				),
				'schema' => ImageSettingsSchema::item( ... ),
			)
		);
	}

	/**
	 * Saves.
	 *
	 * @param WP_REST_Request<array<string, mixed>> $request The request.
	 */
	private function save( WP_REST_Request $request ): WP_REST_Response {
		$arguments = new Arguments( $request );
		$this->budget->change( $arguments->flag( 'on_upload' ), $arguments->number( 'monthly_ceiling' ) );
		return new WP_REST_Response( $this->budget->show() );
	}
}
